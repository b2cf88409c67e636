import * as z from "zod";
import type { AwsCall } from "../aws/watch.ts";
import { invokedBy } from "../lambda/lambda-service.ts";
import { type TablePart, tableParts } from "../table/table-request.ts";
import { type TableShape, tableShapes } from "../table/table-shape.ts";
import type { Assembly } from "../template/template.ts";
import type { Need } from "./statement.ts";

type Reader = (call: AwsCall) => Need[];

const States = z.object({ stateMachineArn: z.string().optional(), executionArn: z.string().optional() });
const Wanted = z.object({ SecretId: z.string() });

const objectActions: Record<string, string> = {
  PUT: "s3:PutObject",
  GET: "s3:GetObject",
  HEAD: "s3:GetObject",
  DELETE: "s3:DeleteObject",
};

/** Says which IAM actions a call needs on what (AWS: Service Authorization Reference). What it does not know needs an action nobody has. */
export function needsIn(assembly: Assembly): Reader {
  const shapes = tableShapes(assembly);
  const readers: Record<string, Reader> = {
    dynamodb: ({ operation, body }) => tableNeeds(tableParts(operation, body), shapes),
    states: ({ operation, body }) => {
      const { stateMachineArn, executionArn = "*" } = States.parse(JSON.parse(body.toString()));
      return [needOf(`states:${operation}`, stateMachineArn ?? executionArn)];
    },
    secretsmanager: ({ operation, body }) => {
      const { SecretId } = Wanted.parse(JSON.parse(body.toString()));
      return [needOf(`secretsmanager:${operation}`, SecretId)];
    },
    lambda: ({ path }) => [needOf("lambda:InvokeFunction", invokedBy(path) ?? "*")],
    ses: ({ operation, body }) => mailNeeds(operation, new URLSearchParams(body.toString()), assembly),
    s3: ({ method, path }) => [
      needOf(objectActions[method] ?? `s3:${method}`, `arn:aws:s3:::${decodeURIComponent(path.slice(1))}`),
    ],
  };
  return (call) => readers[call.service]?.(call) ?? [needOf(`${call.service}:${call.operation}`, "*")];
}

const needOf = (action: string, resource: string): Need => ({ action, resource, leadingKeys: [] });

/** A transaction needs each of its parts' actions; IAM looks at the keys of all parts of one action together. */
function tableNeeds(parts: TablePart[], shapes: ReadonlyMap<string, TableShape>): Need[] {
  const needs = new Map<string, Need & { leadingKeys: string[] }>();
  for (const { action, table, index, item } of parts) {
    const shape = shapes.get(table);
    const resource = `${shape?.arn ?? table}${index ? `/index/${index}` : ""}`;
    const [keyName = ""] = (index ? shape?.indexes.get(index)?.keys : shape?.keys) ?? [];
    const id = `${action} ${resource}`;
    const need = needs.get(id) ?? { action: `dynamodb:${action}`, resource, leadingKeys: [] };
    if (item) need.leadingKeys.push(textOf(item[keyName]));
    needs.set(id, need);
  }
  return [...needs.values()];
}

function textOf(value: unknown): string {
  const [text] = Object.values(Object(value));
  return String(text ?? "");
}

/** Sending needs the sender's identity and, where one is named, the configuration set; rule sets are no resources of IAM. */
function mailNeeds(operation: string, form: URLSearchParams, { region, account }: Assembly): Need[] {
  if (operation.endsWith("ReceiptRuleSet")) return [needOf(`ses:${operation}`, "*")];
  const source = form.get("Source") ?? "";
  const domain = source.slice(source.lastIndexOf("@") + 1).replace(/>.*$/, "");
  const configurationSet = form.get("ConfigurationSetName");
  const arn = (path: string) => `arn:aws:ses:${region}:${account}:${path}`;
  return [
    needOf(`ses:${operation}`, arn(`identity/${domain}`)),
    ...(configurationSet ? [needOf(`ses:${operation}`, arn(`configuration-set/${configurationSet}`))] : []),
  ];
}
