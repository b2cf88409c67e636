import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Cadence, CadenceStep } from "../../functions/lead/model/cadence.ts";
import type { Lead } from "../../functions/lead/model/lead.ts";
import { Progress } from "../../functions/lead/model/progress.ts";
import type { Stage } from "../../functions/lead/model/stage-name.ts";
import { decideCadenceStep, planTouch } from "../../functions/lead/rules/cadence-step.ts";
import { cadenceNamed, cadenceOf } from "../../functions/lead/rules/cadences.ts";
import { decideEscalation } from "../../functions/lead/rules/escalation.ts";
import { applyInquiries } from "../../functions/lead/rules/inquiries.ts";
import { atStart, inDefinition } from "../../functions/lead/rules/progress.ts";
import { openSla } from "../../functions/lead/rules/sla.ts";
import { enterStage, nextWake } from "../../functions/lead/rules/stage.ts";
import { upcastLead } from "../../functions/lead/store/upcast.ts";
import { day, type Instant, latest } from "../../functions/platform/time.ts";
import { anna, fresh, inquiry, later, monday, team } from "./fixture.ts";

const step = (id: string, days = 1): CadenceStep => ({
  id,
  after: days * day,
  mail: "nurture-prices",
  purpose: "marketing",
  task: { channel: "call", what: "Call" },
});

const cadence = (ids: readonly string[], version = 1, name = "of-tests"): Cadence => ({
  ...{ name, version, title: "Next", begins: [], priority: 0, patience: 7 * day },
  steps: ids.map((id) => step(id)),
});

/** A lead in a stage that has just begun a cadence. */
function inCadence(definition: Cadence, stage: Stage = "nurturing"): Lead {
  const first = inquiry({ consent: { basis: "opt-in" } });
  const lead = enterStage(
    applyInquiries(fresh({ emailConfirmed: { at: monday, by: "link" } }, first), [first], anna, monday).lead,
    stage,
    monday,
  ).lead;
  return {
    ...lead,
    run: 2,
    cadence: atStart(definition, 2, monday),
    touchAt: undefined,
    dueAt: undefined,
    pending: [],
  };
}

/** What is sent until the run is over, each step by one definition of the list; the last one stays. */
function live(
  start: Lead,
  definitions: readonly Cadence[],
): { sent: string[]; at: Instant[]; lead: Lead; turns: number } {
  const sent: string[] = [];
  const at: Instant[] = [];
  let lead = start;
  let turns = 0;
  for (; lead.cadence?.run === start.cadence?.run && turns < 100; turns++) {
    const definition = definitions[Math.min(turns, definitions.length - 1)];
    if (!definition) throw new Error("There is no definition");
    lead = planTouch(lead, definition);
    const due = lead.touchAt;
    if (!due) throw new Error("Nothing is due: the lead stands still");
    const moved = decideCadenceStep(lead, definition, due);
    if (!moved) throw new Error("What is due was not done");
    const steps = moved.lead.pending.flatMap(({ kind, step: id }) => (kind === "cadence" && id ? [id] : []));
    sent.push(...steps);
    at.push(due);
    lead = { ...moved.lead, pending: [] };
  }
  return { sent, at, lead, turns };
}

const definitionOf = (ids: string[], version: number, spans: number[]): Cadence => ({
  ...cadence(ids, version),
  steps: ids.map((id, place) => step(id, spans[place])),
});

const someDefinition = fc
  .tuple(
    fc.shuffledSubarray(["a", "b", "c", "d", "e", "f", "g"], { minLength: 1 }),
    fc.integer({ min: 1, max: 5 }),
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 7, maxLength: 7 }),
  )
  .map(([ids, version, spans]) => definitionOf(ids, version, spans));

