import middy from "@middy/core";
import { config } from "../platform/config.ts";
import { parseInput } from "../platform/input.ts";
import { addLogContext } from "../platform/observability/log.ts";
import { logContext, logOutcome } from "../platform/observability/middleware.ts";
import { now } from "../platform/time.ts";
import { Action, StepInput, type StepOutput } from "./input.ts";
import { performStep } from "./perform.ts";

/** Set for the functions that executions of the release before ask for a step: each was of one action. */
const { FORMER_ACTION: former } = config({ FORMER_ACTION: Action.optional() });

/** The one Lambda of all steps: does for a lead what a workflow says, under the epoch that it was started for. */
export const handler = middy<StepInput, StepOutput>()
  .use(logContext("step"))
  .use(logOutcome(({ next, at }: StepOutput) => ({ next, until: at })))
  .use(parseInput(StepInput))
  .handler(({ action = former, ...input }) => {
    if (!action) throw new Error("A step without an action is for a function of the release before");
    addLogContext({ work: `step: ${action}`, lead: input.leadId, epoch: input.epoch });
    return performStep({ ...input, action }, now());
  });
