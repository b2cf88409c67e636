import { painted } from "./line.ts";
import type { Checks } from "./script.ts";

/** What should have happened to somebody, and whether it was seen. */
export interface StoryOutcome {
  who: string;
  expected: string;
  seen: boolean;
  missing: string[];
}

/** Judges by checks, and by what went wrong besides. */
export function outcome(who: string, expected: string, checks: Checks, wrong: string[] = []): StoryOutcome {
  const unseen = Object.entries(checks).flatMap(([what, holds]) => (holds ? [] : [what]));
  const missing = [...wrong, ...unseen.map((what) => `not so: ${what}`)];
  return { who, expected, seen: missing.length === 0, missing };
}

/** The outcomes as the lines of a table. */
export function outcomeTable(outcomes: StoryOutcome[]): string[] {
  const rows = outcomes.map(({ who, expected, seen }) => [who, expected, seen ? "seen" : "MISSING"] as const);
  const width = (column: 0 | 1) => Math.max(...rows.map((row) => row[column].length));
  const [whoWidth, expectedWidth] = [width(0), width(1)];
  return outcomes.flatMap(({ who, expected, seen, missing }) => [
    `  ${who.padEnd(whoWidth)}   ${expected.padEnd(expectedWidth)}   ${seen ? painted("green", "✓ seen") : painted("red", "✗ MISSING")}`,
    ...missing.map((what) => painted("red", `  ${"".padEnd(whoWidth)}   ${what}`)),
  ]);
}
