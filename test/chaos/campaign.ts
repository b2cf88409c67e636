import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { inShort, printToll, Toll, together } from "./toll.ts";

const program = fileURLToPath(new URL("./run.ts", import.meta.url));

/** A storm of its own, in a process of its own. @throws Error with what it printed when an invariant does not hold */
async function weathered(seed: number, flags: string[]): Promise<Toll> {
  const folder = mkdtempSync(join(tmpdir(), "leadwright-toll-"));
  const file = join(folder, "toll.json");
  try {
    await promisify(execFile)(process.execPath, [program, ...flags, "--seed", String(seed), "--json", file]);
    return Toll.parse(JSON.parse(readFileSync(file, "utf8")));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * One storm for each seed from `first` on, some at once; prints what they did together.
 *
 * @param flags for each, but for its seed
 * @returns that, and the seeds of which an invariant did not hold
 */
export async function campaign(
  first: number,
  seeds: number,
  atOnce: number,
  flags: string[],
): Promise<Toll & { broken: number[] }> {
  const [tolls, broken]: [Toll[], number[]] = [[], []];
  const queue = Array.from({ length: seeds }, (_, place) => first + place).values();
  const worker = async () => {
    for (const seed of queue) {
      try {
        const toll = await weathered(seed, flags);
        tolls.push(toll);
        console.log(`${new Date().toISOString()} seed ${seed}: every invariant holds. ${inShort(toll)}`);
      } catch (error) {
        broken.push(seed);
        console.error(`seed ${seed}: ${error instanceof Error ? error.message : error}`);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const toll = together(tolls);
  printToll(toll);
  console.log(`\n${tolls.length} of ${seeds} seeds: every invariant holds.`);
  if (broken.length > 0) console.error(`Not of ${broken.join(", ")}.`);
  return { ...toll, broken };
}
