import { expect, onTestFinished, test, vi } from "vitest";
import { VirtualClock } from "../../stacks/local/clock/clock.ts";
import { until } from "../until.ts";

const monday = Date.parse("2026-11-23T09:00:00Z");
const minute = 60_000;

function manualClock() {
  const failures: unknown[] = [];
  return {
    clock: new VirtualClock({ mode: "manual", from: monday, failed: (error) => failures.push(error) }),
    failures,
  };
}

function realClock(from: number) {
  const clock = new VirtualClock({
    mode: "real",
    from,
    failed: (error) => {
      throw error;
    },
  });
  onTestFinished(() => clock.stop());
  return clock;
}

test("a manual clock stands still until it is moved, and then runs timers in order", async () => {
  const { clock } = manualClock();
  const ran: string[] = [];
  clock.at(monday + 2 * minute, () => ran.push(`second at ${clock.now() - monday}`));
  clock.at(monday + minute, () => ran.push(`first at ${clock.now() - monday}`));
  clock.at(monday + 2 * minute, () => ran.push("third, made later for the same instant"));
  expect(ran).toEqual([]);

  await clock.moveTo(monday + 5 * minute);

  expect(ran).toEqual(["first at 60000", "second at 120000", "third, made later for the same instant"]);
  expect(clock.now()).toBe(monday + 5 * minute);
});

test("timers of one instant run side by side, and their consequences come before the next instant", async () => {
  const { clock } = manualClock();
  const ran: string[] = [];
  clock.at(monday + minute, async () => {
    ran.push("first");
    await new Promise((resolve) => setTimeout(resolve, 5));
    clock.at(clock.now(), () => ran.push("due at once"));
    clock.at(clock.now() + 1000, () => ran.push("a second later"));
  });
  clock.at(monday + minute, () => ran.push("same instant"));
  clock.at(monday + minute + 1000, () => ran.push("made earlier for a second later"));

  await clock.moveTo(monday + 2 * minute);

  expect(ran).toEqual(["first", "same instant", "due at once", "made earlier for a second later", "a second later"]);
});

test("a move waits for work in flight, before and on the way", async () => {
  const { clock } = manualClock();
  const seen: string[] = [];
  const end = clock.begin();
  clock.at(monday + minute, () => seen.push("timer"));
  const moved = clock.moveTo(monday + minute).then(() => seen.push("moved"));
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(seen).toEqual([]);
  expect(clock.idle).toBe(false);

  end();
  end();
  await moved;

  expect(seen).toEqual(["timer", "moved"]);
  expect(clock.idle).toBe(true);
});

test("work that is sure to come is waited for, and what it brings with it", async () => {
  const { clock } = manualClock();
  const ran: string[] = [];
  let waiting = true;
  clock.expect({
    pending: () => waiting,
    begun: async () => {
      waiting = false;
      void clock.during(async () => void ran.push("record"));
    },
  });
  clock.at(monday + minute, () => ran.push("timer"));

  expect(clock.idle).toBe(false);
  await clock.moveTo(monday + minute);

  expect(ran).toEqual(["record", "timer"]);
});

test("timers can be cancelled, due ones too", async () => {
  const { clock } = manualClock();
  const act = vi.fn();
  clock.at(monday + minute, act).cancel();
  clock.at(monday, act).cancel();

  await clock.moveTo(monday + 2 * minute);

  expect(act).not.toHaveBeenCalled();
  expect(clock.nextAt).toBeUndefined();
});

test("a timer that fails is reported and does not stop the clock", async () => {
  const { clock, failures } = manualClock();
  clock.at(monday + minute, () => {
    throw new Error("broken");
  });
  await clock.moveTo(monday + 2 * minute);
  expect(failures).toEqual([new Error("broken")]);
  expect(clock.now()).toBe(monday + 2 * minute);
});

test("neither a timer nor a listener that fails keeps the others from their turn", async () => {
  const { clock, failures } = manualClock();
  const ran: string[] = [];
  clock.onMove(() => {
    throw new Error("the file cannot be written");
  });
  for (const name of ["first", "second", "third"])
    clock.at(monday + minute, async () => {
      ran.push(name);
      if (name !== "third") throw new Error(`${name} is broken`);
    });
  clock.at(monday + 2 * minute, () => ran.push("later"));

  await clock.moveTo(monday + 3 * minute);

  expect(ran).toEqual(["first", "second", "third", "later"]);
  expect(new Set(failures.map(String))).toEqual(
    new Set(["Error: the file cannot be written", "Error: first is broken", "Error: second is broken"]),
  );
});

test("work of which a source fails to tell fails the move that asked for it, and no other", async () => {
  const { clock, failures } = manualClock();
  let broken = true;
  clock.expect({
    pending: () => broken,
    begun: async () => {
      throw new Error("socket hang up");
    },
  });
  await expect(clock.moveTo(monday + minute)).rejects.toThrow("socket hang up");
  clock.lookAgain();
  await until(() => failures.length === 1);
  broken = false;
  await clock.moveTo(monday + minute);
  expect(clock.now()).toBe(monday + minute);
});

test("a clock never runs backwards, and a real one is not moved", async () => {
  const { clock } = manualClock();
  await expect(clock.moveTo(monday - 1)).rejects.toThrow("never runs backwards");
  await expect(realClock(0).moveTo(Date.now() + 1000)).rejects.toThrow("moves by itself");
});

test("ten thousand timers run in order", async () => {
  const { clock } = manualClock();
  const ran: number[] = [];
  const instants = Array.from({ length: 10_000 }, (_, index) => monday + ((index * 7919) % 10_007));
  for (const at of instants) clock.at(at, () => ran.push(at));
  await clock.moveTo(monday + 20_000);
  const ahead = ran.filter((at) => at > monday);
  expect(ran).toHaveLength(10_000);
  expect(ahead).toEqual(ahead.toSorted((a, b) => a - b));
});

test("a real clock goes on from a kept instant at wall rate and never fires early", async () => {
  const [began, leadMs] = [Date.now(), 3_600_000];
  const ahead = began + leadMs;
  const clock = realClock(ahead);
  const fired = await new Promise<number>((resolve) => clock.at(ahead + 30, () => resolve(clock.now())));
  expect(fired).toBeGreaterThanOrEqual(ahead + 30);
  expect(fired - leadMs).toBeLessThanOrEqual(Date.now());
});

test("a wait beyond what a timeout can hold is waited for", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  onTestFinished(() => void vi.useRealTimers());
  const clock = realClock(0);
  const act = vi.fn();
  const days = 86_400_000;
  clock.at(clock.now() + 60 * days, act);

  await vi.advanceTimersByTimeAsync(59 * days);
  expect(act).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1 * days + 1);
  expect(act).toHaveBeenCalledOnce();
});

test("a manual clock let go runs on, and its timers with it", async () => {
  const { clock } = manualClock();
  onTestFinished(() => clock.stop());
  const from = Math.max(monday, Date.now());
  const fired = new Promise((resolve) => clock.at(from + 20, () => resolve(clock.mode)));
  await clock.moveTo(from);

  clock.release();

  expect(await fired).toBe("real");
});
