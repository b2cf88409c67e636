import { setTimeout as pause } from "node:timers/promises";
import { sayError } from "../../language/texts.ts";
import { backoff } from "../../platform/aws/table.ts";
import { AppError } from "../../platform/error.ts";
import type { DeliveryId } from "./delivery-id.ts";
import { type RawDelivery, readDelivery, replaceDelivery } from "./raw-delivery.ts";

const attempts = 12;

/**
 * Changes a raw delivery under its version: `decide` says what becomes of it as it was just read, again where another writer was
 * first, and answers `undefined` to leave it.
 *
 * @returns the raw delivery as it was and as it is now; undefined when it was left, or is not there
 * @throws AppError `unavailable` when others stay in the way, and whatever `decide` throws
 */
export async function updateDelivery(
  id: DeliveryId,
  decide: (rawDelivery: RawDelivery) => RawDelivery | undefined | Promise<RawDelivery | undefined>,
): Promise<{ before: RawDelivery; after: RawDelivery } | undefined> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const before = await readDelivery(id);
    const after = before && (await decide(before));
    if (!before || !after) return undefined;
    if (await replaceDelivery(before, after)) return { before, after: { ...after, version: before.version + 1 } };
    await pause(backoff(attempt));
  }
  throw new AppError("unavailable", sayError("quarantine.changing"));
}
