import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { LongFirst } from "./long-first.ts";
import { sharedFiles } from "./shared-files.ts";
import { textPlugin } from "./text-plugin.ts";
import { usesFolder } from "./uses-folder.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

const project = {
  root,
  plugins: [textPlugin],
  test: {
    // Modules beside pure ones open the table at init; nothing is sent to it.
    env: { TABLE_NAME: "none", AWS_REGION: "eu-west-1", STAGE: "test", LEADWRIGHT_IAM_USES: usesFolder },
    // Only a backstop: no test fails because the machine is slow.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    teardownTimeout: 600_000,
    expect: { poll: { timeout: 600_000, interval: 20 } },
  },
};

export default defineConfig({
  root,
  test: {
    globalSetup: ["test/grants.ts", "test/synthesize.ts"],
    maxWorkers: 2,
    sequence: { sequencer: LongFirst },
    projects: [
      // One after the other in a process that has read the modules once.
      { ...project, test: { ...project.test, name: "shared", include: [...sharedFiles], isolate: false } },
      {
        ...project,
        test: { ...project.test, name: "alone", include: ["test/**/*.test.ts"], exclude: [...sharedFiles] },
      },
    ],
  },
});
