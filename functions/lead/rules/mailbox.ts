/** Providers by their domains: which part of what stands before the @ they ignore. */
const gmail = { names: ["gmail.com", "googlemail.com"], dots: true };
const tagged = [
  ...["outlook.com", "hotmail.com", "live.com", "msn.com", "icloud.com", "me.com", "mac.com"],
  ...["fastmail.com", "fastmail.fm", "proton.me", "protonmail.com", "protonmail.ch", "pm.me"],
];
/** Outlook's and Hotmail's own domains of countries: `outlook.de`, `hotmail.co.uk`. */
const microsoftAbroad = /^(outlook|hotmail|live)\.[a-z]{2,3}(\.[a-z]{2})?$/;

const ignoresTags = (domain: string): boolean => tagged.includes(domain) || microsoftAbroad.test(domain);

/** The mailbox of a normalized address (LIFECYCLE.md section 5): without case, dots and tags that its provider ignores. */
export function canonicalMailbox(email: string): string {
  const at = email.lastIndexOf("@");
  const [local, domain] = [email.slice(0, at).toLowerCase(), email.slice(at + 1).toLowerCase()];
  const isGmail = gmail.names.includes(domain);
  if (!isGmail && !ignoresTags(domain)) return `${local}@${domain}`;
  const [bare = ""] = local.split("+");
  const plain = isGmail ? bare.replaceAll(".", "") : bare;
  // What is nothing but a tag is no mailbox of theirs: it stays what it is.
  return `${plain || local}@${isGmail ? "gmail.com" : domain}`;
}

/** Whether two addresses, as `normalizeEmail` writes them, lead to one mailbox. */
export const isSameMailbox = (one: string, other: string): boolean => canonicalMailbox(one) === canonicalMailbox(other);
