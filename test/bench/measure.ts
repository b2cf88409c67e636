import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readAssembly } from "../../stacks/local/template/template.ts";
import { Office } from "./app.ts";
import { ceiling, doorItems, type Item, readItems } from "./ceiling.ts";
import { percentile, perSecond, times } from "./closed-loop.ts";
import type { Delay, DoorRate, Storage, StorageFigures } from "./figures.ts";
import { someoneNew } from "./people.ts";
import { quiet, spentPerLead } from "./spent.ts";

/** How many inquiries are sent at each number in flight. */
const doorLoad = new Map([
  [1, 150],
  [10, 500],
  [50, 700],
]);
const delayLoad = new Map([
  [1, 60],
  [10, 200],
  [50, 400],
]);
/** No measurement sends for longer than this, so that the whole stays under three minutes on a slow machine. */
const longestMs = 5000;

type OwnRate = Omit<DoorRate, "ceiling" | "ratio">;

const post = async (app: Office): Promise<string> => {
  const person = someoneNew();
  await app.load.call("/intake/form/website", person);
  return person.email;
};

const postAndWait = async (app: Office): Promise<string> => app.mailTo(await post(app));

async function measureDelay(app: Office, inFlight: number, count: number): Promise<Delay> {
  const timings = await times(count, inFlight, () => postAndWait(app), longestMs);
  await quiet(app);
  const { each } = timings;
  return {
    inFlight,
    p50: percentile(each, 0.5),
    p95: percentile(each, 0.95),
    max: Math.max(...each),
    rate: perSecond(timings),
  };
}

/** Processor time for one lead under load: it says how many leads a machine can take. */
async function withCpu<T>(app: Office, act: () => Promise<T>): Promise<{ result: T; cpuMs: number }> {
  const [before, leads] = [app.footprint().cpuMs, app.leads];
  const result = await act();
  const spent = app.footprint().cpuMs - before;
  return { result, cpuMs: Math.round(spent / (app.leads - leads)) };
}

async function measureDoor(app: Office, inFlight: number, count: number): Promise<OwnRate> {
  const posted: string[] = [];
  const began = performance.now();
  const send = async () => posted.push(await post(app));
  const timings = await times(count, inFlight, send, longestMs);
  await Promise.all(posted.map((address) => app.mailTo(address)));
  const acknowledged = (posted.length / (performance.now() - began)) * 1000;
  await quiet(app);
  return { inFlight, accepted: perSecond(timings), acknowledged };
}

async function measureLoads(app: Office): Promise<{ delays: Delay[]; door: OwnRate[] }> {
  const delays: Delay[] = [];
  for (const [inFlight, count] of delayLoad) delays.push(await measureDelay(app, inFlight, count));
  const door: OwnRate[] = [];
  for (const [inFlight, count] of doorLoad) door.push(await measureDoor(app, inFlight, count));
  return { delays, door };
}

/** Measures one office from its opening to its end; the items of its first lead are what the ceiling is measured with. */
async function measureApp(assembly: string, storage: Storage, data: string, profile: string | undefined) {
  const app = await Office.open({ assembly, ...(storage === "disk" && { data }), ...(profile && { profile }) });
  try {
    const idle = app.footprint().megabytes;
    await postAndWait(app);
    await quiet(app);
    const table = readAssembly(assembly, "http://127.0.0.1").ofType("AWS::DynamoDB::Table")[0]?.ref ?? "";
    const items = doorItems(await readItems(app.dynamoUrl, table));
    await times(40, 4, () => postAndWait(app));
    const spent = await spentPerLead(app);
    const { result, cpuMs } = await withCpu(app, () => measureLoads(app));
    const { healthyMs, leads } = app;
    const loaded = app.footprint().megabytes;
    const { delays, door } = result;
    return { items, door, figures: { storage, healthyMs, ...spent, delays, cpuMs, idle, loaded, leads } };
  } finally {
    await app.stop();
  }
}

/** Measures the runtime with one kind of storage, and DynamoDB Local alone with the same. */
export async function measureStorage(assembly: string, storage: Storage, profile?: string): Promise<StorageFigures> {
  const data = mkdtempSync(join(tmpdir(), "leadwright-bench-"));
  try {
    const { items, figures, door } = await measureApp(assembly, storage, data, profile);
    return { ...figures, door: await besideCeiling(door, assembly, storage, items) };
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

async function besideCeiling(door: OwnRate[], assembly: string, storage: Storage, items: Item[]): Promise<DoorRate[]> {
  const rates = await ceiling(assembly, storage, items, [...doorLoad.keys()]);
  return door.map((rate) => {
    const highest = rates.get(rate.inFlight) ?? Number.NaN;
    return { ...rate, ceiling: highest, ratio: rate.accepted / highest };
  });
}
