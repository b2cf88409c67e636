import * as z from "zod";

const Row = z.tuple([z.string(), z.number()]);
/** A line of a table. */
export type Row = z.infer<typeof Row>;

const Rows = z.array(Row);

/** What a storm has done, and what came of it. */
export const Toll = z.object({ struck: Rows, outcome: Rows, unknown: Rows });
export type Toll = z.infer<typeof Toll>;

const titles: Record<keyof Toll, string> = {
  struck: "What struck",
  outcome: "What came of it",
  unknown: "Touches nobody knew of",
};

const parts = Toll.keyof().options;

const wide = 44;

export function printToll(toll: Toll): void {
  for (const part of parts.filter((one) => toll[one].length > 0)) {
    console.log(`\n${titles[part]}`);
    for (const [what, count] of toll[part]) console.log(`  ${what.padEnd(wide)} ${count}`);
  }
}

const sum = (rows: Row[]): number => rows.reduce((all, [, count]) => all + count, 0);

/** A storm in one line. */
export const inShort = ({ struck, outcome, unknown }: Toll): string =>
  [
    `${sum(struck)} faults`,
    ...outcome.map(([what, count]) => `${count} ${what}`),
    `${sum(unknown)} touches nobody knew of`,
  ].join(", ");

const added = (rows: Row[]): Row[] =>
  [...Map.groupBy(rows, ([what]) => what)].map(([what, same]): Row => [what, sum(same)]);

/** Several storms as one. */
export const together = (tolls: Toll[]): Toll => ({
  struck: added(tolls.flatMap(({ struck }) => struck)),
  outcome: added(tolls.flatMap(({ outcome }) => outcome)),
  unknown: added(tolls.flatMap(({ unknown }) => unknown)).sort(),
});
