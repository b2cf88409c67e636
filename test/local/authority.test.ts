import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { AwsCall } from "../../stacks/local/aws/watch.ts";
import { Authority, Uses } from "../../stacks/local/iam/authority.ts";
import { temporaryFolder } from "../folder.ts";
import { readApp } from "./fixture-app.ts";

const account = "eu-west-1:123456789012";

const role = (...Statement: object[]) => ({
  Role: {
    Type: "AWS::IAM::Role",
    Properties: { Policies: [{ PolicyName: "Work", PolicyDocument: { Statement } }] },
  },
});
const allow = (Action: string | string[], Resource: unknown, more: object = {}) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
const resources = {
  Leads: {
    Type: "AWS::DynamoDB::Table",
    Properties: { TableName: "leads", KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }] },
  },
  Vault: { Type: "AWS::S3::Bucket", Properties: { BucketName: "vault" } },
};

const app = (...statements: object[]) => officeIn(undefined, ...statements);

function officeIn(usesFolder: string | undefined, ...statements: object[]) {
  const reports: string[] = [];
  const assembly = readApp({
    functions: { Door: "export const handler = async () => 1;" },
    properties: { Door: { Role: { "Fn::GetAtt": ["Role", "Arn"] } } },
    resources: { ...resources, ...role(...statements) },
  });
  const authority = new Authority({
    ...{ assembly, usesFolder },
    failed: (error) => reports.push(String(error)),
  });
  const asks = (service: string, operation: string, body: object | string, more: Partial<AwsCall> = {}) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const call = { caller: "Door", service, operation, method: "POST", path: "/", body: Buffer.from(text), ...more };
    return authority.refuse(call);
  };
  return { authority, asks, reports };
}

