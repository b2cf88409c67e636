import fc from "fast-check";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { RawDelivery } from "../../../functions/intake/deliveries/raw-delivery.ts";
import type { Signal, SourceContext } from "../../../functions/intake/inquiry/signal.ts";
import type { HttpRequest } from "../../../functions/platform/http/http.ts";
import type { Source } from "../../../functions/source/source.ts";
import type { Verdict } from "./books.ts";
import { eventOf, type Harness, openHarness, sealed } from "./harness.ts";
import type { payloads } from "./payloads.ts";
import { type Knock, knocks, platformNamed, pristine } from "./probe.ts";
import { rowsOf } from "./rows.ts";

/**
 * In so many goes somebody knocks so often at each platform's door, and a forger so often: an hour and a source of its own
 * for each go, so that all that nobody has signed is kept.
 */
const [goes, knocksInAGo, forgedInAGo, atOnce] = [8, 30, 60, 16];
const hour = 3_600_000;
/** Until then whatever waits for its time has come. */
const aWhile = 180_000;

let harness: Harness;
let errors: string[] = [];

/** What one knock came to. */
interface Outcome {
  knock: Knock;
  request: HttpRequest;
  status: number;
  verdict: Verdict;
}

/** What was kept, over all doors. */
const total = { knocks: 0, parcels: 0, claims: new Set<string>(), possible: new Set<string>() };

async function sideBySide<T, R>(all: readonly T[], work: (one: T, place: number) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = [...all.entries()];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) results[next[0]] = await work(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

const shown = ({ knock: probe, request, verdict, status }: Outcome): string => {
  const said = { signer: probe.signer, verdict: verdict.is, status, query: request.rawQueryString };
  return `${JSON.stringify({ ...said, headers: request.headers })} ${probe.bytes.subarray(0, 1500).toString()}`;
};

/** Of a delivery's signals, those that its raw delivery keeps. */
function leftOf(ids: string[], rawDelivery: RawDelivery | undefined): string[] {
  if (!rawDelivery || rawDelivery.state === "unpacked") return [];
  return rawDelivery.only ?? ids;
}

const inquiriesIn = ({ verdict }: Outcome) =>
  verdict.is === "told" ? verdict.signals.filter((one) => one.kind === "inquiry" || one.kind === "fetch") : [];

/** What a source's door has kept: claims of inquiries, and the inquiries that wait in quarantine. */
interface Kept {
  claims: Awaited<ReturnType<Harness["books"]["claimsOf"]>>;
  held: ReadonlySet<string>;
}

/** Each of what a verified delivery told is exactly one thing: an inquiry that is there, in a raw delivery, or done. */
function expectAccounted(
  outcome: Outcome,
  arrived: SourceContext,
  rawDelivery: RawDelivery | undefined,
  kept: Kept,
): void {
  if (outcome.verdict.is !== "told") return;
  const { signals } = outcome.verdict;
  const why = shown(outcome);
  const ids = [...new Set(signals.map(({ id }) => id))];
  const left = arrived.source.platform === "form" ? [] : leftOf(ids, rawDelivery);
  const inquiring = inquiriesIn(outcome);
  for (const signal of inquiring) {
    const key = harness.books.claimKey(signal, arrived);
    total.possible.add(key);
    if (left.includes(signal.id)) continue;
    total.claims.add(key);
    const claim = kept.claims.get(key);
    expect(claim && (claim.stored || kept.held.has(claim.inquiryId)), why).toBe(true);
  }
  const idsOf = (kinds: Signal["kind"][]) => signals.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id);
  expect(ids, why).toEqual(expect.arrayContaining(left));
  expect(left, why).toEqual(expect.arrayContaining([...new Set(idsOf(["unreadable"]))]));
  const accounted = new Set([...left, ...idsOf(["inquiry", "fetch", "edited", "deleted", "tested"])]);
  expect(accounted.size, why).toBe(ids.length);
  if (outcome.knock.pristine && inquiring.every(({ kind }) => kind === "inquiry")) expect(left, why).toEqual([]);
}

const parcelsExpected = ({ verdict, status }: Outcome, isForm: boolean): number[] => {
  if (verdict.is === "told") return [0, 1];
  if (isForm || ["greeting", "too large", "no door"].includes(verdict.is)) return [0];
  expect(status).toBeLessThan(500);
  return [1];
};

async function go(name: string, source: Source, all: Knock[]): Promise<void> {
  const at = Date.now();
  const path = `/intake/${platformNamed(name)}/${source.id}`;
  const arrived = await harness.books.arrivedAt(source, at);
  const outcomes = await sideBySide(all, async (one, place): Promise<Outcome> => {
    const { knock: probe, query } = sealed(one, name, path, at);
    const request = eventOf({ ...probe, headers: { ...probe.headers, "user-agent": String(place) } }, path, query);
    const verdict = await harness.books.verdictOn(request, arrived);
    const { statusCode: status = 0 } = await harness.knock(request);
    return { knock: probe, request, verdict, status };
  });
  for (const outcome of outcomes) {
    expect(outcome.status, shown(outcome)).toBeLessThan(500);
    if (outcome.verdict.is === "no door") expect(outcome.status, shown(outcome)).toBe(404);
    if (outcome.verdict.is === "unverified") expect([401, 403], shown(outcome)).toContain(outcome.status);
    if (outcome.verdict.is === "told") expect(outcome.status, shown(outcome)).toBeLessThan(400);
  }
  vi.setSystemTime(at + aWhile);
  const waiting = await harness.books.parcelsOf(arrived, ["waiting"]);
  await sideBySide(waiting, ({ id }) => harness.unpack(id));
  const rawDeliveries = await harness.books.parcelsOf(arrived);
  const keys = outcomes.flatMap(inquiriesIn).map((signal) => harness.books.claimKey(signal, arrived));
  const held = new Set(rawDeliveries.flatMap(({ inquiryId }) => inquiryId ?? []));
  const kept = { claims: await harness.books.claimsOf(keys), held };
  for (const [place, outcome] of outcomes.entries()) {
    const mine = rawDeliveries.filter(({ request }) => request.headers["user-agent"] === String(place));
    expect(parcelsExpected(outcome, name === "form"), shown(outcome)).toContain(mine.length);
    const reason =
      outcome.verdict.is === "unverified" || outcome.verdict.is === "unreadable" ? outcome.verdict.is : undefined;
    if (reason && name !== "form") expect(mine[0], shown(outcome)).toMatchObject({ state: "quarantined", reason });
    expectAccounted(outcome, arrived, mine[0], kept);
  }
  total.parcels += rawDeliveries.length;
  total.knocks += all.length;
}

