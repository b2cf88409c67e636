import { mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import * as z from "zod";
import { readCommandLine } from "../../functions/api/cli/command-line.ts";
import { stageName } from "./stage-name.ts";
import { readAssembly } from "./template/template.ts";

type Project = Parameters<typeof import("sst/project.js")["setProject"]>[0];

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

const exampleAccount = "123456789012";

/** Synthesizes and bundles the app into `outdir`, from the project's root, without AWS. @throws Error naming a wrong setting */
async function synth(stage: string, outdir: string, account = exampleAccount): Promise<string> {
  // Any other value makes SST ask AWS for its bootstrap bucket.
  process.env.NODE_ENV = "test";
  process.env.JSII_DEPRECATED = "quiet";
  const [{ setProject }, { App }, { default: app }, { checkMachines }] = await Promise.all([
    import("sst/project.js"),
    import("sst/constructs"),
    import("../../sst.config.ts"),
    import("./machine/machine-definition.ts"),
  ]);
  const config = await app.config({ stage });
  setProject(projectIn(outdir, stage, config));
  const { name, region } = config;
  const assembled = new App({ mode: "deploy", stage, name, region, account }, { outdir });
  app.stacks(assembled);
  await assembled.finish();
  const { directory } = assembled.synth();
  checkMachines(readAssembly(directory, "https://api.example"));
  return directory;
}

/** SST's idea of this project, with everything it writes inside `outdir`, so that two at once do not meet. */
function projectIn(outdir: string, stage: string, config: { name: string; region?: string }): Project {
  const out = join(outdir, ".sst");
  const artifacts = join(out, "artifacts");
  mkdirSync(artifacts, { recursive: true });
  return {
    version: "2.49.8",
    cdkVersion: "2.224.0",
    constructsVersion: "10.3.0",
    config: { ...config, stage, ssmPrefix: `/sst/${config.name}/${stage}/` },
    metafile: { inputs: {}, outputs: {} },
    stacks: () => undefined,
    paths: { root, config: join(root, "sst.config.ts"), out, artifacts },
  };
}

const Order = z.object({
  stage: stageName.default("local"),
  out: z.string().min(1, "--out takes the path of a folder").optional(),
  account: z
    .string()
    .regex(/^\d{12}$/, "--account takes the twelve digits of an AWS account")
    .optional(),
});

/** @throws Error naming the flag that is wrong */
function readOrder(args: string[]): z.infer<typeof Order> {
  const flag = { type: "string" } as const;
  const parsed = Order.safeParse(readCommandLine({ args, options: { stage: flag, out: flag, account: flag } }).values);
  if (!parsed.success) throw new Error(parsed.error.issues[0]?.message);
  const { out, ...order } = parsed.data;
  return { ...order, ...(out && { out: resolve(out) }) };
}

async function main(): Promise<void> {
  const abandoned = () => process.exit(1);
  process.once("disconnect", abandoned);
  const { stage, out, account } = readOrder(process.argv.slice(2));
  console.log(await synth(stage, out ?? join(root, ".sst/dist", stage), account));
  process.off("disconnect", abandoned);
  process.disconnect?.();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.chdir(root);
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
