import middy from "@middy/core";
import { serveCustomResource } from "../../../platform/aws/custom-resource.ts";
import { lambdaHandler } from "../../../platform/observability/lambda-handler.ts";
import { ruleSet } from "./rule-set.ts";

/** CloudFormation asks for the account's active receipt rule set, or gives it up. */
export const handler = lambdaHandler(
  "receipt rule set",
  middy<unknown, string>().handler((event) => serveCustomResource(ruleSet, event)),
  (status) => ({ status }),
);
