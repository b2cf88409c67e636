import type { IFunction } from "aws-cdk-lib/aws-lambda";
import type { IChainable } from "aws-cdk-lib/aws-stepfunctions";
import type { Construct } from "constructs";
import { clicks, loop } from "./loop.ts";

/** Farewell: serves `declined`: regret, a survey on why, and a fortnight to answer it. */
export const farewell = (scope: Construct, step: IFunction): IChainable =>
  loop(scope, step, "Farewell", [
    {
      next: "touch",
      wait: "Wait for an answer to the farewell",
      act: "Say farewell or let rest",
      action: "run-cadence-step",
    },
    clicks,
  ]);
