import { expect, test } from "vitest";
import { VirtualClock } from "../../stacks/local/clock/clock.ts";
import { clockRoutes, healthRoute } from "../../stacks/local/control.ts";

const monday = Date.parse("2026-11-23T09:00:00Z");

function control(mode: "real" | "manual" = "manual") {
  const failed = (error: unknown) => {
    throw error;
  };
  const clock = new VirtualClock({ mode, from: monday, failed });
  const [show, move] = clockRoutes(clock);
  const ask = async (route: typeof show, body: string) => {
    const reply = await route?.answer({ params: {}, query: new URLSearchParams(), body, accept: "" });
    return [reply?.status, JSON.parse(String(reply?.body))];
  };
  return {
    clock,
    get: () => ask(show, ""),
    post: (body: unknown) => ask(move, typeof body === "string" ? body : JSON.stringify(body)),
  };
}

test("shows the clock", async () => {
  const { clock, get } = control();
  expect(await get()).toEqual([200, { now: "2026-11-23T09:00:00.000Z", mode: "manual", idle: true, nextAt: null }]);
  clock.at(monday + 1000, () => undefined);
  expect(await get()).toMatchObject([200, { nextAt: "2026-11-23T09:00:01.000Z" }]);
});

test("moves the clock by a duration or to an instant", async () => {
  const { post } = control();
  expect(await post({ advance: "P3DT5M" })).toEqual([200, { now: "2026-11-26T09:05:00.000Z" }]);
  expect(await post({ to: "2026-12-01T00:00Z" })).toEqual([200, { now: "2026-12-01T00:00:00.000Z" }]);
  expect(await post({ advance: "P1M" })).toEqual([200, { now: "2027-01-01T00:00:00.000Z" }]);
});

test.each([
  ["no JSON", "soon", "advance"],
  ["neither field", {}, "advance"],
  ["both fields", { advance: "PT1M", to: "2026-12-01" }, "advance"],
  ["a duration that is none", { advance: "3 days" }, "no ISO 8601 duration"],
  ["a negative duration", { advance: "-PT1M" }, "no ISO 8601 duration"],
  ["an instant that is none", { to: "tomorrow" }, "no ISO 8601 instant"],
  ["an instant that is past", { to: "2026-11-23T08:00Z" }, "never runs backwards"],
])("refuses %s with 400 and says why", async (_, body, message) => {
  const { clock, post } = control();
  expect(await post(body)).toEqual([400, { status: 400, detail: expect.stringContaining(message) }]);
  expect(clock.now()).toBe(monday);
});

test("moves asked for while another is under way follow it, each as far as it asks", async () => {
  const { clock, post } = control();
  const end = clock.begin();
  const moves = ["PT1H", "PT0S", "PT2H"].map((advance) => post({ advance }));
  end();
  expect(await Promise.all(moves)).toEqual([
    [200, { now: "2026-11-23T10:00:00.000Z" }],
    [200, { now: "2026-11-23T10:00:00.000Z" }],
    [200, { now: "2026-11-23T12:00:00.000Z" }],
  ]);
});

test("an instant that another move has passed meanwhile is refused, not failed at", async () => {
  const { clock, post } = control();
  const end = clock.begin();
  const moves = [post({ advance: "PT2H" }), post({ to: "2026-11-23T10:00:00Z" })];
  end();
  const refused = { status: 400, detail: expect.stringContaining("it shows 2026-11-23T11:00:00.000Z") };
  expect(await Promise.all(moves)).toEqual([
    [200, { now: "2026-11-23T11:00:00.000Z" }],
    [400, refused],
  ]);
});

test("a move that the end of the runtime comes upon says so", async () => {
  const { clock, post } = control();
  const end = clock.begin();
  const move = post({ advance: "PT2H" });
  clock.stop();
  end();
  expect(await move).toEqual([503, { status: 503, detail: "The runtime has been stopped" }]);
});

test("refuses to move a real clock with 409", async () => {
  expect(await control("real").post({ advance: "PT1M" })).toMatchObject([
    409,
    { detail: expect.stringContaining("--clock manual") },
  ]);
});

test("is healthy only when all has been started and the database answers", async () => {
  let [ready, lost] = [false, false];
  const route = healthRoute(
    () => ready,
    async () => {
      if (lost) throw new Error("socket hang up");
    },
  );
  const health = async () => {
    const { status, body } = await route.answer({ params: {}, query: new URLSearchParams(), body: "", accept: "" });
    return [status, JSON.parse(String(body))];
  };
  expect(await health()).toEqual([503, { status: "starting" }]);
  ready = true;
  expect(await health()).toEqual([200, { status: "ok" }]);
  lost = true;
  expect(await health()).toEqual([503, { status: "the database does not answer", detail: "socket hang up" }]);
});
