import fc from "fast-check";
import { expect, test } from "vitest";
import { Dice } from "../../stacks/local/fault/chance.ts";
import { KillPlan } from "./kills.ts";
import { patiently } from "./patience.ts";
import { enough } from "./story.ts";

test("with any seed as much is killed as is planned, a kill that came too late included", () => {
  const planned = { oneIn: 14, during: "POST /local/clock" };
  fc.assert(
    fc.property(fc.nat(), fc.array(fc.boolean(), { maxLength: 20 }), (seed, late) => {
      const plan = new KillPlan(planned, new Dice(seed));
      const tooLate = [...late];
      let kills = 0;
      for (let request = 0; request < 112 + late.length; request++) {
        expect(plan.strikes("GET /local/clock", true)).toBe(false);
        if (!plan.strikes(planned.during, true)) continue;
        if (tooLate.pop()) plan.putOff();
        else kills++;
      }
      expect(kills).toBeGreaterThanOrEqual(8);
      expect(kills).toBeLessThanOrEqual(10);
    }),
  );
});

test("a kill waits while another is under way", () => {
  const plan = new KillPlan({ oneIn: 1 }, new Dice(1));
  expect([plan.strikes("GET /", false), plan.strikes("GET /", true), plan.strikes("GET /", true)]).toEqual([
    false,
    true,
    true,
  ]);
});

test("a story was under fire only when the runtime died five times and ten senders did", () => {
  const killed = (runtime: number, senders: number) => () =>
    enough({ counts: { "sender-killed: ses SendRawEmail": senders }, kills: runtime });
  expect(killed(5, 10)).not.toThrow();
  expect(killed(4, 10)).toThrow("Too calm");
  expect(killed(5, 9)).toThrow("Too calm");
});

test("who gets no answer asks again, but not for ever", async () => {
  let asked = 0;
  const answers = (until: number) => async () => ({
    status: ++asked > until ? 200 : 502,
    headers: {},
    body: Buffer.from(""),
  });
  const patience = { tries: 3, pauseMs: 1 };
  expect([(await patiently(answers(2), patience)).status, asked]).toEqual([200, 3]);
  asked = 0;
  expect([(await patiently(answers(99), patience)).status, asked]).toEqual([502, 3]);
});
