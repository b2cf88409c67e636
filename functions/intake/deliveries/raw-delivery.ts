import * as z from "zod";
import { Actor } from "../../lead/model/activity.ts";
import { InquiryId } from "../../lead/model/inquiry.ts";
import { deliveriesDue, deliveryKey, deliveryPartition } from "../../lead/store/keys.ts";
import { heldFor } from "../../lead/store/revision.ts";
import { storedItem } from "../../platform/aws/stored-item.ts";
import { get, type Item } from "../../platform/aws/table.ts";
import { absent, put, unchanged, type Write } from "../../platform/aws/write.ts";
import { day, expiry, Instant, minute, plus } from "../../platform/time.ts";
import { SourceId } from "../../source/source.ts";
import { openPayload, Payload } from "../inquiry/payload.ts";
import type { Delivery } from "../wire/adapter.ts";
import { DeliveryId, newDeliveryId } from "./delivery-id.ts";
import { Received } from "./received.ts";

/** Why a raw delivery is in quarantine, or waits. */
export const deliveryReasons = [
  "unverified",
  "unreadable",
  "suspect",
  "paused",
  "gone",
  "pending fetch",
  "to unpack",
] as const;
const DeliveryReason = z.enum(deliveryReasons);
export type DeliveryReason = z.infer<typeof DeliveryReason>;

/** What a new token may mend comes first, then what is suspected: an operator who opens that lets it in. */
export function reasonAmong(left: readonly { reason: DeliveryReason }[]): DeliveryReason {
  const has = (wanted: DeliveryReason) => left.some(({ reason }) => reason === wanted);
  return (["gone", "suspect"] as const).find(has) ?? left[0]?.reason ?? "gone";
}

/** Whether it is the reason of a raw delivery that has not been in quarantine. */
export const isAwaiting = (reason: DeliveryReason): boolean => reason === "pending fetch" || reason === "to unpack";

export const deliveryStates = ["waiting", "quarantined", "unpacked"] as const;
const DeliveryState = z.enum(deliveryStates);
export type DeliveryState = z.infer<typeof DeliveryState>;

/** What a door took in and could not make inquiries of at once; word for word, so that it can be opened again when mended. */
export const RawDelivery = z.object({
  id: DeliveryId,
  source: SourceId,
  platform: z.string(),
  receivedAt: Instant,
  state: DeliveryState,
  reason: DeliveryReason,
  detail: z.string(),
  request: z.object({ method: z.string(), url: z.string(), headers: z.record(z.string(), z.string()) }),
  /** The sender's IP address, as proof of consent. */
  address: z.string(),
  /** Nothing any more when all of it has been unpacked: the inquiries have it. */
  payload: Payload,
  /** Since when it is kept as it is, if it was opened in vain: from then on it expires. */
  keptSince: Instant.optional(),
  received: Received.optional(),
  /** Of one that could not be verified: the imprints of the secrets that it carried. */
  presented: z.array(z.string()).optional(),
  /** Only these of its signals are still to be dealt with; all, if not said. */
  only: z.array(z.string()).optional(),
  /** The inquiry that a form's post is to become; its sender was told this id. */
  inquiryId: InquiryId.optional(),
  dueAt: Instant.optional(),
  /** Raised by every change: a change is conditional on it. */
  version: z.number().int(),
  /** Whose opening of it counts: the last one's to have begun. */
  opening: z.string().optional(),
  /** How often it was opened in vain since somebody asked for it. */
  tries: z.number().int(),
  /** Raised when it is to be opened at once: the router hears of that through the stream. */
  asked: z.number().int(),
  /** Who asked for that last; nobody has asked for those of before. */
  askedBy: Actor.optional(),
});
export type RawDelivery = z.infer<typeof RawDelivery>;

/** Headers that say how a body is to be read; the others may hold secrets. */
const keptHeaders = ["content-type", "user-agent"];

/** How long a raw delivery is kept: what was never proven to be a platform's, the shortest. */
const keptFor = { unverified: 14 * day, other: heldFor, unpacked: 30 * day };

/** Time for the router to have a new raw delivery unpacked; what it misses the sweep finds. */
const grace = minute;

