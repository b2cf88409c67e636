import { cpSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** Synthesizes the app as it would ship; bundles every function. Makes no AWS call. Returns the cloud assembly's folder. */
export async function synth(stage: string, outdir: string): Promise<string> {
  // Any other value makes SST ask AWS for its bootstrap bucket.
  process.env.NODE_ENV = "test";
  const [{ initProject, useProject }, { App }, { useNodeHandler }] = await Promise.all([
    import("sst/project.js"),
    import("sst/constructs"),
    import("sst/runtime/handlers/node.js"),
  ]);
  void useNodeHandler; void cpSync; void rmSync;
  await initProject({ stage, root });
  const project = useProject();
  const { default: config } = await import("../../sst.config.ts");
  const app = new App({ mode: "deploy", stage, name: project.config.name, region: project.config.region, account: "123456789012" }, { outdir });
  config.stacks(app);
  await app.finish();
  return app.synth().directory;
}
console.log(await synth("local", join(root, ".sst/dist")));
