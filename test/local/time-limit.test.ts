import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Timed, TimeLimit } from "../../stacks/local/lambda/time-limit.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

/** An environment that an invocation of ten seconds has begun in; whoever looks at it finds what `found` says. */
function invocation(found: { cpuMs: number; isKeptWaiting: boolean }) {
  const timed: Timed = {
    idle: new Int32Array(new SharedArrayBuffer(4)),
    isKeptWaiting: () => found.isKeptWaiting,
    cpuMs: async () => found.cpuMs,
  };
  const over = vi.fn();
  const limit = new TimeLimit(timed, { ms: 10_000, cpuMs: found.cpuMs, over });
  return { over, limit, idleMs: () => Atomics.load(timed.idle, 0) };
}

const passes = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe("the time of an invocation", () => {
  it("is up when it has used as much CPU", async () => {
    const found = { cpuMs: 400, isKeptWaiting: false };
    const { over } = invocation(found);
    found.cpuMs = 10_399;
    await passes(200);
    expect(over).not.toHaveBeenCalled();
    found.cpuMs = 10_403;
    await passes(200);
    expect(over).toHaveBeenCalledOnce();
    await passes(60_000);
    expect(over).toHaveBeenCalledOnce();
  });

  it("is up when it has done nothing for as long, and nothing was due to it", async () => {
    const { over } = invocation({ cpuMs: 0, isKeptWaiting: false });
    await passes(9_800);
    expect(over).not.toHaveBeenCalled();
    await passes(200);
    expect(over).toHaveBeenCalledOnce();
  });

  it("does not pass while the runtime keeps it waiting, but for a call that is never answered", async () => {
    const found = { cpuMs: 0, isKeptWaiting: true };
    const { over } = invocation(found);
    await passes(100_000);
    expect(over).not.toHaveBeenCalled();
    await passes(100_000);
    expect(over).toHaveBeenCalledOnce();
  });

  it("does not pass on a machine that is so slow that it gives it little", async () => {
    const found = { cpuMs: 0, isKeptWaiting: false };
    const { over } = invocation(found);
    for (let looks = 0; looks < 1_000; looks++) {
      found.cpuMs += 5;
      await passes(200);
    }
    expect(over).not.toHaveBeenCalled();
  });

  it("ends with the invocation", async () => {
    const { over, limit } = invocation({ cpuMs: 0, isKeptWaiting: false });
    limit.stop();
    await passes(3_600_000);
    expect(over).not.toHaveBeenCalled();
  });

  it("is the CPU and the idle looks together, whatever their order", async () => {
    const looks = fc.array(fc.oneof(fc.constant("idle" as const), fc.integer({ min: 2, max: 900 })), { maxLength: 80 });
    await fc.assert(
      fc.asyncProperty(looks, async (each) => {
        const found = { cpuMs: 0, isKeptWaiting: false };
        const { over, limit } = invocation(found);
        let used = 0;
        for (const look of each) {
          if (used >= 10_000) break;
          used += look === "idle" ? 200 : look;
          if (look !== "idle") found.cpuMs += look;
          await passes(200);
        }
        expect(over).toHaveBeenCalledTimes(used >= 10_000 ? 1 : 0);
        limit.stop();
      }),
      { numRuns: 50 },
    );
  });
});
