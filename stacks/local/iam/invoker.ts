import * as z from "zod";
import { apiRoutes } from "../gateway/api-route.ts";
import { readReceiptRules } from "../mail/receipt-rule.ts";
import type { Assembly } from "../template/template.ts";
import { isLike } from "./statement.ts";

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

const QueuePolicy = z.object({
  PolicyDocument: z.object({
    Statement: z.array(
      z.looseObject({
        Effect: z.string(),
        Action: z.union([z.string(), z.array(z.string())]),
        Resource: z.string(),
        Principal: z.looseObject({ Service: z.string().optional() }),
        Condition: z.looseObject({ ArnEquals: z.record(z.string(), z.string()).optional() }).optional(),
      }),
    ),
  }),
});

/** Which rule sends to a queue that does not let it in (AWS::SQS::QueuePolicy); one line for each. */
function unwelcome(assembly: Assembly): string[] {
  const statements = assembly
    .ofType("AWS::SQS::QueuePolicy")
    .flatMap(({ properties }) => QueuePolicy.parse(properties).PolicyDocument.Statement)
    .filter(({ Effect, Action }) => Effect === "Allow" && [Action].flat().includes("sqs:SendMessage"));
  return ruleTargets(assembly)
    .filter(({ target }) => target.includes(":sqs:"))
    .filter(({ source, target }) => {
      const from = (arns: Record<string, string> = {}) => arns["aws:SourceArn"] === source;
      return !statements.some(
        ({ Resource, Principal, Condition }) =>
          Resource === target && Principal.Service === "events.amazonaws.com" && from(Condition?.ArnEquals),
      );
    })
    .map(({ source, target }) => `${target} does not let ${source} send to it`);
}

const ruleTargets = (assembly: Assembly): { source: string; target: string }[] =>
  assembly
    .ofType("AWS::Events::Rule")
    .flatMap(({ arn: source, properties }) =>
      Rule.parse(properties).Targets.map(({ Arn: target }) => ({ source, target })),
    );

/** Which rule, route or receipt rule invokes a function, or sends to a queue, that does not permit it; one line for each. */
export const uninvited = (assembly: Assembly): string[] => [...uninvitedByFunctions(assembly), ...unwelcome(assembly)];

function uninvitedByFunctions(assembly: Assembly): string[] {
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
  const rules = ruleTargets(assembly)
    .filter(({ target }) => target.includes(":lambda:"))
    .map(({ source, target }) => ({ principal: "events.amazonaws.com", source, functionArn: target }));
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
