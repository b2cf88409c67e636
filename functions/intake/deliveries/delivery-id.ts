import * as z from "zod";
import { idPattern, sortable } from "../../platform/id.ts";
import type { Instant } from "../../platform/time.ts";

export const ParcelId = z.string().regex(idPattern("pc"), "a parcel id looks like pc_01K5…").brand<"ParcelId">();
export type ParcelId = z.infer<typeof ParcelId>;

export const newParcelId = (now: Instant): ParcelId => ParcelId.parse(`pc_${sortable(now)}`);
