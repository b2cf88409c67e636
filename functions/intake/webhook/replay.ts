import * as z from "zod";
import { deliveryKey, deliveryPartition } from "../../lead/store/keys.ts";
import { getMany, type Item, query } from "../../platform/aws/table.ts";
import { AppError, refuseField } from "../../platform/error.ts";
import { DayOrMoment } from "../../platform/moment.ts";
import { type Instant, minute, plus } from "../../platform/time.ts";
import { SourceId } from "../../source/source.ts";
import {
  asRawDelivery,
  DeliveryId,
  markVerified,
  type RawDelivery,
  readDelivery,
  reasons,
  states,
} from "../deliveries/raw-delivery.ts";
import { updateDelivery } from "../deliveries/update-delivery.ts";
import { reverifier } from "./reverify.ts";

/** Which parcels. */
export const DeliveryFilter = z.object({
  source: SourceId.optional(),
  reason: z.enum(reasons).optional(),
  state: z.enum(states).default("quarantined"),
  from: DayOrMoment.optional(),
  to: DayOrMoment.optional(),
});
export type DeliveryFilter = z.output<typeof DeliveryFilter>;

/** @throws AppError `invalid` for a time that ends before it begins */
export function refuseBackwards({ from, to }: Pick<DeliveryFilter, "from" | "to">): void {
  if (from && to && from > to) refuseField("to", "This lies before `from`.");
}

const pageSize = 100;

const idOf = ({ pk }: Item): DeliveryId => DeliveryId.parse(pk.slice("PARCEL#".length));

/** A parcel on a walk: its place, and whether it is one of those that are wanted. */
interface Found {
  parcel: RawDelivery;
  place: string;
  fits: boolean;
}

const matching =
  ({ state, source, reason }: Pick<DeliveryFilter, "state" | "source" | "reason">) =>
  (parcel: RawDelivery): boolean =>
    parcel.state === state && (!source || parcel.source === source) && (!reason || parcel.reason === reason);

/**
 * Walks through parcels of a state and a time, newest first, a page at a time, and says which fit. `after` is the place of the
 * last one seen.
 */
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
    const byId = new Map(items.map(asRawDelivery).map((parcel) => [parcel.id, parcel]));
    for (const item of places) {
      const parcel = byId.get(idOf(item));
      const place = String(item.byStageSk);
      if (parcel) yield { parcel, place, fits: matches(parcel) };
      last = place;
    }
    if (found.length <= pageSize) return;
  }
}

/** A parcel that is to be opened now, whatever was the matter with it. */
const reopened = (parcel: RawDelivery, at: Instant): RawDelivery => ({
  ...markVerified(parcel),
  state: "waiting",
  dueAt: plus(at, minute),
  tries: 0,
  asked: parcel.asked + 1,
});

/** How many parcels are opened again, and how many stay because they may be forged. */
export interface ReplayResult {
  replayed: number;
  unverified: number;
}

/**
 * Has parcels opened again, all that fit, but for those that still cannot be told to be their platforms': of them a person
 * decides one by one.
 */
export async function replayDeliveries(wanted: DeliveryFilter, at: Instant): Promise<ReplayResult> {
  const [isDoubtful, matches] = [reverifier(at), matching(wanted)];
  const done: ReplayResult = { replayed: 0, unverified: 0 };
  for await (const { parcel, fits } of findDeliveries(wanted)) {
    if (!fits) continue;
    let isForged = false;
    const changed = await updateDelivery(parcel.id, async (found) => {
      if (!matches(found)) return undefined;
      isForged = await isDoubtful(found);
      return isForged ? undefined : reopened(found, at);
    });
    if (changed) done.replayed += 1;
    else if (isForged) done.unverified += 1;
  }
  return done;
}

/** @throws AppError `not-found` */
export async function deliveryNamed(text: string): Promise<RawDelivery> {
  const id = DeliveryId.safeParse(text);
  const parcel = id.success ? await readDelivery(id.data) : undefined;
  if (parcel) return parcel;
  throw new AppError("not-found", `There is nothing kept as ${text.slice(0, 60)}.`);
}
