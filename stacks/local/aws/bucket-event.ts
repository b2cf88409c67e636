import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { Clock } from "../clock/clock.ts";
import type { Assembly } from "../template/template.ts";
import type { AwsRequest, AwsService } from "./aws.ts";

export interface BucketEventOptions {
  assembly: Assembly;
  clock: Pick<Clock, "now">;
  publish(event: unknown): Promise<unknown>;
  failed(error: unknown): void;
}

const Properties = z.object({
  NotificationConfiguration: z
    .object({ EventBridgeConfiguration: z.object({ EventBridgeEnabled: z.boolean() }) })
    .optional(),
});

/** S3 that tells the event bus of the objects that requests store in buckets which say so; nobody waits for that. */
export function telling(service: AwsService, { assembly, clock, publish, failed }: BucketEventOptions): AwsService {
  const tellers = new Map(
    assembly.ofType("AWS::S3::Bucket").flatMap(({ ref, arn, properties }) => {
      const { NotificationConfiguration: to } = Properties.parse(properties);
      return to?.EventBridgeConfiguration.EventBridgeEnabled ? [[ref, arn] as const] : [];
    }),
  );
  return async (request) => {
    const reply = await service(request);
    const [, bucket = "", ...key] = request.path.split("/").map(decodeURIComponent);
    const arn = tellers.get(bucket);
    if (arn && request.method === "PUT" && reply.status === 200) {
      const object = { bucket, arn, key: key.join("/"), etag: reply.headers?.etag ?? "" };
      void publish(objectCreated(request, object, assembly, clock.now())).catch(failed);
    }
    return reply;
  };
}

/** The event in S3's shape (docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html). */
const objectCreated = (
  { body }: AwsRequest,
  { bucket, arn, key, etag }: Record<"bucket" | "arn" | "key" | "etag", string>,
  { account, region }: Pick<Assembly, "account" | "region">,
  now: number,
) => ({
  version: "0",
  id: randomUUID(),
  "detail-type": "Object Created",
  source: "aws.s3",
  account,
  time: new Date(now).toISOString().replace(/\.\d{3}Z$/, "Z"),
  region,
  resources: [arn],
  detail: {
    version: "0",
    bucket: { name: bucket },
    object: { key, size: body.length, etag: etag.replaceAll('"', ""), sequencer: now.toString(16).toUpperCase() },
    "request-id": randomUUID(),
    requester: account,
    "source-ip-address": "127.0.0.1",
    reason: "PutObject",
  },
});
