import type { Mailbox, SentMail } from "../../stacks/local/mail/mailbox.ts";
import type { Mail } from "./evidence.ts";

/** The header fields of a raw mail, unfolded, as they are. */
export function fieldsOf(raw: Buffer): Mail["fields"] {
  const end = raw.indexOf("\r\n\r\n");
  const head = raw.toString("latin1", 0, end < 0 ? raw.length : end);
  return head
    .replace(/\r\n(?=[ \t])/g, "")
    .split("\r\n")
    .map((line) => {
      const colon = line.indexOf(":");
      return { name: line.slice(0, colon).trim().toLowerCase(), value: line.slice(colon + 1).trim() };
    });
}

const asMail = ({ id, at, to, tags }: SentMail, raw: Buffer): Mail => ({
  id,
  at,
  to: to.map((address) => address.toLowerCase()),
  lead: tags.lead ?? "no lead",
  touch: tags.touch ?? "no touch",
  purpose: tags.purpose ?? "no purpose",
  fields: fieldsOf(raw),
});

const atOnce = 64;

/** Every mail that SES took, oldest first, by its tags, its envelope and its raw bytes. */
export async function readMails(mailbox: Mailbox): Promise<Mail[]> {
  const sent = mailbox.mails();
  const read: Mail[] = [];
  for (let from = 0; from < sent.length; from += atOnce) {
    const some = sent.slice(from, from + atOnce);
    read.push(...(await Promise.all(some.map(async (mail) => asMail(mail, await mailbox.raw(mail))))));
  }
  return read;
}
