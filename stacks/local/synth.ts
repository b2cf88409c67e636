import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

type Project = Parameters<typeof import("sst/project.js")["setProject"]>[0];

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/**
 * Synthesizes the app as it would ship into `outdir` and bundles every function. Makes no AWS call.
 * SST finds handlers from the working directory, so it must be the project's root.
 *
 * @returns the cloud assembly's folder
 * @throws Error naming a setting the stage lacks (stacks/settings.ts)
 */
export async function synth(stage: string, outdir: string): Promise<string> {
  // Any other value makes SST ask AWS for its bootstrap bucket.
  process.env.NODE_ENV = "test";
  process.env.JSII_DEPRECATED = "quiet";
  const [{ setProject }, { App }, { default: app }] = await Promise.all([
    import("sst/project.js"),
    import("sst/constructs"),
    import("../../sst.config.ts"),
  ]);
  const config = await app.config({ stage });
  setProject(projectIn(outdir, stage, config));
  const { name, region } = config;
  const assembled = new App({ mode: "deploy", stage, name, region, account: "123456789012" }, { outdir });
  app.stacks(assembled);
  await assembled.finish();
  return assembled.synth().directory;
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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: { stage: { type: "string", default: "local" }, out: { type: "string" } },
  });
  process.chdir(root);
  try {
    console.log(await synth(values.stage, values.out ?? join(root, ".sst/dist", values.stage)));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
