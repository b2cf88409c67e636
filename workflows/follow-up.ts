import type { IChainable } from "aws-cdk-lib/aws-stepfunctions";
import type { Construct } from "constructs";
import { loop, type Steps } from "./loop.ts";

/** Follow-up: serves `new` and the main line: a first response in time, attempts, next actions, until won or gone. */
export const followUp = (scope: Construct, steps: Steps): IChainable =>
  loop(scope, steps, "Follow-up", [
    { next: "response", wait: "Wait for first response", act: "Escalate the open response", step: "escalate" },
    { next: "touch", wait: "Wait for the next attempt", act: "Try to reach the lead", step: "contact" },
    { next: "action", wait: "Wait for the next action", act: "Remind owner of the next action", step: "remind" },
    { next: "behaviour", wait: "Wait whether a scanner clicked", act: "See what the clicks mean", step: "judge" },
  ]);
