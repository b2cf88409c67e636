import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { Choice, Condition, type IChainable, Succeed, Wait, WaitTime } from "aws-cdk-lib/aws-stepfunctions";
import type { Construct } from "constructs";
import type { Action, StepOutput } from "../functions/workflow/input.ts";
import { path } from "./path.ts";
import { task } from "./task.ts";

export type { Action };

/** What a workflow waits for, how its wait is called, and what is done then. */
export interface Branch {
  next: Exclude<StepOutput["next"], "unknown" | "sleep" | "done" | "superseded">;
  wait: string;
  act: string;
  action: Action;
}

/** What all workflows wait for: whether it was a person who followed a link. */
export const clicks: Branch = {
  next: "behaviour",
  wait: "Wait whether a scanner clicked",
  act: "See what the clicks mean",
  action: "evaluate-clicks",
};

/**
 * The shape all workflows share: tell whoever must be told, wait for whatever is due first, act on it, and again. About
 * three transitions a touch: act, choice, wait. Whatever changes what is due ends the execution and starts the next one.
 */
export function loop(scope: Construct, step: IFunction, name: string, branches: Branch[]): IChainable {
  const is = (value: StepOutput["next"]) => Condition.stringEquals(path.next, value);
  const named = (state: string) => `${name}: ${state}`;
  const wait = (state: string) =>
    new Wait(scope, named(state), { stateName: state, time: WaitTime.timestampPath(path.at) });
  const end = (state: string) => new Succeed(scope, named(state), { stateName: state });

  const tell = task(scope, named("Tell lead and owner"), "Tell lead and owner", step, "send-pending");
  const whatNext = new Choice(scope, named("What comes next?"), { stateName: "What comes next?" });
  for (const { next, wait: waiting, act, action } of branches) {
    const acting = task(scope, named(act), act, step, action);
    whatNext.when(is(next), wait(waiting).next(acting));
    acting.next(whatNext);
  }
  whatNext
    .when(is("unknown"), wait("Wait for word of a mail").next(tell))
    .when(is("sleep"), end("Sleep on the lead's card"))
    .when(is("superseded"), end("Superseded by newer events"))
    .otherwise(end("Nothing more to wait for"));
  return tell.next(whatNext);
}
