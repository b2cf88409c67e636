import middy from "@middy/core";
import { lambdaHandler } from "../../platform/observability/lambda-handler.ts";
import { withLogContext } from "../../platform/observability/log.ts";
import { DeliveryOrder } from "../deliveries/delivery-id.ts";
import { processDelivery } from "./process-delivery.ts";

/** The order by which the router and the sweep have a raw delivery opened. */

/** Opens raw deliveries, behind the table's stream. */
export const handler = lambdaHandler(
  "unpacker",
  middy<unknown, void>().handler(async (event) => {
    const { delivery } = DeliveryOrder.parse(event);
    await withLogContext({ delivery }, () => processDelivery(delivery));
  }),
);
