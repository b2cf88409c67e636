import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { Choice, Condition, type IChainable, Succeed, Wait, WaitTime } from "aws-cdk-lib/aws-stepfunctions";
import type { Construct } from "constructs";
import type { StepOutput } from "../functions/steps/input.ts";
import { path } from "./path.ts";
import { task } from "./task.ts";

/** The steps the follow-up workflow calls. */
export interface FollowUpSteps {
  tell: IFunction;
  escalate: IFunction;
  remind: IFunction;
}

/**
 * Follow-up: serves stage `new` and the main line until the lead is won or leaves it.
 *
 * Tell lead and owner, then wait for whatever is due first and act on it. A reply, a response or any other event that
 * changes what is due ends this execution and starts the next one, so no state here polls.
 */
export function followUp(scope: Construct, steps: FollowUpSteps): IChainable {
  const next = (value: StepOutput["next"]) => Condition.stringEquals(path.next, value);
  const wait = (name: string) => new Wait(scope, name, { stateName: name, time: WaitTime.timestampPath(path.at) });

  const tell = task(scope, "Tell lead and owner", steps.tell);
  const escalate = task(scope, "Escalate the open response", steps.escalate);
  const remind = task(scope, "Remind owner of the next action", steps.remind);

  const whatNext = new Choice(scope, "What comes next?", { stateName: "What comes next?" })
    .when(next("response"), wait("Wait for first response").next(escalate))
    .when(next("action"), wait("Wait for the next action").next(remind))
    .when(next("unknown"), wait("Wait for word of a mail").next(tell))
    .when(next("superseded"), new Succeed(scope, "Superseded by newer events"))
    .otherwise(new Succeed(scope, "Nothing more to wait for"));

  escalate.next(whatNext);
  remind.next(whatNext);
  return tell.next(whatNext);
}
