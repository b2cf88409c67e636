import type { IFunction } from "aws-cdk-lib/aws-lambda";
import type { IChainable } from "aws-cdk-lib/aws-stepfunctions";
import type { Construct } from "constructs";
import { clicks, loop } from "./loop.ts";

/** Recycle: serves `dormant`: asks again when the time of their reason has come. Long sleeps end the execution. */
export const recycle = (scope: Construct, step: IFunction): IChainable =>
  loop(scope, step, "Recycle", [
    {
      next: "touch",
      wait: "Wait until it is time to ask again",
      act: "Ask again or let go",
      action: "run-cadence-step",
    },
    clicks,
  ]);
