import middy from "@middy/core";
import * as z from "zod";
import { lambdaHandler } from "../../platform/lambda-handler.ts";
import { withLogContext } from "../../platform/log.ts";
import { ParcelId } from "./parcel.ts";
import { unpack } from "./unpack.ts";

/** The order by which the router and the sweep have a parcel opened. */
const Order = z.object({ parcel: ParcelId });

/** Opens parcels, behind the table's stream. */
export const handler = lambdaHandler(
  "unpacker",
  middy<unknown, void>().handler(async (event) => {
    const { parcel } = Order.parse(event);
    await withLogContext({ parcel }, () => unpack(parcel));
  }),
);
