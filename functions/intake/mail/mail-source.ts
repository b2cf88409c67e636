import { ensureSource, readSources } from "../../lead/registry.ts";
import { Source } from "../../lead/source.ts";

/** The source of all mail, if nobody has set one up: writing to us is asking us, and agreeing to nothing else. */
const ordinary = (): Source =>
  Source.parse({ id: "mail", channel: "email", platform: "mail", name: "Mail", consent: { by: "none" } });

const localPart = (address: string): string => address.slice(0, address.lastIndexOf("@")).toLowerCase();

/**
 * The source of a mail: the one of channel `email` that is named as the address it came to, so that `solar@` may be another
 * than `sales@`; else the first one; else `mail`, which is made.
 */
export async function mailSource(recipients: readonly string[]): Promise<Source> {
  const sources = (await readSources()).filter(({ channel }) => channel === "email");
  const named = recipients.map(localPart);
  return sources.find(({ id }) => named.includes(id)) ?? sources[0] ?? ensureSource(ordinary());
}
