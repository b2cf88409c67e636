import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { faultKinds } from "../../stacks/local/fault/faults.ts";
import type { Case, Entry } from "../audit/evidence.ts";
import type { Row } from "./toll.ts";

const sum = (numbers: number[]): number => numbers.reduce((all, one) => all + one, 0);

/** How often each kind of fault struck. */
export const struck = (counts: Record<string, number>): Row[] =>
  faultKinds.map((kind): Row => {
    const found = Object.entries(counts).filter(([what]) => what.startsWith(`${kind}:`));
    return [kind, sum(found.map(([, count]) => count))];
  });

/** Leads that the sweep gave a new clock, by what it said. */
export function repairs(data: string): number {
  const lines = readFileSync(join(data, "logs/Sweep.log"), "utf8").split("\n");
  return sum(lines.map((line) => Number(/"mended":(\d+)/.exec(line)?.[1] ?? 0)));
}

/** Events and stream records that a function failed at for the last time: the objects that Lambda keeps of them. */
export function givenUp(data: string): number {
  const folder = join(data, "buckets");
  if (!existsSync(folder)) return 0;
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  return files.filter((file) => file.isFile() && file.parentPath.includes("/aws/lambda/")).length;
}

const ofType = ({ timeline }: Case, type: string): Entry[] => timeline.filter((entry) => entry.type === type);

/** Touches of which no answer came, by purpose, with what became of them. */
export function unknowns(cases: Case[]): Row[] {
  const rows = cases.flatMap((one) =>
    ofType(one, "touch.unknown").map(({ data }) => {
      const mails = one.mails.filter(({ touch }) => touch === data.touch).length;
      const skipped = ofType(one, "touch.skipped").some((entry) => entry.data.touch === data.touch);
      return `${data.purpose}: mailed ${mails === 1 ? "once" : mails === 0 ? "never" : `${mails} times`}${skipped ? ", given up" : ""}`;
    }),
  );
  return [...Map.groupBy(rows, (row) => row)].map(([what, found]): Row => [what, found.length]).sort();
}
