import { sources } from "../../../source/registry.ts";
import { Source } from "../../../source/source.ts";

/** The source of all mail, if nobody has set one up: writing to us is asking us, and agreeing to nothing else. */
const ordinary = (): Source =>
  Source.parse({ id: "mail", channel: "email", platform: "mail", name: "Mail", consent: { by: "none" } });

const localPart = (address: string): string => address.slice(0, address.lastIndexOf("@")).toLowerCase();

/** The one named as the mail's address (`solar@`, `sales@`), else the first of channel `email`, else `mail`, made. */
export async function mailSource(recipients: readonly string[]): Promise<Source> {
  const all = (await sources.everMade()).filter(({ channel }) => channel === "email");
  const named = recipients.map(localPart);
  const present = all.find(({ deletedAt }) => deletedAt === undefined);
  return all.find(({ id }) => named.includes(id)) ?? present ?? sources.ensure(ordinary());
}
