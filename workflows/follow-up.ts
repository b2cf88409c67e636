import type { IFunction } from "aws-cdk-lib/aws-lambda";
import type { IChainable } from "aws-cdk-lib/aws-stepfunctions";
import type { Construct } from "constructs";
import { clicks, loop } from "./loop.ts";

/** Follow-up: serves `new` and the main line: a first response in time, attempts, next actions, until won or gone. */
export const followUp = (scope: Construct, step: IFunction): IChainable =>
  loop(scope, step, "Follow-up", [
    { next: "response", wait: "Wait for first response", act: "Escalate the open response", action: "escalate" },
    { next: "touch", wait: "Wait for the next attempt", act: "Try to reach the lead", action: "run-cadence-step" },
    { next: "action", wait: "Wait for the next action", act: "Remind owner of the next action", action: "remind" },
    clicks,
  ]);
