import { expect, it } from "vitest";
import { DynamoError } from "../../stacks/local/table/dynamo-client.ts";
import { Rival, type RivalEdit } from "../../stacks/local/table/rival.ts";
import { edits } from "../audit/edit-rule.ts";
import { evidenceOf } from "../audit/evidence.ts";
import { readItems } from "../audit/item.ts";

const [pk, sk] = ["LEAD#ld_1", "LEAD"];

/** A write of an item, as DynamoDB is asked for it. */
const write = Buffer.from(JSON.stringify({ TableName: "leads", Item: { pk: { S: pk }, sk: { S: sk } } }));

/** A table in which that item has a version, or none. */
function aRival(version?: number) {
  const told: RivalEdit[] = [];
  let [made, calls] = [version ?? 0, 0];
  const call = async () => {
    calls += 1;
    if (version === undefined) throw new DynamoError("ConditionalCheckFailedException", "It has no version");
    made += 1;
    return { Attributes: { version: { N: String(made) } } };
  };
  const rival = new Rival({ call }, "router-1", (edit) => told.push(edit));
  return { rival, told, calls: () => calls };
}

it("is faster once at each write that succeeds, and lets its next writer have its turn", async () => {
  const { rival, told } = aRival(7);
  const refused = await rival.before("PutItem", write);
  refused(false);
  const written = await rival.before("PutItem", write);
  expect(told).toEqual([{ pk, sk, mark: "router-1-1", version: 8 }]);
  written(true);
  await rival.before("PutItem", write);
  expect(told.map(({ version }) => version)).toEqual([8, 9]);
});

it("leaves alone what has no version, and reads", async () => {
  const { rival, told, calls } = aRival();
  await rival.before("PutItem", write);
  await rival.before("GetItem", write);
  expect([told, calls()]).toEqual([[], 1]);
});

/** What the audit says of an item that a rival has changed. */
function lost(item?: Record<string, unknown>): string[] {
  const items = readItems(item ? [{ pk, sk, kind: "customer", ...item }] : []);
  const made = [{ pk, sk, mark: "router-1-1", version: 8 }];
  return edits.examine(evidenceOf({ now: "", grace: 0, items, mails: [], executions: [], edits: made })).broken;
}

it("is missed where its mark is gone, but not with an item that is gone or began anew", () => {
  expect(lost({ version: 9, rivals: new Set(["other-1"]) })).toEqual([
    "LEAD#ld_1 LEAD has lost the edit router-1-1 of its version 8",
  ]);
  expect(lost({ version: 9 })).toHaveLength(1);
  expect(lost({ version: 9, rivals: new Set(["router-1-1"]) })).toEqual([]);
  expect(lost({ version: 1 })).toEqual([]);
  expect(lost()).toEqual([]);
});
