import * as z from "zod";
import { InquiryId } from "../../lead/model/inquiry.ts";
import { deliveriesDue, deliveryKey, deliveryPartition } from "../../lead/store/keys.ts";
import { heldFor } from "../../lead/store/revision.ts";
import { get, type Item } from "../../platform/aws/table.ts";
import { absent, put, unchanged, type Write } from "../../platform/aws/write.ts";
import { day, expiry, Instant, minute, plus } from "../../platform/time.ts";
import { SourceId } from "../../source/source.ts";
import { openPayload, Payload } from "../inquiry/payload.ts";
import type { Delivery } from "../wire/adapter.ts";
import { DeliveryId, newDeliveryId } from "./delivery-id.ts";
import { Received } from "./received.ts";

export { DeliveryId, newDeliveryId } from "./delivery-id.ts";

/** Why a parcel is in quarantine, or waits. */
export const reasons = ["unverified", "unreadable", "suspect", "paused", "gone", "pending fetch", "to unpack"] as const;
const Reason = z.enum(reasons);
export type Reason = z.infer<typeof Reason>;

/**
 * Why a parcel is in quarantine of which several things are the matter: what a new token may mend comes first, then what is
 * suspected, as an operator who opens such a parcel lets it in.
 */
export function reasonAmong(left: readonly { reason: Reason }[]): Reason {
  const has = (wanted: Reason) => left.some(({ reason }) => reason === wanted);
  return (["gone", "suspect"] as const).find(has) ?? left[0]?.reason ?? "gone";
}

/** Whether it is the reason of a parcel that has not been in quarantine. */
export const isAwaiting = (reason: Reason): boolean => reason === "pending fetch" || reason === "to unpack";

export const states = ["waiting", "quarantined", "unpacked"] as const;
const State = z.enum(states);
export type State = z.infer<typeof State>;

/**
 * What a door took in and could not make inquiries of at once: a batch, an inquiry whose answers must be asked for, or
 * something in quarantine. Word for word, so that it can be opened again when a mapping or a secret has been mended.
 */
export const RawDelivery = z.object({
  id: DeliveryId,
  source: SourceId,
  platform: z.string(),
  receivedAt: Instant,
  state: State,
  reason: Reason,
  /** What exactly is the matter, for people. */
  detail: z.string(),
  request: z.object({ method: z.string(), url: z.string(), headers: z.record(z.string(), z.string()) }),
  /** The sender's IP address, as proof of consent. */
  address: z.string(),
  /** Nothing any more when all of it has been unpacked: the inquiries have it. */
  payload: Payload,
  /** Since when it is kept as it is, if it was opened in vain: from then on it expires. */
  keptSince: Instant.optional(),
  /** Of a mail: what SES told of it. */
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
});
export type RawDelivery = z.infer<typeof RawDelivery>;

/** Headers that say how a body is to be read; the others may hold secrets. */
const keptHeaders = ["content-type", "user-agent"];

/** How long a parcel is kept: what was never proven to be a platform's, the shortest. */
const keptFor = { unverified: 14 * day, other: heldFor, unpacked: 30 * day };

/** Time for the router to have a new parcel unpacked; what it misses the sweep finds. */
const grace = minute;

const retention = ({ state, reason }: RawDelivery): number => {
  if (state === "unpacked") return keptFor.unpacked;
  return reason === "unverified" ? keptFor.unverified : keptFor.other;
};

const parcelItem = (parcel: RawDelivery): Item => ({
  ...parcel,
  ...deliveryKey(parcel.id),
  kind: "parcel",
  byStagePk: deliveryPartition(parcel.state),
  byStageSk: `${parcel.receivedAt}#${parcel.id}`,
  byDuePk: parcel.dueAt && deliveriesDue,
  byDueSk: parcel.dueAt && `${parcel.dueAt}#${parcel.id}`,
  expiresAt:
    parcel.state === "waiting" ? undefined : expiry(plus(parcel.keptSince ?? parcel.receivedAt, retention(parcel))),
});

const namesAtMost = 32 * 1024;

/** The ids of signals as a parcel can name them; where they take too much room, all of its signals are meant. */
export function pendingSignals(ids: Iterable<string>): string[] | undefined {
  const named = Array.from(new Set(ids), (id) => id.toWellFormed());
  return named.reduce((size, id) => size + id.length, 0) <= namesAtMost ? named : undefined;
}

/** What is known of a parcel when it is made. */
export type NewRawDelivery = Omit<RawDelivery, "id" | "request" | "version" | "tries" | "asked" | "dueAt"> & {
  delivery: Delivery;
  /** Further headers to keep. */
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

/** A parcel as it begins: one that waits is due when the router should have had it unpacked. */
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

/** The write that keeps a new parcel. */
export const deliveryWrite = (parcel: RawDelivery): Write => ({ put: parcelItem(parcel), when: absent });

export const saveDelivery = (parcel: RawDelivery): Promise<boolean> => put(parcelItem(parcel), absent);

/** A parcel that is to be taken for its platform's: it was verified after all, or somebody vouches for it. */
export const markVerified = (parcel: RawDelivery): RawDelivery =>
  parcel.reason === "unverified" ? { ...parcel, reason: "to unpack", presented: undefined } : parcel;

const StoredParcel = RawDelivery.loose();

/** A parcel as stored. What this release does not know of it comes along, so that writing it back keeps it. */
export const asRawDelivery = (item: Item): RawDelivery => StoredParcel.parse(item);

/** Reads a parcel, strongly consistent; `undefined` when there is none. */
export async function readDelivery(id: DeliveryId): Promise<RawDelivery | undefined> {
  const item = await get(deliveryKey(id));
  return item && asRawDelivery(item);
}

/** Puts a parcel that has become another; false when somebody else was at it meanwhile. */
export const replaceDelivery = (before: RawDelivery, after: RawDelivery): Promise<boolean> =>
  put(parcelItem({ ...after, version: before.version + 1 }), unchanged(before));

/** The delivery that a parcel was made of. */
export async function asDelivery({ request, payload }: RawDelivery): Promise<Delivery> {
  const { method, url, headers } = request;
  return { method, url, headers, query: new URL(url).searchParams, bytes: await openPayload(payload) };
}
