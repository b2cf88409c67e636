import middy from "@middy/core";
import { unlessUnreadable } from "../../platform/aws/unreadable.ts";
import { parseInput } from "../../platform/input.ts";
import { withLogContext } from "../../platform/observability/log.ts";
import { logContext, logOutcome } from "../../platform/observability/middleware.ts";
import { DeliveryOrder } from "../deliveries/delivery-id.ts";
import { processDelivery } from "./process-delivery.ts";

/** Opens raw deliveries, behind the table's stream. */
export const handler = middy<DeliveryOrder, void>()
  .use(logContext("unpacker"))
  .use(logOutcome())
  .use(parseInput(DeliveryOrder))
  .handler(async ({ delivery }) => {
    await withLogContext({ delivery }, () => unlessUnreadable(() => processDelivery(delivery)));
  });
