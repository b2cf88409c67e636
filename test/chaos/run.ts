import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readFolder } from "../../stacks/local/audit/read-folder.ts";
import { holds } from "../audited.ts";
import { campaign } from "./campaign.ts";
import { givenUp, repairs, struck, unknowns } from "./damage.ts";
import type { ShakyOffice } from "./shaky-office.ts";
import { storyUnderFire } from "./story.ts";
import { printToll, type Row, type Toll } from "./toll.ts";
import { type Storm, weather } from "./weather.ts";

const usage = `npm run chaos -- [flags]; everything stays on this machine
  --seed 1         what goes wrong, and who comes
  --leads 1000     how many people live through it
  --days 20        for how long: they come in the first tenth
  --strength 1     how often faults strike, beside a storm in which every seventh touch is interrupted
  --calm-for 400   requests between two kills of the runtime or its database, at most; 0: none
  --seeds 20       so many storms, from --seed on, each in a process of its own
  --at-once 2      so many of them at a time
  --story          the story instead of a crowd
  --json FILE      the tables as JSON, too`;

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    leads: { type: "string", default: "1000" },
    days: { type: "string", default: "20" },
    strength: { type: "string", default: "1" },
    "calm-for": { type: "string", default: "400" },
    seeds: { type: "string" },
    "at-once": { type: "string", default: "2" },
    story: { type: "boolean", default: false },
    json: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

const killed = ({ kills }: ShakyOffice): Row[] => [
  ["runtime killed", kills.runtime],
  ["database killed", kills.database],
];

/** A crowd in a storm; answers what struck and what came of it. @throws Error when an invariant does not hold */
async function crowd(storm: Storm, data: string): Promise<Toll> {
  const began = performance.now();
  const { office, evidence } = await weather(storm, data);
  const mails = evidence.cases.flatMap((found) => found.mails);
  const toll: Toll = {
    struck: [...struck(office.counts), ...killed(office)],
    outcome: [
      ["leads", evidence.cases.length],
      ["mails", mails.length],
      ["invocations that failed and were repeated", office.complaints.filter((it) => it.includes(" failed: ")).length],
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
  const { office, outcomes } = await storyUnderFire(seed, data, (line) => console.log(line));
  const evidence = await readFolder(data);
  const toll: Toll = {
    struck: [...struck(office.counts), ...killed(office)],
    outcome: [],
    unknown: unknowns(evidence.cases),
  };
  // Told before it is judged: what nobody knew of may be why somebody's part ended otherwise.
  printToll(toll);
  holds(evidence);
  const missed = outcomes.filter(({ seen }) => !seen);
  if (missed.length > 0) throw new Error(`Not as it should be: ${missed.map(({ who }) => who).join(", ")}`);
  return toll;
}

/** One storm, or the story in one. What an invariant did not hold in is kept, to be looked into. */
async function one(seed: number): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), "leadwright-chaos-"));
  const { leads, days, strength, "calm-for": calm } = values;
  const storm = { seed, leads: Number(leads), days: Number(days), strength: Number(strength) };
  const calmFor = Number(calm);
  try {
    const toll = values.story ? await story(seed, data) : await crowd({ ...storm, ...(calmFor && { calmFor }) }, data);
    if (values.json) writeFileSync(values.json, JSON.stringify(toll));
  } catch (error) {
    console.error(`What is left of seed ${seed} is in ${data}: npm run audit -- --data ${data}`);
    throw error;
  }
  rmSync(data, { recursive: true, force: true });
  console.log(`\nSeed ${seed}: every invariant holds.`);
}

/** Several storms, each told to be as this one is to be. */
async function several(seed: number, seeds: number): Promise<void> {
  const { leads, days, strength, "calm-for": calm, "at-once": atOnce, story, json } = values;
  const crowds = ["--leads", leads, "--days", days, "--strength", strength, "--calm-for", calm];
  const toll = await campaign(seed, seeds, Number(atOnce), story ? ["--story"] : crowds);
  if (json) writeFileSync(json, JSON.stringify(toll));
  if (toll.broken.length > 0) process.exitCode = 1;
}

if (values.help) console.log(usage);
else if (values.seeds) await several(Number(values.seed), Number(values.seeds));
else await one(Number(values.seed));
