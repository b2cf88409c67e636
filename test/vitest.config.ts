import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { LongFirst } from "./long-first.ts";
import { textPlugin } from "./text-plugin.ts";
import { usesFolder } from "./uses-folder.ts";

export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  plugins: [textPlugin],
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/grants.ts", "test/synthesize.ts"],
    // Modules beside pure ones open the table at init; nothing is sent to it.
    env: { TABLE_NAME: "none", AWS_REGION: "eu-west-1", STAGE: "test", LEADWRIGHT_IAM_USES: usesFolder },
    maxWorkers: 2,
    sequence: { sequencer: LongFirst },
    // Only a backstop: no test fails because the machine is slow.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    teardownTimeout: 600_000,
    expect: { poll: { timeout: 600_000, interval: 20 } },
  },
});
