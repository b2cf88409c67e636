/*
 * One table. What is asked of it, and by which key it is answered:
 *
 *   a lead; its timeline; touches; mail    pk LEAD#<id>      sk LEAD | T#<ulid> | TOUCH#<touch> | LETTER#<mail>
 *   what owners wrote to it, and were told pk LEAD#<id>      sk ANSWER#<answer> | NOTICE#<moment>#<touch>
 *   whose address is this?                 pk EMAIL#<address> | PHONE#<e164>      sk CLAIM
 *   was this mailbox thanked lately?       pk THANKED#<mailbox>                  sk THANKED
 *   how fast does somebody post forms?     pk VELOCITY#<network or text>#<time>  sk VELOCITY
 *   whose account at a platform is this?   pk HANDLE#<platform>#<scope>#<id>      sk CLAIM
 *   was this inquiry received before?      pk ONCE#<source>#<hash>                sk ONCE
 *   what its sender made of one to come    pk ONCE#<source>#<hash>                sk REVISION
 *   was this told of a mail? whose is it?   pk ONCE#MAIL#<mail>                    sk <event>
 *   sources; owners                        pk SOURCES | OWNERS                    sk <id>
 *   a source day by day, and its troubles  pk SEEN#<source>                       sk <date> | <date>#<shard> | TROUBLE#<kind>
 *   what a source cost, by its last day    pk COST#<source>                       sk <to>#<from>#<campaign>
 *   what a webhook took in and keeps       pk PARCEL#<id>                         sk PARCEL
 *   an import of a file, how far it is     pk IMPORT#<id>                         sk IMPORT
 *   whose turn is it in a pool?            pk POOL#<pool>                         sk TURN
 *   a task; a customer                     pk TASK#<id> | CUSTOMER#<id>           sk TASK | CUSTOMER
 *
 *   all leads, newest first                byAge    AGE#<shard>             <createdAt>#<id>
 *   leads of a stage, newest first         byStage  STAGE#<stage>#<shard>   <createdAt>#<id>
 *   leads by due time                      byDue    DUE#<shard>             <dueAt>#<id>
 *   an owner's leads by next action        byOwner  OWNER#<owner>           <next action's dueAt>#<id>
 *   raw deliveries of a state, newest first       byStage  PARCELS#<state>         <receivedAt>#<id>
 *   raw deliveries by when to open them, and
 *   imports by when to take them up        byDue    DUE#PARCELS             <dueAt>#<id>
 *   an owner's tasks, open or done         byOwner  TASKS#<owner>#<status>  <dueAt>#<id>
 *
 * Indexes hold keys only: most writes of a lead change none of them. Shards spread the writes of a busy hour over
 * partitions; a reader asks all of them and merges.
 */
import type { Key } from "../../platform/aws/table.ts";
import type { Handle, InquiryId } from "../model/inquiry.ts";
import type { Lead, LeadId } from "../model/lead.ts";
import type { Stage } from "../model/stage-name.ts";

const shardCount = 4;
export const shards: readonly number[] = Array.from({ length: shardCount }, (_, shard) => shard);

const shardAmong = (count: number, id: LeadId): number => id.charCodeAt(id.length - 1) % count;
const shardOf = (id: LeadId): number => shardAmong(shardCount, id);

/** Transactions that raise one counter get in each other's way: a source's count of a day has as many shards. */
const seenShards = 16;
export const sourceCounterShardOf = (id: LeadId): number => shardAmong(seenShards, id);

