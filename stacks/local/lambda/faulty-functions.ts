import type { Faults } from "../fault/faults.ts";
import type { Functions, Invocation } from "./lambda.ts";

/** How a Task sees that Lambda did not take, or did not answer, its invocation (Step Functions: "Handle transient Lambda service exceptions"). */
const turnedAway: Invocation = {
  ok: false,
  errorType: "Lambda.TooManyRequestsException",
  errorMessage: "Rate Exceeded.",
};
const unanswered: Invocation = {
  ok: false,
  errorType: "Lambda.ServiceException",
  errorMessage: "A fault that was asked for",
};

/** A step is tried six times: what befell it so often in a row would fail it by chance alone, and never does on AWS. */
const inARow = 4;

/** Functions as those find them who invoke them by way of Lambda's API: some are not run, of some the answer is lost. */
export function faultyFunctions(functions: Functions, faults: Faults): Functions {
  const struck = new Map<string, number>();
  const strikes = (fault: "invoke-refused" | "invoke-unanswered", invocation: string) => {
    const before = struck.get(invocation) ?? 0;
    if (before >= inARow || !faults.strikes(fault, "task")) return false;
    struck.set(invocation, before + 1);
    return true;
  };
  return {
    stop: () => functions.stop(),
    invoke: async (arn, payload) => {
      const id = `${arn} ${JSON.stringify(payload)}`;
      if (strikes("invoke-refused", id)) return turnedAway;
      const invocation = await functions.invoke(arn, payload);
      if (strikes("invoke-unanswered", id)) return unanswered;
      struck.delete(id);
      return invocation;
    },
  };
}