const leadKeys = { Condition: { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": ["LEAD#*"] } } };
const put = (pk: string) => ({ Put: { TableName: "leads", Item: { pk: { S: pk } } } });
const table = { "Fn::GetAtt": ["Leads", "Arn"] };

describe("a call", () => {
  it("that the role allows passes, on the keys it allows", () => {
    const { asks, authority } = app(allow("dynamodb:GetItem", table, leadKeys));
    expect(asks("dynamodb", "GetItem", { TableName: "leads", Key: { pk: { S: "LEAD#1" } } })).toBeUndefined();
    expect(authority.observed).toEqual([
      {
        bearer: "Door",
        action: "dynamodb:GetItem",
        resource: `arn:aws:dynamodb:${account}:table/leads`,
        leadingKeys: "LEAD#*",
        count: 1,
        verdict: "allowed",
      },
    ]);
  });

  it("that it does not allow is refused as DynamoDB does, and reported with its keys", () => {
    const { asks, authority, reports } = app(allow("dynamodb:GetItem", table, leadKeys));
    const refusal = asks("dynamodb", "GetItem", { TableName: "leads", Key: { pk: { S: "OWNERS" } } });
    expect(refusal?.status).toBe(400);
    expect(JSON.parse(String(refusal?.body))).toMatchObject({
      __type: "com.amazon.coral.service#AccessDeniedException",
      Message: expect.stringMatching(
        /Door is not authorized to perform: dynamodb:GetItem on resource: arn:.*table\/leads/,
      ),
    });
    expect(reports.join()).toContain("(partition keys OWNERS)");
    expect(authority.observed).toMatchObject([{ leadingKeys: "OWNERS", verdict: "denied" }]);
  });

  it("is remembered after the end, be it allowed or denied", () => {
    const folder = temporaryFolder();
    const { asks, authority } = officeIn(folder, allow("dynamodb:GetItem", table, leadKeys));
    for (const pk of ["LEAD#1", "OWNERS"]) asks("dynamodb", "GetItem", { TableName: "leads", Key: { pk: { S: pk } } });
    authority.stop();
    const [file = ""] = readdirSync(folder);
    const { used, denied } = Uses.parse(JSON.parse(readFileSync(join(folder, file), "utf8")));
    expect(used).toEqual([`Door dynamodb:GetItem arn:aws:dynamodb:${account}:table/leads LEAD#*`]);
    expect(denied).toMatchObject([{ bearer: "Door", action: "dynamodb:GetItem", leadingKeys: "OWNERS" }]);
  });

  it("of a transaction needs each part's action, on the keys of all parts", () => {
    const { asks } = app(allow(["dynamodb:PutItem"], table, leadKeys));
    const update = { Update: { TableName: "leads", Key: { pk: { S: "LEAD#1" } } } };
    const transact = (...TransactItems: object[]) => asks("dynamodb", "TransactWriteItems", { TransactItems })?.status;
    expect(transact(put("LEAD#1"), put("LEAD#2"))).toBeUndefined();
    expect(transact(put("LEAD#1"), put("TASK#2"))).toBe(400);
    expect(transact(put("LEAD#1"), update)).toBe(400);
  });

  it("is refused where a statement denies it, whatever others allow", () => {
    const { asks } = app(allow("dynamodb:*", "*"), { ...allow("dynamodb:GetItem", "*"), Effect: "Deny" });
    expect(asks("dynamodb", "GetItem", { TableName: "leads", Key: { pk: { S: "LEAD#1" } } })?.status).toBe(400);
    expect(asks("dynamodb", "PutItem", put("LEAD#1").Put)).toBeUndefined();
  });

  it("of other services is judged by what it is about", () => {
    const machine = `arn:aws:states:${account}:stateMachine:FollowUp`;
    const { asks } = app(
      allow("s3:PutObject", "arn:aws:s3:::vault/payloads/*"),
      allow("states:StartExecution", machine),
      allow("ses:SendRawEmail", [
        `arn:aws:ses:${account}:identity/leads.example`,
        `arn:aws:ses:${account}:*-set/Leads`,
      ]),
    );
    const object = (path: string, method = "PUT") => asks("s3", method, "", { method, path })?.status;
    expect([object("/vault/payloads/1"), object("/vault/inbound/1"), object("/vault/payloads/1", "GET")]).toEqual([
      undefined,
      403,
      403,
    ]);
    expect(asks("states", "StartExecution", { stateMachineArn: machine })).toBeUndefined();
    expect(asks("states", "StopExecution", { executionArn: `${machine}:1` })?.status).toBe(400);
    expect(asks("ses", "SendRawEmail", "Source=sales%40leads.example")).toBeUndefined();
    const leads = "Source=sales%40leads.example&ConfigurationSetName=Leads";
    expect(asks("ses", "SendRawEmail", leads)).toBeUndefined();
    const configured = asks("ses", "SendRawEmail", leads.replace("Name=Leads", "Name=Others"));
    expect([configured?.status, String(configured?.body)]).toEqual([403, expect.stringContaining("AccessDenied")]);
    expect(asks("sqs", "SendMessage", "")?.status).toBe(400);
  });

  it("of a function without a role is refused; of nobody's function it is not judged", () => {
    const { asks } = app();
    const key = { TableName: "leads", Key: { pk: { S: "LEAD#1" } } };
    expect(asks("dynamodb", "GetItem", key, { caller: "Other" })?.status).toBe(400);
    const { caller: _, ...stranger } = {
      caller: "",
      service: "dynamodb",
      operation: "GetItem",
      method: "POST",
      path: "/",
    };
    expect(app().authority.refuse({ ...stranger, body: Buffer.from(JSON.stringify(key)) })).toBeUndefined();
  });
});

describe("what is allowed", () => {
  it("and was never used is known to the action, the resource and the family of keys", () => {
    const keys = { Condition: { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": ["LEAD#*", "TASK#*"] } } };
    const { asks, authority } = app(allow(["dynamodb:GetItem", "dynamodb:PutItem"], "*", keys));
    asks("dynamodb", "GetItem", { TableName: "leads", Key: { pk: { S: "LEAD#1" } } });
    expect(authority.unused.map(({ action, leadingKeys }) => `${action} ${leadingKeys}`)).toEqual([
      "dynamodb:GetItem TASK#*",
      "dynamodb:PutItem LEAD#*",
      "dynamodb:PutItem TASK#*",
    ]);
  });

  it("must be enough for what AWS does in the role's name", () => {
    const start = (statement: object) =>
      new Authority({
        assembly: readApp({
          functions: { Door: "export const handler = async () => 1;" },
          properties: { Door: { Role: { "Fn::GetAtt": ["Role", "Arn"] }, TracingConfig: { Mode: "Active" } } },
          resources: role(statement),
        }),
        failed: () => undefined,
      });
    expect(() => start(allow("xray:*", "*"))).not.toThrow();
    expect(() => start(allow("xray:PutTraceSegments", "*"))).toThrow(
      /not authorized to perform: xray:PutTelemetryRecords/,
    );
  });
});
