import middy from "@middy/core";
import { config } from "../platform/config.ts";
import { lambdaHandler } from "../platform/observability/lambda-handler.ts";
import { addLogContext } from "../platform/observability/log.ts";
import { now } from "../platform/time.ts";
import { Action, StepInput, type StepOutput } from "./input.ts";
import { performStep } from "./perform.ts";

/** Set for the functions that executions of the release before ask for a step: each was of one action. */
const { FORMER_ACTION: former } = config({ FORMER_ACTION: Action.optional() });

/** The one Lambda of all steps: does for a lead what a workflow says, under the epoch that it was started for. */
export const handler = lambdaHandler(
  "step",
  middy<unknown, StepOutput>().handler((event) => {
    const { action = former, ...input } = StepInput.parse(event);
    if (!action) throw new Error("A step without an action is for a function of the release before");
    addLogContext({ work: `step: ${action}`, lead: input.leadId, epoch: input.epoch });
    return performStep({ ...input, action }, now());
  }),
  ({ next, at }) => ({ next, until: at }),
);
