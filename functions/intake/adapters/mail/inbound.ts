import middy from "@middy/core";
import * as z from "zod";
import { lambdaHandler } from "../../../platform/observability/lambda-handler.ts";
import { info, withLogContext } from "../../../platform/observability/log.ts";
import { now } from "../../../platform/time.ts";
import { DeliveryId, readDelivery } from "../../deliveries/raw-delivery.ts";
import { type Received, ReceivedEvent } from "../../deliveries/received.ts";
import { quarantineMail, settleQuarantined } from "./aside.ts";
import { receiveMail } from "./receive.ts";

/** The order to open a mail that was set aside. */
const Order = z.object({ parcel: DeliveryId });

async function take(received: Received): Promise<void> {
  const at = now();
  const aside = await receiveMail(received, { at, receivedAt: at, trusted: false });
  if (aside) await quarantineMail(received, aside, at);
}

/** Somebody has looked at it: it is taken in whatever was suspected. */
async function openAgain(id: DeliveryId): Promise<void> {
  const parcel = await readDelivery(id);
  if (parcel?.state !== "waiting" || !parcel.received) return info("no mail to open");
  const { received, receivedAt } = parcel;
  const looked = { at: now(), receivedAt, trusted: true };
  await settleQuarantined(
    parcel,
    await withLogContext({ mail: received.mail.messageId }, () => receiveMail(received, looked)),
  );
}

/** Mail to us, after SES has put it into the bucket (contracts/ses.md part A); and mail that is opened again. */
export const handler = lambdaHandler(
  "mail to us",
  middy<unknown, void>().handler(async (event) => {
    const order = Order.safeParse(event);
    if (order.success) return withLogContext({ parcel: order.data.parcel }, () => openAgain(order.data.parcel));
    for (const { ses } of ReceivedEvent.parse(event).Records)
      await withLogContext({ mail: ses.mail.messageId }, () => take(ses));
  }),
);
