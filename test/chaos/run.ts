import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { repairs, struck, unknowns } from "./damage.ts";
import { type Storm, weather } from "./weather.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    leads: { type: "string", default: "1000" },
    days: { type: "string", default: "20" },
    /** 0: nothing is killed. */
    "calm-for": { type: "string", default: "400" },
  },
});

function table(title: string, rows: [string, number | string][]): void {
  console.log(`\n${title}`);
  for (const [what, count] of rows) console.log(`  ${what.padEnd(40)} ${count}`);
}

/** `npm run chaos`: a crowd in a storm; prints what struck and what came of it, fails when an invariant does not hold. */
async function main(plan: Storm): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), "leadwright-chaos-"));
  const began = performance.now();
  try {
    const { office, evidence } = await weather(plan, data);
    const failed = office.complaints.filter((line) => / failed: /.test(line)).length;
    const mails = evidence.cases.flatMap((found) => found.mails);
    table("What struck", [
      ...struck(office.counts),
      ...Object.entries(office.kills).map(([who, count]): [string, number] => [`${who} killed`, count]),
    ]);
    table("What came of it", [
      ["leads", evidence.cases.length],
      ["mails", mails.length],
      ["invocations that failed", failed],
      ["leads mended by the sweep", repairs(data)],
      ["seconds", Math.round((performance.now() - began) / 1000)],
    ]);
    table("Touches nobody knew of", unknowns(evidence.cases));
    console.log(`\nSeed ${plan.seed}: every invariant holds.`);
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

const calmFor = Number(values["calm-for"]);
await main({
  seed: Number(values.seed),
  leads: Number(values.leads),
  days: Number(values.days),
  ...(calmFor > 0 && { calmFor }),
});