const retention = ({ state, reason }: RawDelivery): number => {
  if (state === "unpacked") return keptFor.unpacked;
  return reason === "unverified" ? keptFor.unverified : keptFor.other;
};

export const rawDeliveries = storedItem<RawDelivery>({ kind: "parcel", shape: RawDelivery });

const deliveryItem = (rawDelivery: RawDelivery): Item =>
  rawDeliveries.write(deliveryKey(rawDelivery.id), rawDelivery, {
    byStagePk: deliveryPartition(rawDelivery.state),
    byStageSk: `${rawDelivery.receivedAt}#${rawDelivery.id}`,
    byDuePk: rawDelivery.dueAt && deliveriesDue,
    byDueSk: rawDelivery.dueAt && `${rawDelivery.dueAt}#${rawDelivery.id}`,
    expiresAt:
      rawDelivery.state === "waiting"
        ? undefined
        : expiry(plus(rawDelivery.keptSince ?? rawDelivery.receivedAt, retention(rawDelivery))),
  });

const namesAtMost = 32 * 1024;

/** The ids of signals as a raw delivery can name them; where they take too much room, all of its signals are meant. */
export function pendingSignals(ids: Iterable<string>): string[] | undefined {
  const named = Array.from(new Set(ids), (id) => id.toWellFormed());
  return named.reduce((size, id) => size + id.length, 0) <= namesAtMost ? named : undefined;
}

export type NewRawDelivery = Omit<RawDelivery, "id" | "request" | "version" | "tries" | "asked" | "dueAt"> & {
  delivery: Delivery;
  signatures?: readonly string[] | undefined;
  id?: DeliveryId;
};

/** An address without its token: what opens a door is not kept. Any other stays as it is, for it may be what is signed. */
function withoutToken(address: string): string {
  const url = new URL(address);
  if (!url.searchParams.has("token")) return address.slice(0, 8000);
  url.searchParams.delete("token");
  return url.href.slice(0, 8000);
}

/** A raw delivery as it begins: one that waits is due when the router should have had it unpacked. */
export function newRawDelivery({ delivery, signatures = [], ...known }: NewRawDelivery): RawDelivery {
  const headers = [...keptHeaders, ...signatures].flatMap((name) => {
    const value = delivery.headers[name];
    return value === undefined ? [] : [[name, value.slice(0, 500)] as const];
  });
  return {
    id: newDeliveryId(known.receivedAt),
    ...known,
    detail: known.detail.slice(0, 2000).toWellFormed(),
    request: { method: delivery.method, url: withoutToken(delivery.url), headers: Object.fromEntries(headers) },
    version: 1,
    tries: 0,
    asked: 1,
    dueAt: known.state === "waiting" ? plus(known.receivedAt, grace) : undefined,
  };
}

/** The write that keeps a new raw delivery. */
export const deliveryWrite = (rawDelivery: RawDelivery): Write => ({ put: deliveryItem(rawDelivery), when: absent });

export const saveDelivery = (rawDelivery: RawDelivery): Promise<boolean> => put(deliveryItem(rawDelivery), absent);

/** A raw delivery that is to be taken for its platform's: it was verified after all, or somebody vouches for it. */
export const markVerified = (rawDelivery: RawDelivery): RawDelivery =>
  rawDelivery.reason === "unverified" ? { ...rawDelivery, reason: "to unpack", presented: undefined } : rawDelivery;

/** Reads a raw delivery, strongly consistent; `undefined` when there is none. @throws AppError `unreadable` */
export async function readDelivery(id: DeliveryId): Promise<RawDelivery | undefined> {
  const item = await get(deliveryKey(id));
  return item && rawDeliveries.read(item);
}

/** Puts a raw delivery that has become another; false when somebody else was at it meanwhile. */
export const replaceDelivery = (before: RawDelivery, after: RawDelivery): Promise<boolean> =>
  put(deliveryItem({ ...after, version: before.version + 1 }), unchanged(before));

/** The delivery that a raw delivery was made of. */
export async function asDelivery({ request, payload }: RawDelivery): Promise<Delivery> {
  const { method, url, headers } = request;
  return { method, url, headers, query: new URL(url).searchParams, bytes: await openPayload(payload) };
}
