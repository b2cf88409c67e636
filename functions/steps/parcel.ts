import { parcelsDue } from "../lead/keys.ts";
import { type Instant, Instant as InstantSchema } from "../platform/clock.ts";
import { config, text } from "../platform/config.ts";
import { entrust } from "../platform/invoke.ts";
import { query } from "../platform/table.ts";

const { UNPACKER: unpacker } = config({ UNPACKER: text });

/** How many parcels one tick has opened again: a platform that was down is not flooded when it is back. */
const budget = 50;

/** Has a parcel opened behind the stream. */
export const openParcel = (parcel: string): Promise<void> => entrust(unpacker, { parcel });

/** Has the parcels opened that have come due; answers how many, and when the next one will be. */
export async function openDue(at: Instant): Promise<{ opened: number; next: Instant | undefined }> {
  const found = await query({ index: "byDue", pk: parcelsDue, limit: budget });
  const places = found.map(({ byDueSk }) => String(byDueSk).split("#"));
  const due = places.flatMap(([when = "", id = ""]) => (when <= at ? [id] : []));
  await Promise.all(due.map(openParcel));
  const [next] = places.find(([when = ""]) => when > at) ?? [];
  return { opened: due.length, next: next === undefined ? undefined : InstantSchema.parse(next) };
}
