import { describe, expect, it } from "vitest";
import { isLike, matchOf, type Need, readStatements } from "../../stacks/local/iam/statement.ts";

const table = "arn:aws:dynamodb:eu-west-1:1:table/leads";
const need = (more: Partial<Need> = {}): Need => ({
  action: "dynamodb:GetItem",
  resource: table,
  leadingKeys: ["LEAD#1"],
  ...more,
});
const statement = (more: object) =>
  readStatements("policy", {
    Statement: [{ Effect: "Allow", Action: "dynamodb:GetItem", Resource: table, ...more }],
  })[0] ?? expect.fail("no statement");
const covers = (more: object, asked: Partial<Need> = {}) => matchOf(statement(more), need(asked)) !== undefined;
const onKeys = (...keys: string[]) => ({ Condition: { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": keys } } });

describe("a pattern", () => {
  it.each<[string, string, boolean]>([
    ["s3:GetObject", "s3:Get*", true],
    ["arn:aws:s3:::vault/inbound/a/b", "arn:aws:s3:::vault/inbound/*", true],
    ["arn:aws:s3:::vault/payloads/a", "arn:aws:s3:::vault/inbound/*", false],
    ["abc", "a?c", true],
    ["ac", "a?c", false],
    ["a.c", "a.c", true],
    ["abc", "a.c", false],
    ["POOL#a\nb", "POOL#*", true],
  ])("%s is like %s: %s", (text, pattern, like) => {
    expect(isLike(text, pattern)).toBe(like);
  });
});

describe("a statement covers", () => {
  it("the action, whatever its case, on the resource", () => {
    expect(covers({ Action: ["dynamodb:Query", "DynamoDB:getitem"] })).toBe(true);
    expect(covers({ Action: "dynamodb:Query" })).toBe(false);
    expect(covers({ Resource: [`${table}/index/*`] })).toBe(false);
    expect(covers({ Resource: `${table}/index/*`, Action: "*" }, { resource: `${table}/index/byDue` })).toBe(true);
  });

  it("partition keys only if all of them are allowed", () => {
    expect(covers(onKeys("LEAD#*"))).toBe(true);
    expect(covers(onKeys("TASK#*"))).toBe(false);
    expect(covers(onKeys("LEAD#*"), { leadingKeys: ["LEAD#1", "TASK#1"] })).toBe(false);
    expect(covers(onKeys("LEAD#*", "TASK#*"), { leadingKeys: ["LEAD#1", "TASK#1"] })).toBe(true);
  });

  it("by which patterns, so that one can tell what was never used", () => {
    const wide = statement({ Action: ["dynamodb:Get*"], ...onKeys("LEAD#*", "TASK#*") });
    expect(matchOf(wide, need())).toEqual({ action: "dynamodb:Get*", resource: table, leadingKeys: ["LEAD#*"] });
  });

  it("nothing when it says something that is not known here", () => {
    const conditions = { StringEquals: { "aws:SourceAccount": "1" } };
    expect(() => statement({ Condition: conditions })).toThrow(/policy .*aws:SourceAccount/);
    expect(() => statement({ NotAction: "s3:*" })).toThrow(/NotAction/);
    expect(() => statement({ Condition: { "ForAllValues:StringLike": { "dynamodb:Attributes": ["a"] } } })).toThrow();
  });
});
