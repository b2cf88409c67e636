import type { IFunction } from "aws-cdk-lib/aws-lambda";
import type { IChainable } from "aws-cdk-lib/aws-stepfunctions";
import type { Construct } from "constructs";
import { clicks, loop } from "./loop.ts";

/** Nurture: serves `nurturing`, and `converted` for cadences after the sale: useful mail until they are ready. */
export const nurture = (scope: Construct, step: IFunction): IChainable =>
  loop(scope, step, "Nurture", [
    {
      next: "touch",
      wait: "Wait for the next useful mail",
      act: "Send the next useful mail",
      action: "run-cadence-step",
    },
    clicks,
    { next: "response", wait: "Wait for the owner's answer", act: "Escalate the open response", action: "escalate" },
  ]);
