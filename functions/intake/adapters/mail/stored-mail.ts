import { ReadingStopped, readGuarded } from "../../../email/inbound/guarded-reader.ts";
import type { Incoming } from "../../../email/inbound/incoming.ts";
import { sayDelivery } from "../../../language/texts.ts";
import { getBlob } from "../../../platform/aws/blob-store.ts";
import { config, text } from "../../../platform/config.ts";
import { logFailure } from "../../../platform/observability/log.ts";
import type { Received } from "../../deliveries/received.ts";

const env = config({ INBOUND_PREFIX: text });

/** Where a mail is in the bucket. */
export const storedMailKey = ({ mail }: Received): string => `${env.INBOUND_PREFIX}${mail.messageId}`;

export interface Unread {
  why: string;
}

/** Reads the mail from the bucket; says why, of one that cannot be read: it stays there. */
export async function readStored(received: Received): Promise<Incoming | Unread> {
  const raw = await getBlob(storedMailKey(received));
  try {
    return await readGuarded(raw, { sender: received.mail.source, recipients: received.receipt.recipients });
  } catch (error) {
    logFailure("mail cannot be read", error);
    const isEndless = error instanceof ReadingStopped;
    return { why: isEndless ? sayDelivery("aside.tooMuch") : sayDelivery("aside.noMail") };
  }
}
