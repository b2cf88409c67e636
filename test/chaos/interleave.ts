import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const vitest = fileURLToPath(new URL("../../node_modules/vitest/vitest.mjs", import.meta.url));
const root = fileURLToPath(new URL("../..", import.meta.url));

/** What a lead costs when nobody comes in between. */
const undisturbed = "reference-lead.test.ts";

/**
 * Runs the journeys while a rival changes each item between the functions' read and their write of it; each office is
 * audited when it closes, and no edit may be lost.
 *
 * @throws Error when a journey does not end as it should
 */
export async function interleaved(): Promise<void> {
  const journeys = ["test/journeys", "--exclude", `**/${undisturbed}`];
  const suite = spawn(process.execPath, [vitest, "run", "--config", "test/vitest.config.ts", ...journeys], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, LEADWRIGHT_INTERLEAVE: "1" },
  });
  const [code] = await once(suite, "exit");
  if (code !== 0) throw new Error("Something does not hold when others write in between");
}
