import { createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createInterface } from "node:readline/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Import } from "../generated/client.ts";
import { requestImport } from "./door.ts";
import { importUsage, type Order, readOrder } from "./order.ts";
import { countsLine, mappingLines, outcomeLines, progressLine } from "./report.ts";

const say = (...lines: string[]): void => {
  for (const line of lines) console.log(line);
};

function teller(): (job: Import) => void {
  let last = "";
  return (job) => {
    const line = progressLine(job);
    if (line === last) return;
    last = line;
    if (process.stdout.isTTY) process.stdout.write(`\r${line.padEnd(60)}`);
    else say(line);
  };
}

async function isWanted({ yes }: Order): Promise<boolean> {
  if (yes || !process.stdin.isTTY) return true;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question("\nImport them? [y/N] ")).trim());
  } finally {
    terminal.close();
  }
}

/** Writes the rows of which nothing could be made beside the file; answers where. */
async function keepErrors(file: string, url: string): Promise<string> {
  const { ok, status, body } = await fetch(url);
  if (!ok || !body) throw new Error(`The file of errors was answered ${status}`);
  const path = `${file}.errors.csv`;
  await pipeline(Readable.from(body), createWriteStream(path));
  return path;
}

async function carryOut(order: Order): Promise<number> {
  await stat(order.file);
  const preview = await requestImport(order, true, teller());
  say("", ...mappingLines(preview));
  if (preview.trouble !== undefined) throw new Error(`\n${preview.trouble}`);
  say(...outcomeLines(preview), "", `Would be: ${countsLine(preview)}.`);
  if (order.preview) return preview.failed > 0 ? 1 : 0;
  if (!(await isWanted(order))) return 0;
  const job = await requestImport(order, false, teller());
  if (job.trouble !== undefined) throw new Error(`\n${job.trouble}`);
  say("", `Imported: ${countsLine(job)}.`);
  if (job.failed === 0 || job.errorsUrl === undefined) return 0;
  say(`Mend and import ${await keepErrors(order.file, job.errorsUrl)}: its column "error" says what is wrong.`);
  return 1;
}

/** The command line; answers the exit code: 0, or 1 if nothing could be made of some rows. */
async function main(): Promise<number> {
  const order = readOrder(process.argv.slice(2), process.env);
  if (order) return carryOut(order);
  say(importUsage);
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
