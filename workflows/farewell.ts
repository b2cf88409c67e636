import type { IChainable } from "aws-cdk-lib/aws-stepfunctions";
import type { Construct } from "constructs";
import { loop, type Steps } from "./loop.ts";

/** Farewell: serves `declined`: regret, a survey on why, and a fortnight to answer it. */
export const farewell = (scope: Construct, steps: Steps): IChainable =>
  loop(scope, steps, "Farewell", [
    { next: "touch", wait: "Wait for an answer to the farewell", act: "Say farewell or let rest", step: "contact" },
    { next: "behaviour", wait: "Wait whether a scanner clicked", act: "See what the clicks mean", step: "judge" },
  ]);
