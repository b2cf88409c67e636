import { domainToASCII } from "node:url";

const dotAtom = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const domainName = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9-]{2,63}$/;
// The URL rules behind domainToASCII would drop or decode some of these without a word.
const notInDomains = /[ -,/:-@[-`{-~]|\p{Cc}/u;

/** An address that Amazon SES cannot mail; it stays so however often one tries. */
export class UnmailableAddress extends Error {
  constructor(address: string, why: string) {
    super(`${JSON.stringify(address)} cannot be mailed: ${why}`);
    this.name = "UnmailableAddress";
  }
}

/**
 * The address in the 7-bit form SES takes: an international domain as A-labels (email-rules MSG-4).
 *
 * @throws UnmailableAddress if the part before the @ is not ASCII, or it is not one plain address
 */
export function mailable(address: string): string {
  const at = address.lastIndexOf("@");
  const local = address.slice(0, at);
  if (at < 1) throw new UnmailableAddress(address, "it has no part before an @");
  if (/[^ -~]/.test(local)) throw new UnmailableAddress(address, "Amazon SES takes ASCII only before the @");
  if (local.length > 64 || !dotAtom.test(local))
    throw new UnmailableAddress(address, "the part before the @ is not valid");
  const written = address.slice(at + 1);
  const domain = domainToASCII(written);
  if (notInDomains.test(written) || !domainName.test(domain))
    throw new UnmailableAddress(address, "the part after the @ is no domain");
  return `${local}@${domain}`;
}
