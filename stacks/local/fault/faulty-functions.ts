import type { Functions, Invocation } from "../lambda/lambda.ts";
import type { Faults } from "./faults.ts";

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

/** Functions as those find them who invoke them by way of Lambda's API: some are not run, of some the answer is lost. */
export const faultyFunctions = (functions: Functions, faults: Faults): Functions => ({
  stop: () => functions.stop(),
  invoke: async (arn, payload) => {
    if (faults.strikes("invoke-refused", "task")) return turnedAway;
    const invocation = await functions.invoke(arn, payload);
    return faults.strikes("invoke-unanswered", "task") ? unanswered : invocation;
  },
});
