import { expect, inject, test } from "vitest";
import { resourceKinds } from "../../stacks/local/template/resource-kinds.ts";
import { readAssembly } from "../../stacks/local/template/template.ts";
import { temporaryFolder } from "../folder.ts";
import { readApp, writeStack } from "./fixture-app.ts";

const table = { Type: "AWS::DynamoDB::Table", Properties: { TableName: "leads" } };

function parameter(Value: unknown, Condition?: string) {
  return { Type: "AWS::SSM::Parameter", Properties: { Value }, ...(Condition && { Condition }) };
}

/** A place for a value in the text of `Fn::Sub`. */
const place = (name: string) => `$\{${name}}`;

/** The value of a parameter whose template is `value`. */
function resolved(value: unknown, template = {}): unknown {
  const app = readApp({ resources: { Leads: table, Probe: parameter(value) }, template });
  const probe = app.resources.find(({ logicalId }) => logicalId === "Probe");
  return Object(probe?.properties).Value;
}

test.each([
  ["Ref of a resource", { Ref: "Leads" }, "leads"],
  ["Ref of a pseudo parameter", { Ref: "AWS::Region" }, "eu-west-1"],
  ["GetAtt", { "Fn::GetAtt": ["Leads", "Arn"] }, "arn:aws:dynamodb:eu-west-1:123456789012:table/leads"],
  ["Join", { "Fn::Join": ["/", ["a", { Ref: "Leads" }, 3]] }, "a/leads/3"],
  ["Select of Split", { "Fn::Select": [1, { "Fn::Split": ["-", "a-b-c"] }] }, "b"],
  [
    "Sub",
    { "Fn::Sub": `${place("AWS::AccountId")}/${place("Leads")}/${place("Leads.Arn")}/${place("!kept")}` },
    `123456789012/leads/arn:aws:dynamodb:eu-west-1:123456789012:table/leads/${place("kept")}`,
  ],
  [
    "Sub with its own variables",
    { "Fn::Sub": [`${place("one")}-${place("Leads")}`, { one: { Ref: "AWS::Partition" } }] },
    "aws-leads",
  ],
  ["nested lists and objects", { a: [{ b: { Ref: "Leads" } }] }, { a: [{ b: "leads" }] }],
  ["NoValue", { a: 1, b: { Ref: "AWS::NoValue" } }, { a: 1 }],
])("resolves %s", (_, value, expected) => {
  expect(resolved(value)).toEqual(expected);
});

test("resolves parameters, mappings and conditions", () => {
  const template = {
    Parameters: { Stage: { Type: "String", Default: "local" } },
    Mappings: { Sizes: { local: { memory: "128" } } },
    Conditions: {
      Local: { "Fn::Equals": [{ Ref: "Stage" }, "local"] },
      Remote: { "Fn::Not": [{ "Fn::Equals": [{ Ref: "Stage" }, "local"] }] },
    },
  };
  expect(resolved({ "Fn::FindInMap": ["Sizes", { Ref: "Stage" }, "memory"] }, template)).toBe("128");
  expect(resolved({ "Fn::If": ["Remote", { Ref: "Nothing" }, "here"] }, template)).toBe("here");
  const app = readApp({ resources: { Kept: parameter("x", "Local"), Dropped: parameter("y", "Remote") }, template });
  expect(app.resources.map(({ logicalId }) => logicalId)).toEqual(["Kept"]);
});

test("resolves what another stack exports, whichever comes first", () => {
  const folder = temporaryFolder();
  writeStack(folder, "first", { Resources: { Probe: parameter({ "Fn::ImportValue": "second:Table" }) } });
  const Outputs = { Table: { Value: { Ref: "Leads" }, Export: { Name: "second:Table" } } };
  writeStack(folder, "second", { Resources: { Leads: table }, Outputs });
  const app = readAssembly(folder, "http://127.0.0.1:4000");
  expect(app.ofType("AWS::SSM::Parameter")[0]?.properties).toEqual({ Value: "leads" });
  expect(app.outputs).toEqual({ Table: "leads" });
});

test("an unknown resource type stops the reading with its type and logical id", () => {
  const resources = { Surprise: { Type: "AWS::Neptune::DBCluster" } };
  expect(() => readApp({ resources })).toThrow(/AWS::Neptune::DBCluster \(Surprise\)/);
});

test.each([
  ["an attribute", { "Fn::GetAtt": ["Leads", "Colour"] }, "no attribute Colour of Leads"],
  ["an intrinsic function", { "Fn::Cidr": [] }, "uses Fn::Cidr"],
  ["a resource", { Ref: "Nobody" }, "no resource or parameter Nobody"],
  ["an import", { "Fn::ImportValue": "nowhere" }, "imports nowhere"],
])("%s that is not known is named", (_, value, message) => {
  expect(() => resolved(value)).toThrow(message);
});

test("the application's own assembly resolves to plain values", () => {
  const app = readAssembly(inject("assembly"), "http://127.0.0.1:4000");
  expect(JSON.stringify(app.resources)).not.toMatch(/"Fn::|"Ref":/);
  expect(app.outputs.Url).toBe("http://127.0.0.1:4000");
  expect(app.ofType("AWS::Lambda::Function").length).toBeGreaterThan(0);
  expect(Object.keys(resourceKinds)).toEqual(expect.arrayContaining(app.resources.map(({ type }) => type)));
});
