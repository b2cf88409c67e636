import { sayError } from "../../language/texts.ts";
import { isLocalPart, mailDomain } from "../../lead/rules/identity.ts";

/** An address that Amazon SES cannot mail; it stays so however often one tries. */
export class UnmailableAddress extends Error {
  /** It is not quoted: what is thrown is logged. */
  constructor(why: string) {
    super(sayError("address.unmailable", { why }));
    this.name = "UnmailableAddress";
  }
}

/** 7-bit, domains as A-labels (RULES.md MSG-4). @throws UnmailableAddress: not ASCII before the @, or not one address */
export function mailable(address: string): string {
  const at = address.lastIndexOf("@");
  const local = address.slice(0, at);
  if (at < 1) throw new UnmailableAddress(sayError("address.noLocalPart"));
  if (/[^ -~]/.test(local)) throw new UnmailableAddress(sayError("address.ascii"));
  if (!isLocalPart(local)) throw new UnmailableAddress(sayError("address.localPart"));
  const domain = mailDomain(address.slice(at + 1));
  if (!domain) throw new UnmailableAddress(sayError("address.domain"));
  return `${local}@${domain}`;
}
