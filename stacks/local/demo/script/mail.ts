import * as z from "zod";
import type { Doors } from "./app.ts";
import { elements, readable } from "./element.ts";

const InboxMail = z.object({
  id: z.string(),
  /** ISO 8601. */
  at: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  leadId: z.string(),
  touch: z.string(),
  headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  text: z.string(),
  html: z.string(),
});
export type InboxMail = z.infer<typeof InboxMail>;

/** The mails to an address, or all; oldest first. */
export async function readMails({ url }: Pick<Doors, "url">, to?: string): Promise<InboxMail[]> {
  const response = await fetch(`${url}/local/mails${to ? `?to=${encodeURIComponent(to)}` : ""}`);
  if (!response.ok) throw new Error(`The inbox answered ${response.status}`);
  return z.object({ items: z.array(InboxMail) }).parse(await response.json()).items;
}

/** The newest mail to a person, with a link of that wording if one is named. @throws Error when they have none */
export async function newestMail(doors: Doors, to: string | undefined, wording?: string): Promise<InboxMail> {
  const mails = to ? await readMails(doors, to) : [];
  const mail = mails.findLast((one) => wording === undefined || hrefOf(one, wording));
  if (mail) return mail;
  throw new Error(`${to} has no mail${wording ? ` with the link "${wording}"` : ""}`);
}

/** Where the link of this wording leads. @throws Error when the mail has none */
export function linkIn(mail: InboxMail, wording: string): string {
  const href = hrefOf(mail, wording);
  if (href) return href;
  throw new Error(`The mail "${mail.subject}" to ${mail.to.join(", ")} has no link "${wording}"`);
}

const hrefOf = ({ html }: InboxMail, wording: string): string | undefined =>
  elements(html, "a").find(({ inner }) => readable(inner) === wording)?.attributes.href;

/** The value of a header field. @throws Error when the mail has none or several */
export function fieldOf({ subject, headers }: InboxMail, name: string): string {
  const value = headers[name];
  if (typeof value === "string") return value;
  throw new Error(`The mail "${subject}" has no one field ${name}`);
}

/** Every address a mail could lead to on the web: in its HTML, its text and its unsubscribe header. */
export function recipientsOf({ html, text, headers }: InboxMail): string[] {
  const hrefs = elements(html, "a").map(({ attributes }) => attributes.href ?? "");
  const written = [text, headers["list-unsubscribe"] ?? ""].flat().join("\n");
  const plain = [...written.matchAll(/https?:\/\/[^\s<>"]+/g)].map(([address]) => address);
  return [...new Set([...hrefs, ...plain])].filter((address) => /^https?:/.test(address));
}
