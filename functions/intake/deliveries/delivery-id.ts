import * as z from "zod";
import { sayDelivery } from "../../language/texts.ts";
import { idPattern, sortable } from "../../platform/id.ts";
import type { Instant } from "../../platform/time.ts";

export const DeliveryId = z.string().regex(idPattern("pc"), sayDelivery("id.delivery")).brand<"DeliveryId">();
export type DeliveryId = z.infer<typeof DeliveryId>;

export const newDeliveryId = (now: Instant): DeliveryId => DeliveryId.parse(`pc_${sortable(now)}`);

/** Where in the bucket the payload of a raw delivery is: it expires there as the raw delivery does (stacks/storage.ts). */
export const deliveryPayloadKey = (id: DeliveryId): string => `parcels/${id}`;

/** What asks a function to process a raw delivery; the release before has called it a parcel. */
export const DeliveryOrder = z.union([
  z.object({ delivery: DeliveryId }),
  z.object({ parcel: DeliveryId }).transform(({ parcel }) => ({ delivery: parcel })),
]);
export type DeliveryOrder = z.output<typeof DeliveryOrder>;
