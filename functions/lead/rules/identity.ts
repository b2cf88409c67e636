import { domainToASCII } from "node:url";
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";

const dotAtom = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const domainName = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;
// The URL rules behind domainToASCII would drop or decode some of these without a word.
const notInDomains = /[ -,/:-@[-`{-~]|\p{Cc}/u;

/** Whether that may stand before an @: in ASCII, because SES mails nothing else (RULES.md MSG-4), of RFC 5321's size. */
export const isLocalPart = (text: string): boolean => text.length <= 64 && dotAtom.test(text);

/** A mail domain as IDNA A-labels; `undefined` for what is none. */
export function mailDomain(written: string): string | undefined {
  const domain = domainToASCII(written);
  return !notInDomains.test(written) && domainName.test(domain) ? domain : undefined;
}

/** The one spelling of a mail address (RULES.md UNS-11), domain as IDNA A-label; `undefined` when it takes no mail. */
export function normalizeEmail(raw: string): string | undefined {
  const trimmed = raw.trim();
  const at = trimmed.lastIndexOf("@");
  const local = trimmed.slice(0, Math.max(at, 0));
  const domain = mailDomain(trimmed.slice(at + 1).replace(/\.$/, ""));
  return domain && isLocalPart(local) ? `${local.toLowerCase()}@${domain}` : undefined;
}

/** A phone number as E.164, read as dialled in `country` when it has no prefix; `undefined` when it cannot be one. */
export function normalizePhone(raw: string, country?: string): string | undefined {
  const home: CountryCode | undefined = country && isSupportedCountry(country) ? country : undefined;
  const parsed = parsePhoneNumberFromString(raw, home);
  return parsed?.isPossible() ? parsed.number : undefined;
}

const words = (name: string): Set<string> =>
  new Set(
    name
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean),
  );

/** The spelling by which two inquiries of the same phone are taken for one person. */
export const normalizeName = (name: string): string => [...words(name)].sort().join(" ");

/** Whether two names may be one person's: same words, or all words (two or more) of the shorter in the longer. */
export function namesAgree(first: string | undefined, second: string | undefined): boolean {
  const [shorter, longer] = [words(first ?? ""), words(second ?? "")].sort((a, b) => a.size - b.size);
  if (!shorter || !longer || shorter.size === 0 || !shorter.isSubsetOf(longer)) return false;
  return shorter.size === longer.size || shorter.size >= 2;
}
