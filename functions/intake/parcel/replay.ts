import * as z from "zod";
import { parcelKey, parcelPartition } from "../../lead/keys.ts";
import { SourceId } from "../../lead/source.ts";
import { type Instant, minute, plus } from "../../platform/clock.ts";
import { Refusal } from "../../platform/error.ts";
import { getMany, type Item, query } from "../../platform/table.ts";
import { doubts } from "./doubt.ts";
import { asParcel, believed, type Parcel, ParcelId, readParcel, reasons, replaceParcel, states } from "./parcel.ts";

/** Which parcels. */
export const Wanted = z.object({
  source: SourceId.optional(),
  reason: z.enum(reasons).optional(),
  state: z.enum(states).default("quarantined"),
  from: z.iso.datetime({ offset: true }).or(z.iso.date()).optional(),
  to: z.iso.datetime({ offset: true }).or(z.iso.date()).optional(),
});
export type Wanted = z.infer<typeof Wanted>;

const matching = ({ source, reason, from, to }: Partial<Wanted>) => {
  const [after, before] = [from, to].map((moment) => moment && new Date(moment).toISOString());
  return (parcel: Parcel): boolean =>
    (!source || parcel.source === source) &&
    (!reason || parcel.reason === reason) &&
    (!after || parcel.receivedAt >= after) &&
    (!before || parcel.receivedAt < before);
};

const pageSize = 100;

const idOf = ({ pk }: Item): ParcelId => ParcelId.parse(pk.slice("PARCEL#".length));

/** Walks through parcels, newest first, a page at a time. `after` is the place of the last one seen. */
export async function* walk(wanted: Wanted, after?: string): AsyncGenerator<{ parcel: Parcel; place: string }> {
  const matches = matching(wanted);
  for (let to = after; ; ) {
    const found = await query({
      index: "byStage",
      pk: parcelPartition(wanted.state),
      ...(to !== undefined && { to }),
      limit: pageSize + 1,
      newestFirst: true,
    });
    const places = found.filter(({ byStageSk }) => byStageSk !== to).slice(0, pageSize);
    const items = places.length > 0 ? await getMany(places.map((item) => parcelKey(idOf(item)))) : [];
    const byId = new Map(items.map(asParcel).map((parcel) => [parcel.id, parcel]));
    for (const item of places) {
      const parcel = byId.get(idOf(item));
      const place = String(item.byStageSk);
      if (parcel?.state === wanted.state && matches(parcel)) yield { parcel, place };
      to = place;
    }
    if (found.length <= pageSize) return;
  }
}

/** A parcel that is to be opened now, whatever was the matter with it. */
const reopened = (parcel: Parcel, at: Instant): Parcel => ({
  ...believed(parcel),
  state: "waiting",
  dueAt: plus(at, minute),
  tries: 0,
  asked: parcel.asked + 1,
});

/** How many parcels are opened again, and how many stay because they may be forged. */
export interface Replayed {
  replayed: number;
  unverified: number;
}

/**
 * Has parcels opened again, all that fit, but for those that still cannot be told to be their platforms': of them a person
 * decides one by one.
 */
export async function openAgain(wanted: Wanted, at: Instant): Promise<Replayed> {
  const isDoubtful = doubts(at);
  const done: Replayed = { replayed: 0, unverified: 0 };
  for await (const { parcel } of walk(wanted)) {
    if (await isDoubtful(parcel)) done.unverified += 1;
    else if (await replaceParcel(parcel, reopened(parcel, at))) done.replayed += 1;
  }
  return done;
}

/** @throws Refusal `not-found` */
export async function parcelNamed(text: string): Promise<Parcel> {
  const id = ParcelId.safeParse(text);
  const parcel = id.success ? await readParcel(id.data) : undefined;
  if (parcel) return parcel;
  throw new Refusal("not-found", `There is nothing kept as ${text.slice(0, 60)}.`);
}
