import * as z from "zod";
import { sayError } from "../../language/texts.ts";
import type { Actor } from "../../lead/model/activity.ts";
import { deliveryKey, deliveryPartition } from "../../lead/store/keys.ts";
import { getMany, type Item, query } from "../../platform/aws/table.ts";
import { AppError, refuseField } from "../../platform/error.ts";
import { DayOrMoment } from "../../platform/moment.ts";
import { type Instant, minute, plus } from "../../platform/time.ts";
import { SourceId } from "../../source/source.ts";
import { DeliveryId } from "../deliveries/delivery-id.ts";
import {
  deliveryReasons,
  deliveryStates,
  markVerified,
  type RawDelivery,
  rawDeliveries,
  readDelivery,
} from "../deliveries/raw-delivery.ts";
import { updateDelivery } from "../deliveries/update-delivery.ts";
import { reverifier } from "./reverify.ts";

export const DeliveryFilter = z.object({
  source: SourceId.optional(),
  reason: z.enum(deliveryReasons).optional(),
  state: z.enum(deliveryStates).default("quarantined"),
  from: DayOrMoment.optional(),
  to: DayOrMoment.optional(),
});
export type DeliveryFilter = z.output<typeof DeliveryFilter>;

/** @throws AppError `invalid` for a time that ends before it begins */
export function refuseBackwards({ from, to }: Pick<DeliveryFilter, "from" | "to">): void {
  if (from && to && from > to) refuseField("to", sayError("quarantine.before"));
}

const pageSize = 100;

const idOf = ({ pk }: Item): string => pk.slice("PARCEL#".length);

interface Found {
  rawDelivery: RawDelivery;
  place: string;
  fits: boolean;
}

const matching =
  ({ state, source, reason }: Pick<DeliveryFilter, "state" | "source" | "reason">) =>
  (rawDelivery: RawDelivery): boolean =>
    rawDelivery.state === state &&
    (!source || rawDelivery.source === source) &&
    (!reason || rawDelivery.reason === reason);

/** Newest first, a page at a time, with whether each fits. `after` is the place of the last one seen. */
export async function* findDeliveries(
  { state, source, reason, from, to }: DeliveryFilter,
  after?: string,
): AsyncGenerator<Found> {
  const matches = matching({ state, source, reason });
  const end = [after, to].filter((bound) => bound !== undefined).sort()[0];
  for (let last = end; last === undefined || last >= (from ?? ""); ) {
    const bounds = { ...(from && { from }), ...(last !== undefined && { to: last }) };
    const pk = deliveryPartition(state);
    const found = await query({ index: "byStage", pk, ...bounds, limit: pageSize + 1, newestFirst: true });
    const places = found.filter(({ byStageSk }) => byStageSk !== last).slice(0, pageSize);
    const items = places.length > 0 ? await getMany(places.map((item) => deliveryKey(idOf(item)))) : [];
    const byId = new Map<string, RawDelivery>(rawDeliveries.readEach(items).map((one) => [one.id, one]));
    for (const item of places) {
      const rawDelivery = byId.get(idOf(item));
      const place = String(item.byStageSk);
      if (rawDelivery) yield { rawDelivery, place, fits: matches(rawDelivery) };
      last = place;
    }
    if (found.length <= pageSize) return;
  }
}

const reopened = (rawDelivery: RawDelivery, by: Actor, at: Instant): RawDelivery => ({
  ...markVerified(rawDelivery),
  state: "waiting",
  dueAt: plus(at, minute),
  tries: 0,
  asked: rawDelivery.asked + 1,
  askedBy: by,
});

export interface ReplayResult {
  replayed: number;
  unverified: number;
}

/** All that fit, but for those that still cannot be told to be their platforms': of them a person decides one by one. */
export async function replayDeliveries(wanted: DeliveryFilter, by: Actor, at: Instant): Promise<ReplayResult> {
  const [isDoubtful, matches] = [reverifier(at), matching(wanted)];
  const done: ReplayResult = { replayed: 0, unverified: 0 };
  for await (const { rawDelivery, fits } of findDeliveries(wanted)) {
    if (!fits) continue;
    let isForged = false;
    const changed = await updateDelivery(rawDelivery.id, async (found) => {
      if (!matches(found)) return undefined;
      isForged = await isDoubtful(found);
      return isForged ? undefined : reopened(found, by, at);
    });
    if (changed) done.replayed += 1;
    else if (isForged) done.unverified += 1;
  }
  return done;
}

/** @throws AppError `not-found`, `unreadable` */
export async function deliveryNamed(text: string): Promise<RawDelivery> {
  const id = DeliveryId.safeParse(text);
  const rawDelivery = id.success ? await readDelivery(id.data) : undefined;
  if (rawDelivery) return rawDelivery;
  throw new AppError("not-found", sayError("quarantine.none", { id: text.slice(0, 60) }));
}
