import * as z from "zod";
import { idPattern, sortable } from "../../platform/id.ts";
import type { Instant } from "../../platform/time.ts";

export const ParcelId = z.string().regex(idPattern("pc"), "a parcel id looks like pc_01K5…").brand<"ParcelId">();
export type ParcelId = z.infer<typeof ParcelId>;

export const newParcelId = (now: Instant): ParcelId => ParcelId.parse(`pc_${sortable(now)}`);

/** Where in the bucket the payload of a parcel is: it expires there as the parcel does (stacks/storage.ts). */
export const parcelPayloadKey = (id: ParcelId): string => `parcels/${id}`;
