import type { Bill } from "../../stacks/local/meter/bill.ts";
import { addUnits, type Units } from "../../stacks/local/meter/tally.ts";
import type { Runtime } from "../../stacks/local/runtime.ts";
import { leadOf } from "../then.ts";
import { type Answer, asks, itIsQuiet, submits } from "../when.ts";
import { someoneNew } from "./people.ts";

/** What one run of an operation takes of the table, and of the machines. */
export interface OperationUnits {
  readUnits: number;
  writeUnits: number;
  transitions: number;
}

/** One thing that is done, and the functions whose part in it is told, by the beginnings of their names. */
interface Act {
  /** Names by function. The machines' transitions are those of the last. */
  parts: Record<string, string>;
  /** What must be there before; answers what is to be done. */
  prepare(app: Runtime): Promise<() => Promise<unknown>>;
}

const page = 10;

let people = 0;

/** Somebody new whose name and address are as long as anybody's: a card is billed by the KB begun. */
const someoneAlike = () => ({ ...someoneNew(), name: "Greta Olsen", email: `greta.${1e8 + people++}@person.example` });

/** @throws Error with the answer when that is no success */
async function succeeds(answer: Promise<Answer>): Promise<void> {
  const { status, text } = await answer;
  if (status >= 300) throw new Error(`It answered ${status}: ${text}`);
}

/** Somebody who has come and was told; all is quiet. */
async function someoneKnown(app: Runtime) {
  const person = someoneAlike();
  await succeeds(submits(app, person));
  await itIsQuiet(app);
  return { person, lead: await leadOf(app, person.email) };
}

const asking = (path: (lead: { id: string; owner?: string | undefined }) => string): Act["prepare"] => {
  return async (app) => {
    const { lead } = await someoneKnown(app);
    return () => succeeds(asks(app, path(lead)));
  };
};

async function sweeping({ assembly, functions }: Runtime): Promise<() => Promise<unknown>> {
  const sweep = assembly.ofType("AWS::Lambda::Function").find(({ logicalId }) => logicalId.startsWith("Sweep"));
  return async () => {
    const { ok } = await functions.invoke(sweep?.arn ?? "Sweep", {});
    if (!ok) throw new Error("The sweep failed");
  };
}

const acts: Act[] = [
  {
    parts: { FormDoor: "form door, someone new", Router: "  behind it: digest", Step: "  one step: tell both" },
    prepare: async (app) => () => succeeds(submits(app, someoneAlike())),
  },
  {
    parts: { FormDoor: "form door, someone known", Router: "  behind it: merge" },
    prepare: async (app) => {
      const { person } = await someoneKnown(app);
      return () => succeeds(submits(app, { ...person, message: "And with a battery?" }));
    },
  },
  { parts: { OpsApi: "a lead" }, prepare: asking(({ id }) => `/api/leads/${id}`) },
  { parts: { OpsApi: `${page} newest leads` }, prepare: asking(() => `/api/leads?limit=${page}`) },
  { parts: { OpsApi: "a lead's timeline" }, prepare: asking(({ id }) => `/api/leads/${id}/timeline?limit=${page}`) },
  {
    parts: { OpsApi: `${page} leads of an owner` },
    prepare: asking(({ owner = "owner-1" }) => `/api/leads?owner=${owner}&limit=${page}`),
  },
  { parts: { Sweep: "sweep, nothing due" }, prepare: sweeping },
];

const usedBy = ({ byCaller }: Bill, name: string): Units =>
  Object.entries(byCaller).find(([caller]) => caller.replace(/[0-9A-F]{8}$/, "") === name)?.[1] ?? {};

/** What each part of an act takes, in one run of it. */
async function runOf(app: Runtime, { parts, prepare }: Act): Promise<Map<string, OperationUnits>> {
  const act = await prepare(app);
  await itIsQuiet(app);
  const before = await app.bill();
  await act();
  await itIsQuiet(app);
  const after = await app.bill();
  const transitions = (after.units.transitions ?? 0) - (before.units.transitions ?? 0);
  const names = Object.entries(parts);
  return new Map(
    names.map(([caller, operation], place) => {
      const { readUnits = 0, writeUnits = 0 } = addUnits(usedBy(after, caller), usedBy(before, caller), -1);
      return [operation, { readUnits, writeUnits, transitions: place === names.length - 1 ? transitions : 0 }];
    }),
  );
}

/** Does everything once, so that every function has started and read its settings. */
export async function rehearse(app: Runtime): Promise<void> {
  for (const act of acts) await runOf(app, act);
}

/** What every operation takes, by its name. */
export async function measureOperations(app: Runtime): Promise<Map<string, OperationUnits>> {
  const all: [string, OperationUnits][] = [];
  for (const act of acts) all.push(...(await runOf(app, act)));
  return new Map(all);
}
