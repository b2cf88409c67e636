import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import type { Runtime } from "../../stacks/local/runtime.ts";
import { seed } from "../../stacks/local/seed.ts";
import { Haystack } from "../bench/haystack.ts";
import { aPerson, startApp } from "../given.ts";
import { leadOf } from "../then.ts";
import { asks, itIsQuiet, submits } from "../when.ts";

/** Copies of a card tell of nothing that has happened: this office is not audited. */
let runtime: Runtime | undefined;
const app = (): Runtime => {
  if (!runtime) throw new Error("The office is not open yet");
  return runtime;
};
afterAll(() => runtime?.stop());

const Page = z.object({
  items: z.array(z.looseObject({ id: z.string(), createdAt: z.string() })),
  cursor: z.string().optional(),
});
const Requests = z.object({
  items: z.array(z.object({ caller: z.string().optional(), service: z.string(), count: z.number() })),
});

/** A page of leads, and how many requests to the table it took. */
async function pageOf(filter: string) {
  await itIsQuiet(app());
  await fetch(`${app().url}/local/requests/reset`, { method: "POST", body: "{}" });
  const { status, json, text } = await asks(app(), `/api/leads?${filter}`);
  expect(status, text).toBe(200);
  const { items } = Requests.parse(await (await fetch(`${app().url}/local/requests`)).json());
  const spent = items.filter(({ caller, service }) => service === "dynamodb" && caller?.startsWith("OpsApi"));
  return { ...Page.parse(json), requests: spent.reduce((sum, { count }) => sum + count, 0) };
}

let haystack: Haystack;
let newest = "";
beforeAll(async () => {
  runtime = await startApp({ setUp: seed });
  const person = aPerson("Nora Needle");
  await submits(app(), person);
  await itIsQuiet(app());
  const { id, createdAt } = z
    .looseObject({ id: z.string(), createdAt: z.string() })
    .parse(await leadOf(app(), person.email));
  newest = createdAt;
  haystack = await Haystack.of(app(), id);
});

/** The moment so many seconds before the newest lead came: one came each second. */
const ago = (seconds: number) => new Date(Date.parse(newest) - seconds * 1000).toISOString();

describe.each([
  [47, 5],
  [3000, 20],
])("among %i leads", (leads, most) => {
  beforeAll(() => haystack.growTo(leads));

  it("a page takes five requests, whatever its size", async () => {
    for (const filter of ["limit=1", "limit=10", "limit=100", "stage=new&limit=10"])
      expect((await pageOf(filter)).requests, filter).toBe(5);
    expect((await pageOf("owner=owner-1&limit=10")).requests).toBe(2);
  });

  it.each(["source=nowhere&limit=1", "source=nowhere", "stage=new&source=nowhere&limit=1"])(
    "one that finds nothing by %s ends where its steps end, and says where to go on",
    async (filter) => {
      const { items, cursor, requests } = await pageOf(filter);
      expect([items, requests]).toEqual([[], most]);
      expect(cursor === undefined).toBe(leads < 400);
    },
  );

  it("from and to read the index by range", async () => {
    for (const range of [`from=${ago(5)}&to=${ago(2)}`, `stage=new&from=${ago(5)}&to=${ago(2)}`]) {
      const { items, cursor, requests } = await pageOf(range);
      expect(items.map(({ createdAt }) => createdAt)).toEqual([ago(3), ago(4), ago(5)]);
      expect([cursor, requests]).toEqual([undefined, 5]);
    }
    const [oldest] = (await pageOf(`from=1999-12-31&to=${ago(leads - 2)}`)).items;
    expect(oldest?.createdAt).toBe(ago(leads - 1));
    expect(await pageOf("from=2026-12-01")).toEqual({ items: [], cursor: undefined, requests: 4 });
  });

  it("all filters hold together, page by page", async () => {
    const range = `from=${ago(30)}&to=${ago(10)}`;
    const ids: string[] = [];
    for (let next: string | undefined = ""; next !== undefined; ) {
      const page = await pageOf(`owner=owner-2&stage=new&source=website&${range}&limit=3${next && `&cursor=${next}`}`);
      expect(page.requests).toBeLessThanOrEqual(8);
      ids.push(...page.items.map(({ id }) => id));
      next = page.cursor;
    }
    // A copy is of either owner in turn.
    expect(ids).toHaveLength(10);
    expect(new Set(ids).size).toBe(10);
    expect((await pageOf(`owner=owner-2&stage=working&${range}`)).items).toEqual([]);
  });
});

describe("a list of leads", () => {
  it.each([
    ["q=zoe", "q"],
    ["stage=lost", "stage"],
    ["owner=", "owner"],
    ["owner=Nobody%20Here", "owner"],
    ["email=zoe", "email"],
    ["email=a@b.example,c@d.example", "email"],
    ["phone=none", "phone"],
    ["source=", "source"],
    ["from=yesterday", "from"],
    ["to=2026-02-30", "to"],
    ["from=9999-12-31T23:59:59-12:00", "from"],
    ["from=2026-11-24&to=2026-11-23", "to"],
    ["stage=new&stage=working", "stage"],
  ])("is not asked for by %s", async (query, field) => {
    const { status, json } = await asks(app(), `/api/leads?${query}`);
    expect([status, Object(json).errors?.map((one: { field: string }) => one.field)]).toEqual([422, [field]]);
  });
});
