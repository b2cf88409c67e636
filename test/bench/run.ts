import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import * as z from "zod";
import { readCommandLine } from "../../functions/api/cli/command-line.ts";
import { cachedAssembly } from "../../stacks/local/template/assembly-cache.ts";
import { showing } from "../../stacks/local/terminal/progress.ts";
import { measureAgainst, type PairedFigures, pairedText } from "./against.ts";
import { coldStarts } from "./cold-start.ts";
import { measureCost } from "./cost.ts";
import { type DoorsReport, doorsText, measureDoors } from "./doors.ts";
import type { Figures, Machine, OverloadReport, StorageFigures } from "./figures.ts";
import { type ImportReport, importFaults, importText, measureImport } from "./import.ts";
import { measureStorage } from "./measure.ts";
import { measureOverload } from "./overload.ts";
import { faultsOf, overloadText } from "./overload-report.ts";
import { asText, machineText } from "./report.ts";
import { measureScale } from "./scale.ts";
import { measureItems, type TableReport, tableFaults, tableText } from "./table.ts";

const usage = `npm run bench -- [flags]; everything stays on this machine
  --leads 100,10000,100000  among how many leads operations are counted; without the last it takes half as long
  --overload                load above capacity on the form door instead
  --seconds 60              for so long
  --import 50000            a file of so many rows instead
  --doors                   each platform's door alone, beside the form's
  --items 1000,1000000      the table alone, among so many items
  --against REF             another commit and the last one in turn, from outside, with their ratio; with --doors,
                            --import, --overload or --leads also what the bench of each says
  --json FILE               the figures as JSON, too
  --profile DIR             CPU profiles of the runtime's main thread`;

const options = {
  leads: { type: "string", default: "100,10000,100000" },
  overload: { type: "boolean", default: false },
  seconds: { type: "string", default: "60" },
  import: { type: "string" },
  doors: { type: "boolean", default: false },
  items: { type: "string" },
  against: { type: "string" },
  json: { type: "string" },
  profile: { type: "string" },
  help: { type: "boolean", default: false },
} as const;

const Count = z.coerce.number().int().positive();

const sizesIn = (list: string): number[] =>
  list
    .split(",")
    .map((size) => Count.parse(size))
    .sort((a, b) => a - b);

/** A command line without these flags and their values. */
const flagsBeside = (args: readonly string[], names: readonly string[]): string[] =>
  args.filter((arg, at) => !names.some((name) => arg === name || arg.startsWith(`${name}=`) || args[at - 1] === name));

/** More than this, and an operation's price grows with the number of leads. */
const mostGrowth = 1.05;

function thisMachine(): Machine {
  const cores = cpus();
  return {
    cpu: cores[0]?.model ?? "unknown",
    cores: cores.length,
    node: process.versions.node,
    at: new Date().toISOString(),
    loadBefore: loadavg()[0] ?? 0,
  };
}

async function measureAll(assembly: string, sizes: number[], profile: string | undefined): Promise<Figures> {
  const machine = thisMachine();
  const starts = await showing("Starting functions cold", () => coldStarts(assembly));
  const storages: StorageFigures[] = [];
  for (const storage of ["memory", "disk"] as const)
    storages.push(await showing(`Measuring in ${storage}`, () => measureStorage(assembly, storage, profile)));
  const doors = await showing("Measuring each door", () => measureDoors(assembly));
  const cost = await showing("Counting what leads cost", () => measureCost(assembly));
  const operations = await showing(`Counting among ${sizes.join(", ")} leads`, () => measureScale(assembly, sizes));
  return { machine, storages, doors, coldStarts: starts, operations, cost };
}

/** What was measured, as text too, and what is wrong with it. */
interface Report {
  figures: Figures | OverloadReport | ImportReport | DoorsReport | TableReport | PairedFigures;
  text: string;
  faults: string[];
}

async function report(): Promise<Report> {
  const { values } = readCommandLine({ args: process.argv.slice(2), options });
  const assembly = await cachedAssembly();
  const seconds = Count.parse(values.seconds);
  if (values.against) {
    const figures = await measureAgainst(values.against, flagsBeside(process.argv.slice(2), ["--against", "--json"]));
    return { figures, text: pairedText(figures), faults: [] };
  }
  if (values.items) {
    const figures = { machine: thisMachine(), table: await measureItems(sizesIn(values.items)) };
    return { figures, text: tableText(figures), faults: tableFaults(figures) };
  }
  if (values.overload) {
    const figures = {
      machine: thisMachine(),
      overload: await showing("Overloading the form door", () => measureOverload(assembly, seconds)),
    };
    return { figures, text: overloadText(figures), faults: faultsOf(figures) };
  }
  if (values.import) {
    const rows = Count.parse(values.import);
    const figures = { machine: thisMachine(), ...(await showing("Importing", () => measureImport(assembly, rows))) };
    return { figures, text: importText(figures), faults: importFaults(figures) };
  }
  if (values.doors) {
    const figures = {
      machine: thisMachine(),
      doors: await showing("Measuring each door", () => measureDoors(assembly)),
    };
    return { figures, text: [...machineText(figures.machine), "", ...doorsText(figures.doors)].join("\n"), faults: [] };
  }
  const figures = await measureAll(assembly, sizesIn(values.leads), values.profile);
  const growing = figures.operations.filter(({ growth }) => !(growth <= mostGrowth));
  const faults = growing.map(({ operation }) => `${operation.trim()} costs more among more leads`);
  return { figures, text: asText(figures), faults };
}

/** The command line; answers the exit code: 0, or 1 if a figure is not as it must be on any machine. */
async function main(): Promise<number> {
  const { help, json } = readCommandLine({ args: process.argv.slice(2), options }).values;
  if (help) {
    console.log(usage);
    return 0;
  }
  const { figures, text, faults } = await report();
  console.log(text);
  if (json) writeFileSync(json, `${JSON.stringify(figures, null, 2)}\n`);
  for (const fault of faults) console.error(fault);
  return faults.length > 0 ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
