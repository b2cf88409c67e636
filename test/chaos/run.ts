import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readFolder } from "../../stacks/local/audit/read-folder.ts";
import { holds } from "../audited.ts";
import { type Row, repairs, struck, unknowns } from "./damage.ts";
import type { ShakyOffice } from "./shaky-office.ts";
import { storyUnderFire } from "./story.ts";
import { type Storm, weather } from "./weather.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    leads: { type: "string", default: "1000" },
    days: { type: "string", default: "20" },
    /** 0: nothing is killed. */
    "calm-for": { type: "string", default: "400" },
    /** The story instead of a crowd. */
    story: { type: "boolean", default: false },
  },
});

function table(title: string, rows: Row[]): void {
  console.log(`\n${title}`);
  for (const [what, count] of rows) console.log(`  ${what.padEnd(40)} ${count}`);
}

const killed = ({ kills }: ShakyOffice): Row[] => [
  ["runtime killed", kills.runtime],
  ["database killed", kills.database],
];

/** A crowd in a storm; prints what struck and what came of it, throws when an invariant does not hold. */
async function crowd(storm: Storm, data: string): Promise<void> {
  const began = performance.now();
  const { office, evidence } = await weather(storm, data);
  const mails = evidence.cases.flatMap((found) => found.mails);
  table("What struck", [...struck(office.counts), ...killed(office)]);
  table("What came of it", [
    ["leads", evidence.cases.length],
    ["mails", mails.length],
    ["invocations that failed", office.complaints.filter((line) => line.includes(" failed: ")).length],
    ["leads mended by the sweep", repairs(data)],
    ["seconds", Math.round((performance.now() - began) / 1000)],
  ]);
  table("Touches nobody knew of", unknowns(evidence.cases));
  console.log(`\nSeed ${storm.seed}: every invariant holds.`);
}

/** The story while its runtime is killed. @throws Error when somebody's part does not end as it should */
async function story(seed: number, data: string): Promise<void> {
  const { office, outcomes } = await storyUnderFire(seed, data, (line) => console.log(line));
  const evidence = await readFolder(data);
  table("What struck", [...struck(office.counts), ...killed(office)]);
  table("Touches nobody knew of", unknowns(evidence.cases));
  holds(evidence);
  const missed = outcomes.filter(({ seen }) => !seen);
  if (missed.length > 0) throw new Error(`Not as it should be: ${missed.map(({ who }) => who).join(", ")}`);
}

const data = mkdtempSync(join(tmpdir(), "leadwright-chaos-"));
try {
  const [seed, leads, days, calmFor] = [values.seed, values.leads, values.days, values["calm-for"]].map(Number);
  if (values.story) await story(seed ?? 1, data);
  else await crowd({ seed: seed ?? 1, leads: leads ?? 0, days: days ?? 0, ...(calmFor && { calmFor }) }, data);
} finally {
  rmSync(data, { recursive: true, force: true });
}
