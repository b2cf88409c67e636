import { Engine } from "../../stacks/local/table/engine/engine.ts";

/** Writes one transaction after the other into the table in a folder, and prints its number when it is answered. */
const [folder = "", TableName = ""] = process.argv.slice(2);
const engine = new Engine({ region: "eu-west-1", folder, now: () => Date.parse("2026-11-23T09:00:00Z") });
for (let number = 0; ; number++) {
  const item = (sk: string) => ({
    Put: {
      TableName,
      Item: { pk: { S: `${number}` }, sk: { S: sk }, group: { S: "g" }, rank: { N: `${number}` } },
    },
  });
  engine.call("TransactWriteItems", { TransactItems: [item("card"), item("inquiry"), item("claim")] });
  process.stdout.write(`${number}\n`);
}
