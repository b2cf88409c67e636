import { usdOf } from "../../stacks/local/meter/tally.ts";
import { type Runtime, startRuntime } from "../../stacks/local/runtime.ts";
import { seed } from "../../stacks/local/seed.ts";
import { leadOf } from "../then.ts";
import { itIsQuiet, submits } from "../when.ts";
import { Haystack } from "./haystack.ts";
import { measureOperations, type OperationUnits, rehearse } from "./operations.ts";
import { someoneNew } from "./people.ts";

/** What an operation takes, by the number of leads in the table. */
export interface OperationFigures {
  operation: string;
  at: (OperationUnits & { leads: number })[];
  /** Its price among the most leads as a multiple of that among the fewest; 1 if it does not grow. */
  growth: number;
}

const start = Date.parse("2026-11-23T09:00:00Z");

/** An office on a clock that stands still, in which only what is measured happens. */
export const openQuietApp = (assembly: string): Promise<Runtime> =>
  startRuntime({ assembly, port: 0, clock: "manual", start, setUp: seed, report: (line) => console.error(line) });

const priceOf = (units: OperationUnits | undefined): number => (units ? usdOf({ ...units }) : Number.NaN);

/**
 * Measures what each operation takes among more and more leads.
 *
 * @param sizes numbers of leads, the fewest first
 */
export async function measureScale(assembly: string, sizes: readonly number[]): Promise<OperationFigures[]> {
  const app = await openQuietApp(assembly);
  try {
    const first = someoneNew();
    await submits(app, first);
    await itIsQuiet(app);
    const haystack = await Haystack.of(app, (await leadOf(app, first.email)).id);
    await rehearse(app);
    const measured: { leads: number; units: Map<string, OperationUnits> }[] = [];
    for (const leads of sizes) {
      await haystack.growTo(leads);
      measured.push({ leads, units: await measureOperations(app) });
    }
    return [...(measured[0]?.units.keys() ?? [])].map((operation) => figuresOf(operation, measured));
  } finally {
    await app.stop();
  }
}

function figuresOf(
  operation: string,
  measured: { leads: number; units: Map<string, OperationUnits> }[],
): OperationFigures {
  const at = measured.flatMap(({ leads, units }) => {
    const found = units.get(operation);
    return found ? [{ leads, ...found }] : [];
  });
  return { operation, at, growth: priceOf(at.at(-1)) / priceOf(at[0]) };
}
