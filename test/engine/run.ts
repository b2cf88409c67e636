import { randomInt } from "node:crypto";
import { inspect } from "node:util";
import * as z from "zod";
import { readCommandLine } from "../../functions/api/cli/command-line.ts";
import { fetchEmulator, hasJava, javaNeeded } from "../../stacks/local/table/emulator.ts";
import { showing } from "../../stacks/local/terminal/progress.ts";
import { journeysPass } from "../journey-suite.ts";
import { bothEngines } from "./both-engines.ts";
import { compare, type Difference } from "./compare.ts";

const usage = `npm run check:engine -- [flags]; the local table against AWS's DynamoDB Local, which needs Java 17
  --tables 60    so many tables, each with 20 to 40 random requests
  --seed 1       the same requests again; a new seed each time without it
  --journeys     the whole journey suite on DynamoDB Local instead`;

const options = {
  tables: { type: "string", default: "60" },
  seed: { type: "string" },
  journeys: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

const Count = z.coerce.number("write a whole number").int().positive();

const mostShown = 5;

const shown = ({ request, ours, theirs }: Difference): string =>
  inspect({ request, ours, theirs }, { depth: null, breakLength: 120, maxStringLength: 500 });

async function checkRequests(tables: number, seed: number): Promise<number> {
  const both = await bothEngines();
  try {
    const work = `Comparing ${tables} tables (seed ${seed})`;
    const { asked, accepted, differences } = await showing(work, () => compare(both, { seed, tables }));
    console.log(
      `${asked} requests, of which ${accepted} were accepted: ${differences.length} differences (seed ${seed})`,
    );
    for (const difference of differences.slice(0, mostShown)) console.log(shown(difference));
    return differences.length > 0 ? 1 : 0;
  } finally {
    await both.stop();
  }
}

/** The command line; answers the exit code: 0, 1 for differences, 2 when it cannot compare. */
async function main(): Promise<number> {
  const { help, journeys, tables, seed } = readCommandLine({ args: process.argv.slice(2), options }).values;
  if (help) {
    console.log(usage);
    return 0;
  }
  if (!(await hasJava())) {
    console.error(`DynamoDB Local ${javaNeeded}`);
    return 2;
  }
  await showing("Fetching DynamoDB Local", fetchEmulator);
  // The journeys themselves, with the other engine under them.
  if (journeys) return (await journeysPass({ LEADWRIGHT_ENGINE: "dynamodb-local" })) ? 0 : 1;
  return checkRequests(Count.parse(tables), seed === undefined ? randomInt(2 ** 31) : Count.parse(seed));
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
