import * as z from "zod";
import { idPattern, sortable } from "../../platform/id.ts";
import type { Instant } from "../../platform/time.ts";

export const DeliveryId = z.string().regex(idPattern("pc"), "a parcel id looks like pc_01K5…").brand<"ParcelId">();
export type DeliveryId = z.infer<typeof DeliveryId>;

export const newDeliveryId = (now: Instant): DeliveryId => DeliveryId.parse(`pc_${sortable(now)}`);

/** Where in the bucket the payload of a parcel is: it expires there as the parcel does (stacks/storage.ts). */
export const deliveryPayloadKey = (id: DeliveryId): string => `parcels/${id}`;
