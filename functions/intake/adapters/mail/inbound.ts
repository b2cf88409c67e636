import middy from "@middy/core";
import { logInfo, withLogContext } from "../../../platform/observability/log.ts";
import { logContext, logOutcome } from "../../../platform/observability/middleware.ts";
import { now } from "../../../platform/time.ts";
import { type DeliveryId, DeliveryOrder } from "../../deliveries/delivery-id.ts";
import { readDelivery } from "../../deliveries/raw-delivery.ts";
import { type Received, ReceivedEvent } from "../../deliveries/received.ts";
import { quarantineMail, settleQuarantined } from "./aside.ts";
import { receiveMail } from "./receive.ts";

async function handle(received: Received): Promise<void> {
  const at = now();
  const quarantined = await receiveMail(received, { at, receivedAt: at, trusted: false });
  if (quarantined) await quarantineMail(received, quarantined, at);
}

/** Somebody has looked at it: it is taken in whatever was suspected. */
async function openAgain(id: DeliveryId): Promise<void> {
  const rawDelivery = await readDelivery(id);
  if (rawDelivery?.state !== "waiting" || !rawDelivery.received) return logInfo("no mail to open");
  const { received, receivedAt } = rawDelivery;
  const looked = { at: now(), receivedAt, trusted: true };
  await settleQuarantined(
    rawDelivery,
    await withLogContext({ mail: received.mail.messageId }, () => receiveMail(received, looked)),
  );
}

/** Mail to us, after SES has put it into the bucket (contracts/ses.md part A); and mail that is opened again. */
export const handler = middy<unknown, void>()
  .use(logContext("mail to us"))
  .use(logOutcome())
  .handler(async (event) => {
    const order = DeliveryOrder.safeParse(event);
    if (order.success) return withLogContext({ delivery: order.data.delivery }, () => openAgain(order.data.delivery));
    for (const { ses } of ReceivedEvent.parse(event).Records)
      await withLogContext({ mail: ses.mail.messageId }, () => handle(ses));
  });
