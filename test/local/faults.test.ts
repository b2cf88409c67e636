import { describe, expect, it } from "vitest";
import { Dice, seedOf } from "../../stacks/local/fault/chance.ts";
import { Faults, type Rates, stormRates } from "../../stacks/local/fault/faults.ts";
import { faultyFunctions } from "../../stacks/local/lambda/faulty-functions.ts";
import { cutShort } from "../../stacks/local/table/cut-short.ts";
import { anApp, aPerson } from "../given.ts";
import { leadOf, mailsAbout, timelineOf } from "../then.ts";
import { submits, timePasses } from "../when.ts";

const call = { caller: "Step", service: "dynamodb", operation: "TransactWriteItems" };

describe("what goes wrong", () => {
  it("is the same for the same seed, and another thing for another", () => {
    const struck = (seed: number) => {
      const faults = new Faults(seed, stormRates);
      return Array.from({ length: 500 }, () => faults.ofCall(call) ?? "-").join(" ");
    };
    expect(struck(1)).toBe(struck(1));
    expect(struck(1)).not.toBe(struck(2));
    expect(struck(1)).toContain("conflict");
  });

  it("is as frequent as its rate", () => {
    const faults = new Faults(7, { throttled: 0.1, conflict: 0.2 });
    for (let times = 0; times < 10_000; times++) faults.ofCall(call);
    const struck = faults.counts;
    expect(struck["throttled: dynamodb TransactWriteItems"]).toBeGreaterThan(900);
    expect(struck["throttled: dynamodb TransactWriteItems"]).toBeLessThan(1100);
    expect(struck["conflict: dynamodb TransactWriteItems"]).toBeGreaterThan(1850);
    expect(struck["conflict: dynamodb TransactWriteItems"]).toBeLessThan(2150);
  });

  it("is nothing without rates, and no conflict for what meets no transaction", () => {
    const calm = new Faults(1);
    const onlyConflicts = new Faults(1, { conflict: 1 });
    for (let times = 0; times < 1000; times++) {
      expect(calm.ofCall(call)).toBeUndefined();
      expect(onlyConflicts.ofCall({ ...call, operation: "GetItem" })).toBeUndefined();
    }
  });

  it("is thrown with fair dice", () => {
    const dice = new Dice(3);
    const throws = Array.from({ length: 10_000 }, () => dice.throw("one thing"));
    const mean = throws.reduce((all, one) => all + one, 0) / throws.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.01);
    expect(new Set(throws).size).toBeGreaterThan(9_990);
  });

  it("befalls one sender of so many, however few there are", () => {
    const faults = new Faults(5, { "sender-killed": 1 / 4 });
    const send = { caller: "Step", service: "ses", operation: "SendRawEmail" };
    for (const _ of Array(10)) {
      const four = [send, send, send, send].map((sending) => faults.ofCall(sending));
      expect(four.filter((fault) => fault === "sender-killed")).toHaveLength(1);
      expect(faults.ofCall(call)).toBeUndefined();
    }
  });

  it("never cuts off all of the six times that a step is tried", () => {
    const rates = { "killed-before": 0.03, "killed-after": 0.03, hanging: 0.03 };
    for (let seed = 0; seed < 200; seed++) {
      const faults = new Faults(seed, rates);
      const cut = Array.from({ length: 2_000 }, () => faults.ofCall(call) !== undefined);
      const runs = cut
        .map((it) => (it ? "x" : "."))
        .join("")
        .split(/\.+/);
      expect(Math.max(...runs.map(({ length }) => length))).toBeLessThan(6);
      expect(Object.values(faults.counts).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(150);
    }
  });

  it("turns a step away at most four times in a row, and strikes it again after it has worked", async () => {
    const faults = new Faults(1, { "invoke-refused": 1 });
    const { invoke } = faultyFunctions(
      { invoke: async () => ({ ok: true, payload: null }), stop: async () => {} },
      faults,
    );
    const outcomes: boolean[] = [];
    for (let tries = 0; tries < 10; tries++) outcomes.push((await invoke("Step", { leadId: "one" })).ok);
    const four = [false, false, false, false];
    expect(outcomes).toEqual([...four, true, ...four, true]);
    expect((await invoke("Step", { leadId: "another" })).ok).toBe(false);
  });

  it("cuts a batch of keys short, and says which were not read", () => {
    const keys = ["A", "B", "C"].map((pk) => ({ pk: { S: pk } }));
    const wanted = { RequestItems: { leads: { Keys: keys, ConsistentRead: true } } };
    const cut = cutShort("BatchGetItem", Buffer.from(JSON.stringify(wanted)));
    const asked = { RequestItems: { leads: { Keys: keys.slice(0, 1), ConsistentRead: true } } };
    expect(JSON.parse(cut.body.toString())).toEqual(asked);
    const answer = { Responses: { leads: [{ pk: { S: "A" }, name: { S: "Ada" } }] }, UnprocessedKeys: {} };
    expect(JSON.parse(cut.answered(Buffer.from(JSON.stringify(answer))).toString())).toEqual({
      ...answer,
      UnprocessedKeys: { leads: { Keys: keys.slice(1), ConsistentRead: true } },
    });
  });

  it("differs in the second life of a seed and the first of the next", () => {
    const seeds = [1, 2, 3, 4].flatMap((seed) => [0, 1, 2, 3].map((life) => seedOf(seed, life)));
    expect(new Set(seeds).size).toBe(16);
    expect(seedOf(1, 1)).toBe(seedOf(1, 1));
  });
});

