import middy from "@middy/core";
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { ingestInquiries } from "../lead/commands/ingest-inquiries.ts";
import type { Lead, LeadId } from "../lead/model/lead.ts";
import { unlessUnreadable } from "../platform/aws/unreadable.ts";
import { logFailure, withLogContext } from "../platform/observability/log.ts";
import { logContext, logOutcome } from "../platform/observability/middleware.ts";
import { now } from "../platform/time.ts";
import { moveClock } from "./execution.ts";
import { deliveryIdOf, inquiryOf, leadsOf } from "./record.ts";
import { requestProcessing } from "./request-work.ts";

/** All records of one lead in a batch, in order. */
type Story = [LeadId, DynamoDBRecord[]];

const leadPk = (record: DynamoDBRecord): LeadId | undefined => leadsOf(record).new?.id ?? inquiryOf(record)?.leadId;

function stories(records: DynamoDBRecord[]): Story[] {
  const byLead = new Map<LeadId, DynamoDBRecord[]>();
  for (const record of records) {
    const id = leadPk(record);
    if (id) byLead.set(id, [...(byLead.get(id) ?? []), record]);
  }
  return [...byLead];
}

function span(records: DynamoDBRecord[]): { before: Lead | undefined; after: Lead | undefined } {
  const images = records.map(leadsOf).filter((image) => image.new !== undefined);
  return { before: images[0]?.old, after: images.at(-1)?.new };
}

/** Digests the inquiries that came, then starts and stops executions as the lead's epoch says. */
async function wake([id, records]: Story): Promise<void> {
  const inquiries = records.flatMap((record) => inquiryOf(record)?.inquiryId ?? []);
  if (inquiries.length > 0) await ingestInquiries(id, inquiries, now());
  const { before, after } = span(records);
  if (after) await moveClock(before, after, now());
}

/** Where to tell a lead's story from again; unreadable items are left to the sweep: trying again is of no use. */
async function told(story: Story): Promise<DynamoDBRecord[]> {
  try {
    await unlessUnreadable(() => wake(story));
    return [];
  } catch (error) {
    logFailure("record not routed", error);
    return story[1].slice(0, 1);
  }
}

async function requestDeliveries(records: DynamoDBRecord[]): Promise<DynamoDBRecord[]> {
  const asked = records.flatMap((record) => {
    const rawDelivery = deliveryIdOf(record);
    return rawDelivery ? [{ record, delivery: rawDelivery }] : [];
  });
  const failed = await Promise.all(
    asked.map(({ record, delivery: rawDelivery }) =>
      withLogContext({ delivery: rawDelivery }, () =>
        requestProcessing(rawDelivery).then(
          () => [],
          (error) => {
            logFailure("record not routed", error);
            return [record];
          },
        ),
      ),
    ),
  );
  return failed.flat();
}

/** The router: the table's stream turned into work. A lead that failed is told again from its first record. */
export const handler = middy<DynamoDBStreamEvent, DynamoDBBatchResponse>()
  .use(logContext("router"))
  .use(logOutcome(({ batchItemFailures }: DynamoDBBatchResponse) => ({ failed: batchItemFailures.length })))
  .handler(async (event) => {
    const failed = await Promise.all([
      requestDeliveries(event.Records),
      ...stories(event.Records).map((story) => withLogContext({ lead: story[0] }, () => told(story))),
    ]);
    const items = failed.flat().flatMap(({ dynamodb }) => dynamodb?.SequenceNumber ?? []);
    return { batchItemFailures: items.sort(bySequence).map((itemIdentifier) => ({ itemIdentifier })) };
  });

const bySequence = (a: string, b: string): number => (BigInt(a) < BigInt(b) ? -1 : 1);
