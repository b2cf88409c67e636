import * as z from "zod";
import type { Instant } from "../../platform/clock.ts";
import { idPattern, sortable } from "../../platform/id.ts";

export const ParcelId = z.string().regex(idPattern("pc"), "a parcel id looks like pc_01K5…").brand<"ParcelId">();
export type ParcelId = z.infer<typeof ParcelId>;

export const newParcelId = (now: Instant): ParcelId => ParcelId.parse(`pc_${sortable(now)}`);