/** Each of these alone, on so many calls that a lead's first hour meets it several times. */
const kinds: [string, Rates][] = [
  ["throttles", { throttled: 0.08 }],
  ["transaction conflicts", { conflict: 0.25 }],
  ["faults of AWS", { "server-error": 0.08 }],
  ["requests that get lost", { "lost-request": 0.08 }],
  ["answers that get lost", { "lost-answer": 0.08 }],
  ["functions killed before and after what they call for", { "killed-before": 0.03, "killed-after": 0.03 }],
  ["functions whose time is up while they wait for an answer", { hanging: 0.03 }],
  ["reads that are cut short", { "cut-short": 0.7 }],
  ["steps that Lambda does not take, or says nothing of", { "invoke-refused": 0.4, "invoke-unanswered": 0.3 }],
  ["records delivered twice, and lanes that stall", { "record-twice": 0.5, "lane-stalled": 0.5 }],
  ["events of SES that come late, and twice", { "event-late": 0.7, "event-twice": 0.7 }],
];

/** How often one of these faults has struck. */
const timesOf = (rates: Rates, counts: Record<string, number>): number =>
  Object.entries(counts).reduce((sum, [what, count]) => sum + (String(what.split(":")[0]) in rates ? count : 0), 0);

describe("an hour of a lead's life", () => {
  const quietly: string[] = [];
  const faults = new Faults(11);
  const app = anApp({ faults, report: (line) => quietly.push(line) });

  it.each(kinds)("has the same outcome with %s", async (_, rates) => {
    await fetch(`${app().url}/local/faults`, { method: "POST", body: JSON.stringify({ rates }) });
    const before = { ...faults.counts };
    const person = aPerson("Fay Storm");
    // A door that cannot answer is asked again, as a platform or a browser does.
    for (let tries = 0; (await submits(app(), { ...person, submission_id: person.email })).status !== 202; tries++) {
      expect(tries).toBeLessThan(10);
    }
    await timePasses(app(), "PT1H");
    await fetch(`${app().url}/local/faults`, { method: "POST", body: '{"rates":{}}' });
    await timePasses(app(), "PT5M");

    expect(timesOf(rates, faults.counts)).toBeGreaterThan(timesOf(rates, before));
    const lead = await leadOf(app(), person.email);
    expect(lead).toMatchObject({ stage: "new", sla: { level: 3 } });
    const timeline = await timelineOf(app(), lead.id);
    const types = timeline.map(({ type }) => type);
    for (const type of ["inquiry.received", "lead.created", "sla.opened", "sla.breached"]) {
      expect(types.filter((it) => it === type)).toHaveLength(1);
    }
    const touches = (await mailsAbout(app(), lead.id)).map(({ touch }) => touch);
    expect(new Set(touches).size).toBe(touches.length);
    // Whose notice was unknown for ten minutes is not told of a lead that has gone to another since; that is on the timeline.
    const overtaken = timeline.flatMap(({ type, data }) =>
      type === "touch.skipped" && data.reason === "the lead was handed over to another" ? [data.touch] : [],
    );
    expect([...touches, ...overtaken]).toHaveLength(2 + 2 + 1 + 3);
  });
});
