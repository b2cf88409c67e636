import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import * as z from "zod";
import type { Arrived } from "../../functions/intake/adapter.ts";
import type { Parcel } from "../../functions/intake/parcel.ts";
import type { Source } from "../../functions/lead/source.ts";
import type { Request } from "../../functions/platform/http.ts";
import type { Verdict } from "./doors/books.ts";
import { eventOf, type House, openHouse, sealed } from "./doors/house.ts";
import { type Knock, knocks, platformNamed } from "./doors/knock.ts";
import { payloads } from "./doors/payloads.ts";

/** At each platform's door so often somebody knocks, in so many goes. */
const [goes, knocksInAGo, atOnce] = [Number(process.env.GOES ?? 16), 50, 8];
const hour = 3_600_000;
/** Until then whatever waits for its time has come. */
const aWhile = 180_000;

let house: House;
let errors: string[] = [];
beforeAll(async () => {
  vi.spyOn(process.stdout, "write").mockImplementation((line) => {
    if (String(line).includes('"level":"ERROR"')) errors.push(String(line));
    return true;
  });
  house = await openHouse();
}, 60_000);
afterAll(async () => {
  vi.restoreAllMocks();
  await house.stop();
});

/** What one knock came to. */
interface Outcome {
  knock: Knock;
  request: Request;
  status: number;
  verdict: Verdict;
}

/** What was kept, over all doors. */
const total = { knocks: 0, signals: 0, parcels: 0, claims: new Set<string>(), possible: new Set<string>() };

