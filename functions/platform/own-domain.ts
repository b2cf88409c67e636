import { domainToASCII } from "node:url";
import { variable } from "./config.ts";

const plain = (domain: string): string => {
  const written = domain.trim().toLowerCase();
  let end = written.length;
  while (written[end - 1] === ".") end--;
  return domainToASCII(written.slice(0, end));
};

/**
 * Whether a mail address is under the domain at which we take in mail, or one below it: what is sent there comes back to us,
 * and round again.
 */
export function isOurOwn(address: string): boolean {
  const own = plain(variable("MAIL_DOMAIN", ""));
  const domain = plain(address.slice(address.lastIndexOf("@") + 1));
  return own !== "" && (domain === own || domain.endsWith(`.${own}`));
}
