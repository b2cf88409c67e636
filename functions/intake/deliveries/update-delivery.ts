import { setTimeout as pause } from "node:timers/promises";
import { sayError } from "../../language/texts.ts";
import { backoff } from "../../platform/aws/table.ts";
import { AppError } from "../../platform/error.ts";
import type { DeliveryId } from "./delivery-id.ts";
import { type RawDelivery, readDelivery, replaceDelivery } from "./raw-delivery.ts";

const attempts = 12;

/** Changes it under its version; `undefined` when left, or not there. @throws AppError `unavailable`, or as `decide` */
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