export const leadKey = (id: LeadId): Key => ({ pk: `LEAD#${id}`, sk: "LEAD" });
export const timelineKey = (id: LeadId, batch: string): Key => ({ pk: `LEAD#${id}`, sk: `T#${batch}` });
/** A lead's timeline from a batch on; all of it, if none is said. */
export const timelineRange = (id: LeadId, since = "") => ({ pk: `LEAD#${id}`, from: `T#${since}`, to: "T#~" });
export const inquiryKey = (lead: LeadId, inquiry: InquiryId): Key => timelineKey(lead, inquiry.slice("inq_".length));
export const touchKey = (id: LeadId, touch: string): Key => ({ pk: `LEAD#${id}`, sk: `TOUCH#${touch}` });
export const emailKey = (address: string): Key => ({ pk: `EMAIL#${address}`, sk: "CLAIM" });
export const velocityKey = (of: string, since: string): Key => ({ pk: `VELOCITY#${of}#${since}`, sk: "VELOCITY" });
export const acknowledgedKey = (mailbox: string): Key => ({ pk: `THANKED#${mailbox}`, sk: "THANKED" });
export const phoneKey = (number: string): Key => ({ pk: `PHONE#${number}`, sk: "CLAIM" });
export const handleKey = ({ platform, scope, id }: Handle): Key => ({
  pk: `HANDLE#${platform}#${scope}#${id}`,
  sk: "CLAIM",
});
export const inboundReplyKey = (id: LeadId, mail: string): Key => ({ pk: `LEAD#${id}`, sk: `LETTER#${mail}` });
export const inboundReplyRange = (id: LeadId) => ({ pk: `LEAD#${id}`, from: "LETTER#", to: "LETTER#~" });
export const touchRange = (id: LeadId) => ({ pk: `LEAD#${id}`, from: "TOUCH#", to: "TOUCH#~" });
export const ownerReplyKey = (id: LeadId, answer: string): Key => ({ pk: `LEAD#${id}`, sk: `ANSWER#${answer}` });
export const noticeKey = (id: LeadId, moment: string, touch: string): Key => ({
  pk: `LEAD#${id}`,
  sk: `NOTICE#${moment}#${touch}`,
});
export const noticeRange = (id: LeadId) => ({ pk: `LEAD#${id}`, from: "NOTICE#", to: "NOTICE#~" });
export const taskKey = (id: string): Key => ({ pk: `TASK#${id}`, sk: "TASK" });
export const customerKey = (id: string): Key => ({ pk: `CUSTOMER#${id}`, sk: "CUSTOMER" });
export const idempotencyItemKey = (source: string, hash: string): Key => ({ pk: `ONCE#${source}#${hash}`, sk: "ONCE" });
export const revisionKey = (source: string, hash: string): Key => ({ pk: `ONCE#${source}#${hash}`, sk: "REVISION" });
export const processedEventKey = (mail: string, event: string): Key => ({ pk: `ONCE#MAIL#${mail}`, sk: event });
export const sourceKey = (id: string): Key => ({ pk: "SOURCES", sk: id });
export const ownerKey = (id: string): Key => ({ pk: "OWNERS", sk: id });
export const sourceCounterKey = (source: string, day: string): Key => ({ pk: `SEEN#${source}`, sk: day });
export const sourceAlertKey = (source: string, kind: string): Key => ({ pk: `SEEN#${source}`, sk: `TROUBLE#${kind}` });
export const costKey = (source: string, from: string, to: string, campaign: string): Key => ({
  pk: `COST#${source}`,
  sk: `${to}#${from}#${campaign}`,
});
export const deliveryKey = (id: string): Key => ({ pk: `PARCEL#${id}`, sk: "PARCEL" });
export const importKey = (id: string): Key => ({ pk: `IMPORT#${id}`, sk: "IMPORT" });
export const turnKey = (pool: string): Key => ({ pk: `POOL#${pool}`, sk: "TURN" });

export const agePartition = (shard: number): string => `AGE#${shard}`;
export const duePartition = (shard: number): string => `DUE#${shard}`;
export const deliveriesDue = "DUE#PARCELS";
export const deliveryPartition = (state: string): string => `PARCELS#${state}`;
export const stagePartition = (stage: Stage, shard: number): string => `STAGE#${stage}#${shard}`;
export const ownerPartition = (owner: string): string => `OWNER#${owner}`;
export const taskPartition = (owner: string, status: "open" | "done"): string => `TASKS#${owner}#${status}`;

export function indexKeys(lead: Lead): Record<string, string | undefined> {
  const shard = shardOf(lead.id);
  const born = `${lead.createdAt}#${lead.id}`;
  const due = lead.dueAt;
  return {
    byAgePk: agePartition(shard),
    byAgeSk: born,
    byStagePk: stagePartition(lead.stage, shard),
    byStageSk: born,
    byDuePk: due && duePartition(shard),
    byDueSk: due && `${due}#${lead.id}`,
    byOwnerPk: lead.owner && ownerPartition(lead.owner),
    byOwnerSk: lead.owner && `${lead.nextAction?.dueAt ?? lead.createdAt}#${lead.id}`,
  };
}
