import { expect, it } from "vitest";
import { openBuckets } from "../../stacks/local/aws/bucket.ts";
import { telling } from "../../stacks/local/aws/bucket-event.ts";
import { matches } from "../../stacks/local/stream/event-pattern.ts";
import { readApp } from "./fixture-app.ts";

const bucket = (tells: boolean) => ({
  Type: "AWS::S3::Bucket",
  Properties: tells ? { NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } } } : {},
});
it("tells of objects that are stored, in buckets that say so, in S3's shape", async () => {
  const assembly = readApp({ resources: { Vault: bucket(true), Silent: bucket(false) } });
  const nameOf = (logicalId: string) =>
    assembly.ofType("AWS::S3::Bucket").find((it) => it.logicalId === logicalId)?.ref;
  const events: unknown[] = [];
  const failures: unknown[] = [];
  const s3 = telling(openBuckets(assembly, undefined).service, {
    assembly,
    clock: { now: () => Date.parse("2026-11-23T09:00:00Z") },
    publish: async (event) => events.push(event),
    failed: (error) => failures.push(error),
  });
  const request = (method: string, path: string, body = "") =>
    s3({ method, path, query: new URLSearchParams(), headers: {}, body: Buffer.from(body) });
  const vault = nameOf("Vault") ?? "";
  await request("PUT", `/${vault}/imports/a%20b.csv`, "Name");
  await request("GET", `/${vault}/imports/a%20b.csv`);
  await request("PUT", "/nowhere/imports/a.csv", "Name");
  await request("PUT", `/${nameOf("Silent")}/imports/a.csv`, "Name");
  expect(failures).toEqual([]);
  expect(events).toEqual([
    expect.objectContaining({
      source: "aws.s3",
      "detail-type": "Object Created",
      time: "2026-11-23T09:00:00Z",
      detail: expect.objectContaining({
        bucket: { name: vault },
        object: expect.objectContaining({ key: "imports/a b.csv", size: 4 }),
      }),
    }),
  ]);
  const pattern = { source: ["aws.s3"], detail: { object: { key: [{ prefix: "imports/" }] } } };
  expect(matches(pattern, events[0])).toBe(true);
});
