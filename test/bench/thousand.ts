import * as z from "zod";
import { readCommandLine } from "../../functions/api/cli/command-line.ts";
import { stages } from "../../functions/lead/model/stage-name.ts";
import { type Runtime, startRuntime } from "../../stacks/local/runtime.ts";
import { seed } from "../../stacks/local/seed.ts";
import type { Evidence } from "../audit/evidence.ts";
import { evidenceIn, holds } from "../audited.ts";
import { asks } from "../when.ts";
import { callback, crowd } from "./crowd.ts";
import { Lives } from "./lives.ts";

const hour = 3_600_000;
const day = 24 * hour;
const start = Date.parse("2026-11-23T09:00:00Z");
/** People come in the first days; whatever they do is over by the second mark; then the clock only runs out. */
const arrivalDays = 10;
const busyDays = 165;
const daysAtMost = 1600;

const Listed = z.object({ items: z.array(z.object({ id: z.string() })) });

/** A lead that is neither won nor archived, if there is one left. */
async function aLiveLead(app: Runtime): Promise<string | undefined> {
  for (const stage of stages) {
    if (stage === "converted" || stage === "archived") continue;
    const { items } = Listed.parse((await asks(app, `/api/leads?stage=${stage}&limit=1`)).json);
    if (items[0]) return items[0].id;
  }
  return undefined;
}

/** Says on standard error how far it is, every ten seconds at most. */
function reporter(): (days: number) => void {
  let next = performance.now();
  return (days) => {
    if (performance.now() < next) return;
    next = performance.now() + 10_000;
    console.error(`${Math.round(performance.now() / 1000)} s: day ${Math.round(days)}`);
  };
}

/** Runs until no lead is live; answers the days it took. @throws Error if some still are after the time allowed */
async function runOut(app: Runtime, lives: Lives): Promise<number> {
  const report = reporter();
  for (;;) {
    const days = (app.clock.now() - start) / day;
    report(days);
    const live = days < busyDays ? "not looked for" : await aLiveLead(app);
    if (!live) return days;
    if (days > daysAtMost) throw new Error(`${live} is still live after ${daysAtMost} days`);
    await lives.pass(days < arrivalDays ? 6 * hour : days < busyDays ? day : 30 * day);
  }
}

const Stats = z.object({ peak: z.number(), transitions: z.number() });
const sum = (counts: number[]) => counts.reduce((all, one) => all + one, 0);

/** How many DynamoDB requests each function made, most first. */
function requestsByCaller(app: Runtime): [string, number][] {
  const requests = app.requests.items.filter(({ service }) => service === "dynamodb");
  const callers = Map.groupBy(requests, ({ caller = "others" }) => caller.replace(/[0-9A-F]{8}$/, ""));
  return [...callers]
    .map(([caller, counts]): [string, number] => [`  ${caller}`, sum(counts.map(({ count }) => count))])
    .sort(([, a], [, b]) => b - a);
}

/** What it took, in plain figures. CPU seconds are this process's, without the database. */
async function figures(app: Runtime, { cases }: Evidence, days: number): Promise<[string, number][]> {
  const stats = Stats.parse(await (await fetch(`${app.url}/local/executions?name=none`)).json());
  const ended = (stage: string) => cases.filter(({ lead }) => lead.stage === stage).length;
  const mails = cases.flatMap((found) => found.mails);
  const callers = requestsByCaller(app);
  const { user, system } = process.cpuUsage();
  return [
    ["leads", cases.length],
    ["converted", ended("converted")],
    ["archived", ended("archived")],
    ["simulated days", Math.round(days)],
    ["wall seconds", Math.round(performance.now() / 1000)],
    ["CPU seconds", Math.round((user + system) / 1e6)],
    ["transitions", stats.transitions],
    ["mails", mails.length],
    ["mails to leads", mails.filter(({ purpose }) => purpose !== "internal").length],
    ["executions", sum(cases.map(({ executions }) => executions.length))],
    ["executions open at most", stats.peak],
    ["DynamoDB requests", sum(callers.map(([, count]) => count))],
    ...callers,
  ];
}

const usage = `npm run thousand -- [flags]; everything stays on this machine
  --leads 1000  how many people come
  --seed 1      who comes, and what they do`;

const options = {
  leads: { type: "string", default: "1000" },
  seed: { type: "string", default: "1" },
  help: { type: "boolean", default: false },
} as const;
const Numbers = z.object({
  leads: z.coerce.number({ error: "--leads takes a whole number, of at least 1" }).int().positive(),
  seed: z.coerce.number({ error: "--seed takes a whole number" }).int(),
});

/** Lets a crowd live its whole life, and holds all that came of it against the invariants. */
async function main(): Promise<void> {
  const { values } = readCommandLine({ args: process.argv.slice(2), options });
  if (values.help) return console.log(usage);
  const { leads, seed: luck } = Numbers.parse(values);
  let complaints = 0;
  const report = (line: string) => {
    complaints += 1;
    console.error(line);
  };
  const app = await startRuntime({ port: 0, clock: "manual", start, report });
  try {
    await seed(app);
    await asks(app, "/api/sources", callback);
    const lives = new Lives(app, crowd(leads, arrivalDays, luck), start);
    const days = await runOut(app, lives);
    const evidence = await evidenceIn(app, lives.inquiries);
    holds(evidence);
    for (const [what, count] of await figures(app, evidence, days)) console.log(`${what.padEnd(26)} ${count}`);
    if (complaints > 0) throw new Error(`The runtime complained ${complaints} times`);
  } finally {
    await app.stop();
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof z.ZodError ? error.issues[0]?.message : error);
  process.exit(1);
}
