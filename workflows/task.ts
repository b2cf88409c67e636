import { Duration } from "aws-cdk-lib";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { JitterType, TaskInput } from "aws-cdk-lib/aws-stepfunctions";
import { LambdaInvoke } from "aws-cdk-lib/aws-stepfunctions-tasks";
import type { Construct } from "constructs";
import type { Action } from "../functions/workflow/input.ts";
import { path, stepContract } from "./path.ts";

/**
 * One step of a workflow: the steps' Lambda, given what to do, the lead, and the epoch it acts under.
 *
 * The one retry policy: about a minute of trying, four if each try times out. Then the execution fails, which rings, and
 * the sweep, which finds the lead overdue, starts a new one; a longer policy would be ended by the sweep before it fails. A step may be repeated safely: the touch ledger remembers what was sent.
 */
export function task(scope: Construct, id: string, stateName: string, step: IFunction, action: Action): LambdaInvoke {
  const invoke = new LambdaInvoke(scope, id, {
    stateName,
    lambdaFunction: step,
    payload: TaskInput.fromObject({ contract: stepContract, action, "leadId.$": path.leadId, "epoch.$": path.epoch }),
    payloadResponseOnly: true,
    retryOnServiceExceptions: false,
  });
  invoke.addRetry({
    errors: ["States.ALL"],
    interval: Duration.seconds(2),
    backoffRate: 2,
    maxAttempts: 5,
    jitterStrategy: JitterType.FULL,
  });
  return invoke;
}
