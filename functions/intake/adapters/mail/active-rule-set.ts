import middy from "@middy/core";
import { serveCustomResource } from "../../../platform/aws/custom-resource.ts";
import { logContext, logOutcome } from "../../../platform/observability/middleware.ts";
import { ruleSet } from "./rule-set.ts";

/** CloudFormation asks for the account's active receipt rule set, or gives it up. */
export const handler = middy<unknown, string>()
  .use(logContext("receipt rule set"))
  .use(logOutcome((status: string) => ({ status })))
  .handler((event) => serveCustomResource(ruleSet, event));
