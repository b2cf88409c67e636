import * as z from "zod";
import { apiRoutes } from "../http/api-route.ts";
import { readReceiptRules } from "../mail/receipt-rule.ts";
import type { Assembly } from "../template/template.ts";
import { isLike } from "./statement.ts";

/** A service of AWS that invokes a function by itself. */
interface Invoker {
  principal: string;
  /** ARN of what invokes; SES names none. */
  source?: string;
  functionArn: string;
}

const Rule = z.object({ Targets: z.array(z.object({ Arn: z.string() })).default([]) });
const Permission = z.object({
  Action: z.literal("lambda:InvokeFunction"),
  FunctionName: z.string(),
  Principal: z.string(),
  SourceArn: z.string().optional(),
});

/** Which rule, route or receipt rule invokes a function that does not permit it (AWS::Lambda::Permission); one line for each. */
export function uninvited(assembly: Assembly): string[] {
  const permissions = assembly.ofType("AWS::Lambda::Permission").map(({ properties }) => Permission.parse(properties));
  const permits = ({ principal, source = "", functionArn }: Invoker) =>
    permissions.some(
      ({ FunctionName, Principal, SourceArn = "*" }) =>
        FunctionName === functionArn && Principal === principal && isLike(source, SourceArn),
    );
  return invokers(assembly)
    .filter((invoker) => !permits(invoker))
    .map(
      ({ principal, source = "", functionArn }) => `${functionArn} does not permit ${principal} ${source} to invoke it`,
    );
}

function invokers(assembly: Assembly): Invoker[] {
  const { region, account } = assembly;
  const api = assembly.ofType("AWS::ApiGatewayV2::Api")[0]?.ref;
  const rules = assembly.ofType("AWS::Events::Rule").flatMap(({ arn: source, properties }) =>
    Rule.parse(properties).Targets.map(({ Arn }) => ({
      principal: "events.amazonaws.com",
      source,
      functionArn: Arn,
    })),
  );
  const routes = apiRoutes(assembly).map(({ key, method, functionArn }) => {
    const path = key.split(" ")[1] ?? "/$default";
    const source = `arn:aws:execute-api:${region}:${account}:${api}/$default/${method}${path}`;
    return { principal: "apigateway.amazonaws.com", source, functionArn };
  });
  const receipts = readReceiptRules(assembly)
    .flatMap(({ actions }) => actions)
    .flatMap((action) =>
      "functionArn" in action ? [{ principal: "ses.amazonaws.com", functionArn: action.functionArn }] : [],
    );
  return [...rules, ...routes, ...receipts];
}
