import { setTimeout as pause } from "node:timers/promises";
import { backoff } from "../../platform/aws/table.ts";
import { AppError } from "../../platform/error.ts";
import { type Parcel, type ParcelId, readParcel, replaceParcel } from "./raw-delivery.ts";

const attempts = 12;

/**
 * Changes a parcel under its version: `decide` says what becomes of it as it was just read, again where another writer was
 * first, and answers `undefined` to leave it.
 *
 * @returns the parcel as it was and as it is now; undefined when it was left, or is not there
 * @throws AppError `unavailable` when others stay in the way, and whatever `decide` throws
 */
export async function changeParcel(
  id: ParcelId,
  decide: (parcel: Parcel) => Parcel | undefined | Promise<Parcel | undefined>,
): Promise<{ before: Parcel; after: Parcel } | undefined> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const before = await readParcel(id);
    const after = before && (await decide(before));
    if (!before || !after) return undefined;
    if (await replaceParcel(before, after)) return { before, after: { ...after, version: before.version + 1 } };
    await pause(backoff(attempt));
  }
  throw new AppError("unavailable", "It is being changed by others; try again in a moment.");
}