const exactly = (length: number) => ({ minLength: length, maxLength: length });

/** What comes to a door in one go: all sorts of deliveries, and a forger's. */
const goOf = (name: string): fc.Arbitrary<Knock[]> =>
  fc
    .tuple(
      fc.array(knocks(name), exactly(knocksInAGo)),
      fc.array(
        knocks(name).map((probe): Knock => ({ ...probe, signer: "a forger" })),
        exactly(forgedInAGo),
      ),
    )
    .map(([all, forged]) => [...all, ...forged]);

/** Fast-check would print every body of the go. */
function inShort({ failed, seed, counterexamplePath, errorInstance: cause }: fc.RunDetails<[Knock[]]>): void {
  const why = cause instanceof Error ? cause.message : String(cause);
  if (failed) throw new Error(`Seed ${seed}, path ${counterexamplePath}: ${why}`, { cause });
}

/**
 * Knocks at the doors of some platforms, 720 times at each, and holds what is kept against what was told.
 *
 * @param more further tests in the same house
 */
export function goRound(names: (keyof typeof payloads)[], more: () => void = () => {}): void {
  beforeAll(async () => {
    vi.spyOn(process.stdout, "write").mockImplementation((line) => {
      // That a lead may be hidden from a token is told to its source's owner.
      const isFault = /"level":"ERROR"(?!,"message":"source in trouble")/.test(String(line));
      if (isFault) errors.push(String(line));
      return true;
    });
    harness = await openHarness();
  });
  afterAll(async () => {
    vi.restoreAllMocks();
    await harness.stop();
  });

  it.each(names)(
    "keeps what is its platform's, whatever comes: %s",
    async (name) => {
      let turn = 0;
      const body = fc.asyncProperty(goOf(name), async (all) => {
        errors = [];
        vi.setSystemTime(Date.now() + hour);
        const id = `${name.replace(" ", "-")}-${turn++}`;
        await go(name, await harness.aSource(name, id), all);
        expect(errors).toEqual([]);
      });
      await fc.assert(body, { numRuns: goes, endOnFailure: true, reporter: inShort });
    },
    60_000,
  );

  more();

  it("has in the end exactly what it was told: no more, no less", async () => {
    const all = await rowsOf(harness.client, harness.table);
    const of = (kind: string) => all.filter((row) => row.kind === kind);
    const claims = of("once");
    expect(total.knocks).toBe(names.length * goes * (knocksInAGo + forgedInAGo));
    expect(of("inquiry")).toHaveLength(claims.filter(({ leadId }) => leadId).length);
    expect(of("parcel")).toHaveLength(total.parcels);
    expect(claims.filter(({ pk }) => !total.possible.has(pk))).toEqual([]);
    const there = new Set(claims.map(({ pk }) => pk));
    expect([...total.claims].filter((key) => !there.has(key))).toEqual([]);
    const withInquiry = new Set(of("inquiry").map(({ leadId }) => leadId));
    expect(of("lead").filter(({ pk }) => !withInquiry.has(pk.slice("LEAD#".length)))).toEqual([]);
    const large = all.flatMap(({ kind, state, payload }) => (payload ? [{ kind, state, ...payload }] : []));
    const places = { inquiry: "payloads/", parcel: "parcels/" };
    for (const { kind, state, key } of large) {
      expect([kind, state, key, await harness.keeps(key)]).toEqual([kind, state, key, true]);
      expect(key).toMatch(places[kind === "inquiry" ? kind : "parcel"]);
      expect(state).not.toBe("unpacked");
    }
    expect(harness.faults).toEqual([]);
  });
}

/** A forger knocks at one door, a hundred and thirty times in an hour. */
export function flood(): void {
  it("keeps no more than a hundred forged deliveries of a source in an hour", async () => {
    vi.setSystemTime(Date.now() + hour);
    const source = await harness.aSource("typeform", "flooded");
    const forged = fc.sample(pristine("typeform"), 130).map((probe): Knock => ({ ...probe, signer: "a forger" }));
    const path = `/intake/typeform/${source.id}`;
    const replies = await sideBySide(forged, (one) => {
      const { knock: probe, query } = sealed(one, "typeform", path, Date.now());
      return harness.knock(eventOf(probe, path, query));
    });
    expect(new Set(replies.map(({ statusCode }) => statusCode))).toEqual(new Set([401]));
    const rawDeliveries = await harness.books.parcelsOf(await harness.books.arrivedAt(source, Date.now()));
    expect(rawDeliveries).toHaveLength(100);
    total.parcels += rawDeliveries.length;
  });
}
