import middy from "@middy/core";
import * as z from "zod";
import { lambdaHandler } from "../../../platform/observability/lambda-handler.ts";
import { info, withLogContext } from "../../../platform/observability/log.ts";
import { now } from "../../../platform/time.ts";
import { ParcelId, readParcel } from "../../deliveries/raw-delivery.ts";
import { type Received, ReceivedEvent } from "../../deliveries/received.ts";
import { setAside, settleAside } from "./aside.ts";
import { receive } from "./receive.ts";

/** The order to open a mail that was set aside. */
const Order = z.object({ parcel: ParcelId });

async function take(received: Received): Promise<void> {
  const at = now();
  const aside = await receive(received, { at, receivedAt: at, trusted: false });
  if (aside) await setAside(received, aside, at);
}

/** Somebody has looked at it: it is taken in whatever was suspected. */
async function openAgain(id: ParcelId): Promise<void> {
  const parcel = await readParcel(id);
  if (parcel?.state !== "waiting" || !parcel.received) return info("no mail to open");
  const { received, receivedAt } = parcel;
  const looked = { at: now(), receivedAt, trusted: true };
  await settleAside(parcel, await withLogContext({ mail: received.mail.messageId }, () => receive(received, looked)));
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
