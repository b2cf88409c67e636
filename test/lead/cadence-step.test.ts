import { describe, expect, it } from "vitest";
import type { Lead } from "../../functions/lead/model/lead.ts";
import type { Stage } from "../../functions/lead/model/stage-name.ts";
import { decideCadenceStep, planTouch } from "../../functions/lead/rules/cadence-step.ts";
import { cadenceOf } from "../../functions/lead/rules/cadences.ts";
import { applyInquiries } from "../../functions/lead/rules/inquiries.ts";
import { enterStage } from "../../functions/lead/rules/stage.ts";
import { day } from "../../functions/platform/time.ts";
import { anna, fresh, inquiry, later, monday } from "./fixture.ts";

/** What becomes of the first step of a stage's cadence for one who cannot be reached. */
function firstStep(stage: Stage) {
  const first = inquiry({ email: undefined });
  const there = enterStage(applyInquiries(fresh({}, first), [first], anna, monday).lead, stage, monday).lead;
  if (!there.cadence) throw new Error(`${stage} begins no cadence`);
  const cadence = cadenceOf(there, there.cadence);
  const lead: Lead = planTouch(there, cadence);
  return decideCadenceStep(lead, cadence, lead.touchAt ?? later(day));
}

describe("a step that cannot be taken", () => {
  it.each<[Stage, string]>([
    ["new", "follow-up"],
    ["proposal", "follow-up"],
    ["nurturing", "marketing"],
  ])("of a lead in %s is told as the %s mail it would have been", (stage, purpose) => {
    expect(firstStep(stage)?.facts).toMatchObject([
      { type: "touch.skipped", data: { purpose, reason: "no way to reach them" } },
    ]);
  });
});
