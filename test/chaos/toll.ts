import type { Row } from "./damage.ts";

/** What a storm has done, and what came of it: tables by their titles. */
export type Toll = Record<string, Row[]>;

const wide = 40;

export function printToll(toll: Toll): void {
  for (const [title, rows] of Object.entries(toll)) {
    console.log(`\n${title}`);
    for (const [what, count] of rows) console.log(`  ${what.padEnd(wide)} ${count}`);
  }
}

function sumOf(tables: Row[][]): Row[] {
  const sums = new Map<string, number>();
  for (const [what, count] of tables.flat()) sums.set(what, (sums.get(what) ?? 0) + count);
  return [...sums];
}

/** Several storms as one. */
export function together(tolls: Toll[]): Toll {
  const titles = new Set(tolls.flatMap((toll) => Object.keys(toll)));
  return Object.fromEntries([...titles].map((title) => [title, sumOf(tolls.map((toll) => toll[title] ?? []))]));
}
