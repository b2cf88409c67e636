import { addressesIn, header, headers, type Incoming } from "../../../email/inbound/incoming.ts";

const has = (mail: Incoming, name: string): boolean => headers(mail, name).length > 0;
const precedence = (mail: Incoming): string => header(mail, "precedence").trim().toLowerCase();

/** Mail that goes to everybody on a list; a sales address that is a group passes its customers' mail on so, too. */
export const isListed = (mail: Incoming): boolean =>
  has(mail, "list-id") || has(mail, "list-post") || /^(bulk|junk|list)$/.test(precedence(mail));

/** Mail to subscribers: no list on which people write to each other. */
export const isBulk = (mail: Incoming): boolean =>
  /^(bulk|junk)$/.test(precedence(mail)) ||
  has(mail, "list-unsubscribe-post") ||
  (has(mail, "list-unsubscribe") && !has(mail, "list-post") && precedence(mail) !== "list");

/** A mail as it came to its list: of its first writer, where the list has put itself into From or Reply-To. */
export function beforeList(mail: Incoming): Incoming {
  const list = /mailto:([^>?\s]+)/i.exec(header(mail, "list-post"))?.[1]?.toLowerCase();
  const [writer = mail.from] = addressesIn(header(mail, "x-original-from"));
  return {
    ...mail,
    from: writer,
    fromName: mail.fromName.replace(/^'(.*)' via .*$/s, "$1"),
    replyTo: mail.replyTo === list ? undefined : mail.replyTo,
    headers: new Map([...mail.headers].filter(([name]) => !/^(list-.*|precedence)$/.test(name))),
  };
}
