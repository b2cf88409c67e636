import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { showing } from "../../stacks/local/terminal/progress.ts";
import { readFolder } from "../audit/read-folder.ts";
import { holds } from "../audited.ts";
import { campaign } from "./campaign.ts";
import { givenUp, repairs, struck, unknowns } from "./damage.ts";
import { type Flags, readFlags, usage } from "./flags.ts";
import { interleaved } from "./interleave.ts";
import type { MortalRuntime } from "./mortal-runtime.ts";
import { enough, storyUnderFire } from "./story.ts";
import { printToll, type Row, type Toll } from "./toll.ts";
import { type ChaosRun, weather } from "./weather.ts";

/** What struck, by whom or what it struck. */
const strikes = ({ counts, kills }: MortalRuntime): Row[] => [...struck(counts), ["runtime killed", kills]];

/** A crowd in a storm; answers what struck and what came of it. @throws Error when an invariant does not hold */
async function crowd(chaosRun: ChaosRun, data: string): Promise<Toll> {
  const began = performance.now();
  const { runtime, evidence } = await showing(`Storm ${chaosRun.seed} over ${chaosRun.leads} leads`, () =>
    weather(chaosRun, data),
  );
  const mails = evidence.cases.flatMap((found) => found.mails);
  const toll: Toll = {
    struck: strikes(runtime),
    outcome: [
      ["leads", evidence.cases.length],
      ["mails", mails.length],
      ["invocations that failed and were repeated", runtime.complaints.filter((it) => it.includes(" failed: ")).length],
      ["events and records given up", givenUp(data)],
      ["leads mended by the sweep", repairs(data)],
      ["seconds", Math.round((performance.now() - began) / 1000)],
    ],
    unknown: unknowns(evidence.cases),
  };
  printToll(toll);
  return toll;
}

/** The story while its runtime is killed. @throws Error when somebody's part does not end as it should */
async function story(seed: number, data: string): Promise<Toll> {
  const { runtime, outcomes } = await storyUnderFire(seed, data, (line) => console.log(line));
  const evidence = await readFolder(data);
  const toll: Toll = {
    struck: strikes(runtime),
    outcome: [],
    unknown: unknowns(evidence.cases),
  };
  // Told before it is judged: what nobody knew of may be why somebody's part ended otherwise.
  printToll(toll);
  holds(evidence);
  enough(runtime);
  const missed = outcomes.filter(({ seen }) => !seen);
  if (missed.length > 0) throw new Error(`Not as it should be: ${missed.map(({ who }) => who).join(", ")}`);
  return toll;
}

/** One storm, or the story in one. What an invariant did not hold in is kept, to be looked into. */
async function one(flags: Flags): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), "leadwright-chaos-"));
  const { seed, leads, days, strength, "calm-for": calmFor } = flags;
  const chaosRun = { seed, leads, days, strength, ...(calmFor > 0 && { calmFor }) };
  try {
    const toll = flags.story ? await story(seed, data) : await crowd(chaosRun, data);
    if (flags.json) writeFileSync(flags.json, JSON.stringify(toll));
  } catch (error) {
    console.error(`What is left of seed ${seed} is in ${data}: npm run audit -- --data ${data}`);
    throw error;
  }
  rmSync(data, { recursive: true, force: true });
  console.log(`\nSeed ${seed}: every invariant holds.`);
}

/** Several storms, each told to be as this one is to be. @throws Error when an invariant does not hold in one */
async function several(seeds: number, flags: Flags): Promise<void> {
  const { seed, leads, days, strength, "calm-for": calmFor, "at-once": atOnce, story, json } = flags;
  const figures = { leads, days, strength, "calm-for": calmFor };
  const crowds = Object.entries(figures).flatMap(([name, figure]) => [`--${name}`, String(figure)]);
  const toll = await campaign(seed, seeds, atOnce, story ? ["--story"] : crowds);
  if (json) writeFileSync(json, JSON.stringify(toll));
  if (toll.broken.length > 0) throw new Error(`An invariant does not hold with ${toll.broken.length} of the seeds`);
}

async function main(): Promise<void> {
  const flags = readFlags(process.argv.slice(2));
  if (flags.help) console.log(usage);
  else if (flags.interleave) await interleaved();
  else if (flags.seeds) await several(flags.seeds, flags);
  else await one(flags);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