async function sideBySide<T, R>(all: readonly T[], work: (one: T, place: number) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = [...all.entries()];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) results[next[0]] = await work(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

const shown = ({ knock, request, verdict, status }: Outcome): string => {
  const said = { signer: knock.signer, verdict: verdict.is, status, query: request.rawQueryString };
  return `${JSON.stringify({ ...said, headers: request.headers })} ${knock.bytes.toString().slice(0, 1500)}`;
};

/** Of a delivery's signals, those that its parcel keeps. */
function leftOf(ids: string[], parcel: Parcel | undefined): string[] {
  if (!parcel || parcel.state === "unpacked") return [];
  return parcel.only ?? ids;
}

/** Each of what a verified delivery told is exactly one thing: an inquiry that is there, in a parcel, or done. */
async function expectAccounted(outcome: Outcome, arrived: Arrived, parcel: Parcel | undefined) {
  if (outcome.verdict.is !== "told") return;
  const { signals } = outcome.verdict;
  const { books } = house;
  const isForm = arrived.source.platform === "form";
  const ids = [...new Set(signals.map(({ id }) => id))];
  const left = isForm ? [] : leftOf(ids, parcel);
  const why = () => shown(outcome);
  expect(
    left.every((id) => ids.includes(id)),
    why(),
  ).toBe(true);
  const inquiring = signals.filter((signal) => signal.kind === "inquiry" || signal.kind === "fetch");
  const mine = inquiring.filter(({ id }) => !left.includes(id)).map((signal) => books.claimKey(signal, arrived));
  const claims = await books.claimsOf(mine);
  for (const key of mine) {
    const claim = claims.get(key);
    const held = isForm && parcel?.inquiryId === claim?.inquiryId && claim?.leadId === undefined;
    const repeated = isForm && claim?.leadId === undefined;
    expect(claim && (claim.stored || held || repeated), why()).toBe(true);
    total.claims.add(key);
  }
  for (const signal of inquiring) total.possible.add(books.claimKey(signal, arrived));
  const noted = signals.filter(({ kind }) => ["edited", "deleted", "tested"].includes(kind));
  const unreadable = signals.filter(({ kind }) => kind === "unreadable");
  expect(
    unreadable.every(({ id }) => left.includes(id)),
    why(),
  ).toBe(true);
  const accounted = new Set([...left, ...inquiring.map(({ id }) => id), ...noted.map(({ id }) => id)]);
  expect(accounted.size, why()).toBe(ids.length);
  if (outcome.knock.pristine && inquiring.every(({ kind }) => kind === "inquiry")) expect(left, why()).toEqual([]);
  total.signals += signals.length;
}

const parcelsExpected = ({ verdict, status }: Outcome, isForm: boolean): number[] => {
  if (verdict.is === "told") return [0, 1];
  if (isForm || verdict.is === "greeting" || verdict.is === "too large") return [0];
  expect(status).toBeLessThan(500);
  return [1];
};

async function go(name: string, source: Source, all: Knock[]): Promise<void> {
  const at = Date.now();
  const path = `/intake/${platformNamed(name)}/${source.id}`;
  const arrived = await house.books.arrivedAt(source, at);
  const outcomes = await sideBySide(all, async (one, place): Promise<Outcome> => {
    const { knock, query } = sealed(one, name, path, at);
    const request = eventOf({ ...knock, headers: { ...knock.headers, "user-agent": String(place) } }, path, query);
    const verdict = await house.books.verdictOn(request, arrived);
    const { statusCode: status = 0 } = await house.knock(request);
    return { knock, request, verdict, status };
  });
  for (const outcome of outcomes) {
    expect(outcome.status, shown(outcome)).toBeLessThan(500);
    if (outcome.verdict.is === "unverified") expect([401, 403], shown(outcome)).toContain(outcome.status);
    if (outcome.verdict.is === "told") expect(outcome.status, shown(outcome)).toBeLessThan(400);
  }
  vi.setSystemTime(at + aWhile);
  const waiting = await house.books.parcelsOf(arrived, ["waiting"]);
  await sideBySide(waiting, ({ id }) => house.unpack(id));
  const parcels = await house.books.parcelsOf(arrived);
  for (const [place, outcome] of outcomes.entries()) {
    const mine = parcels.filter(({ request }) => request.headers["user-agent"] === String(place));
    expect(parcelsExpected(outcome, name === "form"), shown(outcome)).toContain(mine.length);
    const reason =
      outcome.verdict.is === "unverified" || outcome.verdict.is === "unreadable" ? outcome.verdict.is : undefined;
    if (reason && name !== "form") expect(mine[0], shown(outcome)).toMatchObject({ state: "quarantined", reason });
    await expectAccounted(outcome, arrived, mine[0]);
  }
  total.parcels += parcels.length;
  total.knocks += all.length;
}

const Page = z.object({
  Items: z.array(z.record(z.string(), z.custom<AttributeValue>())),
  LastEvaluatedKey: z.unknown().optional(),
});
const Row = z.object({ pk: z.string(), kind: z.string().optional(), leadId: z.string().optional() });

/** All that is in the table, in short. */
async function rows(): Promise<z.infer<typeof Row>[]> {
  const found: z.infer<typeof Row>[] = [];
  let from: unknown;
  do {
    const names = { ExpressionAttributeNames: { "#kind": "kind" }, ProjectionExpression: "pk, #kind, leadId" };
    const page = Page.parse(
      await house.client.call("Scan", {
        TableName: house.table,
        ...names,
        ...(from !== undefined && { ExclusiveStartKey: from }),
      }),
    );
    found.push(...page.Items.map((item) => Row.parse(unmarshall(item))));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return found;
}

/** Fast-check would print every body of the go. */
function inShort({ failed, seed, counterexamplePath, errorInstance: cause }: fc.RunDetails<[Knock[]]>): void {
  const why = cause instanceof Error ? cause.message : String(cause);
  if (failed) throw new Error(`Seed ${seed}, path ${counterexamplePath}: ${why}`, { cause });
}

describe("every door", () => {
  it.each(Object.keys(payloads))(
    "keeps what is its platform's, whatever comes: %s",
    async (name) => {
      let turn = 0;
      const body = fc.asyncProperty(
        fc.array(knocks(name), { minLength: knocksInAGo, maxLength: knocksInAGo }),
        async (all) => {
          errors = [];
          vi.setSystemTime(Date.now() + hour);
          const id = `${name.replace(" ", "-")}-${turn++}`;
          await go(name, await house.aSource(name, id), all);
          expect(errors).toEqual([]);
        },
      );
      await fc.assert(body, { numRuns: goes, endOnFailure: true, reporter: inShort });
    },
    60_000,
  );

  it("has in the end exactly what it was told: no more, no less", async () => {
    const all = await rows();
    const of = (kind: string) => all.filter((row) => row.kind === kind);
    const claims = of("once");
    expect(total.knocks).toBeGreaterThanOrEqual(10_000);
    expect(of("inquiry")).toHaveLength(claims.filter(({ leadId }) => leadId).length);
    expect(of("parcel")).toHaveLength(total.parcels);
    expect(claims.filter(({ pk }) => !total.possible.has(pk))).toEqual([]);
    const there = new Set(claims.map(({ pk }) => pk));
    expect([...total.claims].filter((key) => !there.has(key))).toEqual([]);
    const withInquiry = new Set(of("inquiry").map(({ leadId }) => leadId));
    expect(of("lead").filter(({ pk }) => !withInquiry.has(pk.slice("LEAD#".length)))).toEqual([]);
    expect(house.faults).toEqual([]);
  }, 60_000);
});
