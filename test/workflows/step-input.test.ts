import { expect, it } from "vitest";
import { StepInput } from "../../functions/workflow/input.ts";

const subject = { leadId: "ld_01K5Q8Z7V3M4N5P6Q7R8S9T0AB", epoch: 3 };

it.each([
  ["tell", "send-pending"],
  ["contact", "run-cadence-step"],
  ["judge", "evaluate-clicks"],
  ["escalate", "escalate"],
])("an execution of the release before that asks for %s gets %s", (asked, action) => {
  expect(StepInput.parse({ contract: 2, action: asked, ...subject })).toMatchObject({ action });
});

it("an action that nobody knows is refused", () => {
  expect(StepInput.safeParse({ contract: 2, action: "dance", ...subject }).success).toBe(false);
});
