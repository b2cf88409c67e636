import { type Incoming, readIncoming } from "../../email/incoming.ts";
import { config, text } from "../../platform/config.ts";
import { failure } from "../../platform/log.ts";
import { fetchKept } from "../../platform/vault.ts";
import type { Received } from "./received.ts";

const env = config({ INBOUND_PREFIX: text });

/** Where a mail is in the bucket. */
export const keyOf = ({ mail }: Received): string => `${env.INBOUND_PREFIX}${mail.messageId}`;

/** Reads the mail from the bucket; `undefined` for one that cannot be read, which stays there. */
export async function readStored(received: Received): Promise<Incoming | undefined> {
  const raw = await fetchKept(keyOf(received));
  try {
    return await readIncoming(raw, { sender: received.mail.source, recipients: received.receipt.recipients });
  } catch (error) {
    failure("mail cannot be read", error);
    return undefined;
  }
}
