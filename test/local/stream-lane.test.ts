import { expect, test } from "vitest";
import { VirtualClock } from "../../stacks/local/clock/clock.ts";
import type { Invocation } from "../../stacks/local/lambda/lambda.ts";
import type { EventSource } from "../../stacks/local/stream/event-source.ts";
import { type GivenUp, StreamLane } from "../../stacks/local/stream/stream-lane.ts";
import type { StreamDelivery } from "../../stacks/local/stream/stream-record.ts";
import { source } from "./event-source.ts";

const monday = Date.parse("2026-11-23T09:00:00Z");

function delivery(sequence: string): StreamDelivery {
  const dynamodb = { Keys: {}, SequenceNumber: sequence };
  return { sequence, shard: "shard", readAt: monday, record: { eventID: sequence, eventName: "INSERT", dynamodb } };
}

/** A lane whose function answers as `respond` says, given the sequence numbers of a batch. */
function lane(respond: (batch: string[]) => Invocation, changes: Partial<EventSource> = {}) {
  const batches: string[] = [];
  const handled: string[] = [];
  const givenUp: [string, GivenUp, number][] = [];
  const failed = (error: unknown) => {
    throw error;
  };
  const clock = new VirtualClock({ mode: "manual", from: monday, failed });
  const it = new StreamLane({
    source: { ...source, ...changes },
    clock,
    functions: {
      invoke: async (_, payload) => {
        const { Records }: { Records: StreamDelivery["record"][] } = Object(payload);
        const batch = Records.map((record) => record.dynamodb.SequenceNumber);
        batches.push(batch.join(""));
        return respond(batch);
      },
    },
    done: (deliveries) => handled.push(...deliveries.map(({ sequence }) => sequence)),
    giveUp: async (deliveries, condition, attempts) =>
      void givenUp.push([deliveries.map(({ sequence }) => sequence).join(""), condition, attempts]),
    failed,
  });
  const push = (sequences: string) => {
    for (const sequence of sequences) it.push(delivery(sequence));
  };
  return { clock, push, batches, handled, givenUp };
}

const success: Invocation = { ok: true, payload: null };
const failure: Invocation = { ok: false, errorType: "Error", errorMessage: "no" };
const failing = (...items: string[]): Invocation => ({
  ok: true,
  payload: { batchItemFailures: items.map((itemIdentifier) => ({ itemIdentifier })) },
});

test("records come in batches, in order", async () => {
  const { clock, push, batches, handled } = lane(() => success);
  push("abcdef");
  await clock.quiet();
  expect(batches).toEqual(["abcd", "ef"]);
  expect(handled.join("")).toBe("abcdef");
});

test("a batch is tried again from the first item that failed", async () => {
  let first = true;
  const { clock, push, batches, handled } = lane(() => {
    if (!first) return success;
    first = false;
    return failing("d", "c");
  });
  push("abcd");
  await clock.moveTo(monday + 60_000);
  expect(batches).toEqual(["abcd", "cd"]);
  expect(handled.join("")).toBe("abcd");
});

test("one bad record is found by halving, given up alone, and what follows is handled after it", async () => {
  const { clock, push, batches, handled, givenUp } = lane((batch) => (batch.includes("b") ? failure : success));
  push("abcd");
  await clock.moveTo(monday + 600_000);
  expect(batches).toEqual(["abcd", "ab", "a", "b", "b", "b", "cd"]);
  expect(givenUp).toEqual([["b", "RetryAttemptsExhausted", 3]]);
  expect(handled.join("")).toBe("abcd");
});

test("retries wait longer each time", async () => {
  const { clock, push, batches } = lane(() => failure, { bisects: false });
  push("a");
  await clock.quiet();
  expect([batches.length, clock.nextAt]).toEqual([1, monday + 500]);
  await clock.moveTo(monday + 500);
  expect([batches.length, clock.nextAt]).toEqual([2, monday + 1500]);
});

test("without a limit a batch is tried until it is too old", async () => {
  const limits = { retries: Number.POSITIVE_INFINITY, maximumAgeMs: 3_600_000, bisects: false };
  const { clock, push, givenUp, handled } = lane(() => failure, limits);
  push("a");
  await clock.moveTo(monday + 3_590_000);
  expect(givenUp).toEqual([]);
  await clock.moveTo(monday + 3_700_000);
  expect(givenUp).toEqual([["a", "RecordAgeExceeded", expect.any(Number)]]);
  expect(handled).toEqual(["a"]);
});

test.each([
  ["an item nobody sent", failing("x")],
  ["a list without ids", { ok: true, payload: { batchItemFailures: [{}] } } satisfies Invocation],
  ["an empty id", failing("")],
])("an answer that names %s fails the whole batch", async (_, answer) => {
  const { clock, push, batches, handled } = lane(() => answer, { bisects: false, retries: 0 });
  push("ab");
  await clock.quiet();
  expect(batches).toEqual(["ab"]);
  expect(handled.join("")).toBe("ab");
});

test("an answer is not read when the source does not ask for item failures", async () => {
  const { clock, push, batches } = lane(() => failing("a"), { reportsItemFailures: false });
  push("ab");
  await clock.moveTo(monday + 60_000);
  expect(batches).toEqual(["ab"]);
});