describe("whatever becomes of the definition while a lead is inside", () => {
  it("each step is sent at most once, in order of time, and the run ends", () => {
    fc.assert(
      fc.property(fc.array(someDefinition, { minLength: 1, maxLength: 8 }), (definitions) => {
        const [first] = definitions;
        if (!first) return;
        const { sent, at, lead, turns } = live(inCadence(first), definitions);
        expect(new Set(sent).size).toBe(sent.length);
        expect(at).toEqual(at.toSorted());
        expect(turns).toBeLessThan(40);
        expect(lead.stage).toBe("declined");
      }),
    );
  });

  it("nobody who has not begun misses a step of the definition there is, nor gets one of another", () => {
    fc.assert(
      fc.property(someDefinition, someDefinition, (old, now) => {
        const { sent } = live(inCadence(old), [now]);
        const common = now.steps.map(({ id }) => id);
        for (const id of sent) expect(common).toContain(id);
        const known = old.steps.map(({ id }) => id).filter((id) => common.includes(id));
        for (const id of known) expect(sent).toContain(id);
      }),
    );
  });

  it("a promise is escalated as if there were no cadence", () => {
    const levels = (start: Lead, definitions: readonly Cadence[]): string[] => {
      const told: string[] = [];
      let lead = start;
      for (let turn = 0; turn < 60; turn++) {
        const definition = definitions[Math.min(turn, definitions.length - 1)];
        if (definition && lead.cadence) lead = planTouch(lead, definition);
        const wake = nextWake(lead);
        if (!wake || wake.at > later(6 * day)) return told;
        const now = latest([wake.at, monday]);
        const moved =
          wake.next === "touch" && definition
            ? decideCadenceStep(lead, definition, now)
            : decideEscalation(lead, team, 1, now);
        if (wake.next === "response") told.push(`${now} ${moved?.lead.sla?.level}`);
        lead = { ...(moved?.lead ?? { ...lead, nextAction: undefined }), pending: [] };
      }
      throw new Error("The clock does not come to rest");
    };
    fc.assert(
      fc.property(fc.array(someDefinition, { minLength: 1, maxLength: 6 }), (definitions) => {
        const [first] = definitions;
        if (!first) return;
        const asked = { ...inCadence(first, "working"), nextAction: undefined };
        const lead = { ...asked, sla: openSla(undefined, "form", monday).sla };
        expect(levels(lead, definitions)).toEqual(levels({ ...lead, cadence: undefined }, []));
      }),
      { numRuns: 50 },
    );
  });
});

describe("a lead that has done a and waits for b goes on", () => {
  const waiting = (): Lead => {
    const start = planTouch(inCadence(cadence(["a", "b", "c"])), cadence(["a", "b", "c"]));
    const moved = decideCadenceStep(start, cadence(["a", "b", "c"]), later(day));
    if (!moved) throw new Error("The first step was not done");
    return { ...moved.lead, pending: [] };
  };

  it.each<[string, string[], string[]]>([
    ["with b where nothing changed", ["a", "b", "c"], ["b", "c"]],
    ["with b where a step was inserted before it", ["x", "a", "y", "b", "c"], ["b", "c"]],
    ["with what was inserted after b", ["a", "b", "x", "c"], ["b", "x", "c"]],
    ["with c where b was removed", ["a", "c"], ["c"]],
    ["with c where b was renamed", ["a", "b-2", "c"], ["c"]],
    ["with what follows a where b and c were removed", ["a", "x"], ["x"]],
    ["with every step where all were renamed", ["x", "y"], ["x", "y"]],
    ["without a where a was moved to the end", ["b", "c", "a"], ["b", "c"]],
    ["with c, too, where all were turned round", ["c", "b", "a"], ["b", "c"]],
    ["with what was appended", ["a", "b", "c", "x"], ["b", "c", "x"]],
    ["to its end where only a is left", ["a"], []],
  ])("%s", (_, ids, sent) => {
    expect(live(waiting(), [cadence(ids, 2)]).sent).toEqual(sent);
  });

  it("at the moment that was planned, also where the step has another delay by now", () => {
    const lead = waiting();
    const slower = { ...cadence(["a", "b", "c"], 2), steps: ["a", "b", "c"].map((id) => step(id, 30)) };
    expect(planTouch(lead, slower).touchAt).toBe(lead.touchAt);
  });

  it("after the delay of the step that comes instead, never earlier than was planned", () => {
    const lead = waiting();
    const withDelay = (days: number) => ({ ...cadence(["a", "c"], 2), steps: [step("a"), step("c", days)] });
    expect(planTouch(lead, withDelay(5)).touchAt).toBe(later(6 * day));
    expect(planTouch(lead, withDelay(0)).touchAt).toBe(lead.touchAt);
  });

  it("and says by which version", () => {
    expect(planTouch(waiting(), cadence(["b"], 7)).cadence).toMatchObject({ version: 7, run: 2, step: "b" });
  });
});

