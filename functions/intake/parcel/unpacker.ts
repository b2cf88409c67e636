import middy from "@middy/core";
import * as z from "zod";
import { edge } from "../../platform/edge.ts";
import { inThread } from "../../platform/log.ts";
import { ParcelId } from "./parcel.ts";
import { unpack } from "./unpack.ts";

/** The order by which the router and the sweep have a parcel opened. */
const Order = z.object({ parcel: ParcelId });

/** Opens parcels, behind the table's stream. */
export const handler = edge(
  "unpacker",
  middy<unknown, void>().handler(async (event) => {
    const { parcel } = Order.parse(event);
    await inThread({ parcel }, () => unpack(parcel));
  }),
);
