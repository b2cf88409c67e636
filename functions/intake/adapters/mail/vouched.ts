import { addressesIn, headers, type Incoming } from "../../../email/inbound/incoming.ts";
import type { Received } from "../../deliveries/received.ts";

const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1);

/** Whether two domains are one's: the same, or one under the other (RFC 7489 section 3.1.1, relaxed). */
const aligned = (one: string, other: string): boolean =>
  one !== "" && other !== "" && (one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`));

const signers = (mail: Incoming): string[] =>
  headers(mail, "dkim-signature").map((value) => /(?:^|;)\s*d=\s*([^;\s]+)/i.exec(value)?.[1]?.toLowerCase() ?? "");

/** Whether From names one address and no other: of two, nobody knows which was looked at. */
function namesOneSender(mail: Incoming): boolean {
  const named = headers(mail, "from");
  return mail.from !== "" && named.length === 1 && addressesIn(named.join()).every((address) => address === mail.from);
}

/** By DMARC, else server or signature (RULES.md IN-4). SES does not say which signature was right: all must be the domain's. */
export function isAuthenticated(mail: Incoming, { receipt }: Received): boolean {
  const { dmarcVerdict, spfVerdict, dkimVerdict } = receipt;
  if (!namesOneSender(mail) || dmarcVerdict.status === "FAIL") return false;
  if (dmarcVerdict.status === "PASS") return true;
  const domain = domainOf(mail.from);
  const signedBy = signers(mail);
  const bySignature = signedBy.length > 0 && signedBy.every((signer) => aligned(signer, domain));
  return (
    (spfVerdict.status === "PASS" && aligned(domainOf(mail.envelope.sender), domain)) ||
    (dkimVerdict.status === "PASS" && bySignature)
  );
}