describe("a lead whose last step is done", () => {
  const finished = (): Lead => ({ ...inCadence(cadence(["a"])), touchAt: later(8 * day) });
  const done = { name: "of-tests", version: 1, run: 2, since: later(day), done: ["a"], ahead: [] };

  it("has no next step, and waits for patience to end", () => {
    const lead = planTouch({ ...finished(), cadence: done, touchAt: undefined }, cadence(["a"]));
    expect(lead.cadence?.step).toBeUndefined();
    expect(lead.touchAt).toBe(later(8 * day));
  });

  it("gets a step that is appended, when patience would have ended", () => {
    expect(planTouch({ ...finished(), cadence: done }, cadence(["a", "b"], 2))).toMatchObject({
      cadence: { step: "b" },
      touchAt: later(8 * day),
    });
  });
});

describe("a cadence that does not ship any more", () => {
  const gone = cadence(["attempt-1", "story"], 3, "gone");

  it.each<[Stage, string]>([
    ["new", "speed-to-lead"],
    ["nurturing", "nurture"],
    ["declined", "farewell"],
    ["dormant", "recycle"],
  ])("gives way in %s to %s, in the same run", (stage, name) => {
    const lead = { ...inCadence(gone, stage), temperature: "cold" as const, touchAt: later(9 * day) };
    const there = cadenceOf(lead, gone);
    expect(planTouch(lead, there)).toMatchObject({ cadence: { name, run: 2 } });
    expect(Date.parse(planTouch(lead, there).touchAt ?? "")).toBeGreaterThanOrEqual(Date.parse(later(9 * day)));
  });

  it.each<Stage>(["working", "proposal", "converted"])("is over in %s when its next step would be due", (stage) => {
    const lead = { ...inCadence(gone, stage), touchAt: later(2 * day) };
    expect(decideCadenceStep(lead, cadenceOf(lead, gone), later(day))).toBeUndefined();
    expect(decideCadenceStep(lead, cadenceOf(lead, gone), later(2 * day))?.lead).toMatchObject({
      stage,
      cadence: undefined,
    });
  });
});

describe("progress stored as a position, in version 1", () => {
  const stored = (step: number, name = "speed-to-lead") =>
    Progress.parse(upcastLead({ cadence: { name, version: 1, run: 1, step, since: monday } }).cadence);

  it.each([
    [0, "attempt-1", [], ["attempt-2", "attempt-3"]],
    [1, "attempt-2", ["attempt-1"], ["attempt-3"]],
    [2, "attempt-3", ["attempt-1", "attempt-2"], []],
    [3, undefined, ["attempt-1", "attempt-2", "attempt-3"], []],
  ])("%d is read as %s", (position, id, done, ahead) => {
    expect(stored(position)).toMatchObject({ done, ahead });
    expect(stored(position).step).toBe(id);
  });

  it("is counted in the definition it was made by, whatever version ships now", () => {
    const live = cadenceNamed("speed-to-lead");
    if (!live) throw new Error("It does not ship");
    const raised = { ...live, version: 2, steps: [step("attempt-0"), ...live.steps.toReversed()] };
    expect(inDefinition(stored(1), raised)).toMatchObject({ version: 2, step: "attempt-2", ahead: ["attempt-3"] });
  });

  it("of a cadence nobody knows begins with whatever comes", () => {
    expect(stored(2, "unheard-of")).toMatchObject({ done: [], ahead: [] });
  });
});
