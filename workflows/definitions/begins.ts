import type { Begin, CadenceFile } from "../../functions/lead/model/cadence.ts";
import { temperatures } from "../../functions/lead/model/temperature.ts";
import type { ReadCadence } from "./cadence-file.ts";
import type { Problem } from "./problem.ts";

/** In these stages the cadence is what comes next: each lead in them needs one. */
const ledByCadence = ["new", "nurturing", "declined", "dormant"] as const;

/** What a beginning answers to, one line for each case it covers. A customer's cadence is named, so many may say so. */
function casesOf({ stage, temperature = [...temperatures], activity }: Begin): string[] {
  if (activity) return [`the activity "${activity}"`];
  return stage === "converted" ? [] : temperature.map((one) => `${one} leads in ${stage}`);
}

/** Cadences that begin alike, leads for which none begins, and activities without a rank. */
export function beginProblems(cadences: readonly ReadCadence[]): Problem[] {
  const first = new Map<string, ReadCadence>();
  const problems: Problem[] = [];
  for (const read of cadences) {
    problems.push(...rankProblems(read.cadence, read));
    for (const [place, begin] of read.cadence.begins.entries()) {
      for (const one of casesOf(begin)) {
        const other = first.get(one);
        if (!other) first.set(one, read);
        else problems.push(alike(read, place, one, other));
      }
    }
  }
  return [...problems, ...uncovered(cadences, first)];
}

const alike = ({ file, lineOf }: ReadCadence, place: number, one: string, other: ReadCadence): Problem => ({
  ...{ file, line: lineOf(["begins", place]), field: `begins[${place}]` },
  message: `${one}: ${other.cadence.name} begins there already`,
  mend: `Let only one of the two begin there (${other.file})`,
});

function rankProblems({ begins, priority }: CadenceFile, { file, lineOf }: ReadCadence): Problem[] {
  if (priority > 0 || !begins.some(({ activity }) => activity)) return [];
  return [
    {
      ...{ file, line: lineOf(["priority"]), field: "priority", message: "an activity begins this cadence" },
      mend: "Give it a priority from 1 to 100: it takes the place of a running cadence of a smaller one",
    },
  ];
}

function uncovered(cadences: readonly ReadCadence[], covered: ReadonlyMap<string, unknown>): Problem[] {
  const missing = ledByCadence.flatMap((stage) =>
    temperatures.map((temperature) => `${temperature} leads in ${stage}`).filter((one) => !covered.has(one)),
  );
  const file = cadences[0]?.file.replace(/[^/]+$/, "") ?? "workflows/cadences/";
  return missing.map((one) => ({
    ...{ file, line: 1, field: "begins", message: `no cadence begins for ${one}` },
    mend: "Let one begin there: they have nothing else that moves them on",
  }));
}
