import type { IChainable } from "aws-cdk-lib/aws-stepfunctions";
import type { Construct } from "constructs";
import { loop, type Steps } from "./loop.ts";

/** Recycle: serves `dormant`: asks again when the time of their reason has come. Long sleeps end the execution. */
export const recycle = (scope: Construct, steps: Steps): IChainable =>
  loop(scope, steps, "Recycle", [
    { next: "touch", wait: "Wait until it is time to ask again", act: "Ask again or let go", step: "contact" },
    { next: "behaviour", wait: "Wait whether a scanner clicked", act: "See what the clicks mean", step: "judge" },
  ]);
