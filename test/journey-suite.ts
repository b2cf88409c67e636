import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const vitest = fileURLToPath(new URL("../node_modules/vitest/vitest.mjs", import.meta.url));
const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Runs the journeys in surroundings of their own, and shows what the runner prints.
 *
 * @param settings added to the environment
 * @param flags of the runner
 * @returns whether all end as they should
 */
export async function journeysPass(settings: NodeJS.ProcessEnv, flags: readonly string[] = []): Promise<boolean> {
  const argv = [vitest, "run", "--config", "test/vitest.config.ts", "test/journeys", ...flags];
  const suite = spawn(process.execPath, argv, { cwd: root, stdio: "inherit", env: { ...process.env, ...settings } });
  const [code] = await once(suite, "exit");
  return code === 0;
}
