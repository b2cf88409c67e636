import middy from "@middy/core";
import * as z from "zod";
import { lambdaHandler } from "../../platform/observability/lambda-handler.ts";
import { withLogContext } from "../../platform/observability/log.ts";
import { DeliveryId } from "../deliveries/raw-delivery.ts";
import { processDelivery } from "./process-delivery.ts";

/** The order by which the router and the sweep have a parcel opened. */
const Order = z.object({ parcel: DeliveryId });

/** Opens parcels, behind the table's stream. */
export const handler = lambdaHandler(
  "unpacker",
  middy<unknown, void>().handler(async (event) => {
    const { parcel } = Order.parse(event);
    await withLogContext({ parcel }, () => processDelivery(parcel));
  }),
);
