import type { IChainable } from "aws-cdk-lib/aws-stepfunctions";
import type { Construct } from "constructs";
import { loop, type Steps } from "./loop.ts";

/** Nurture: serves `nurturing`, and `converted` for cadences after the sale: useful mail until they are ready. */
export const nurture = (scope: Construct, steps: Steps): IChainable =>
  loop(scope, steps, "Nurture", [
    { next: "touch", wait: "Wait for the next useful mail", act: "Send the next useful mail", step: "contact" },
    { next: "behaviour", wait: "Wait whether a scanner clicked", act: "See what the clicks mean", step: "judge" },
    { next: "response", wait: "Wait for the owner's answer", act: "Escalate the open response", step: "escalate" },
  ]);
