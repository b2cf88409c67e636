import * as z from "zod";
import { sayDelivery, sayStep } from "../../../language/texts.ts";
import type { Handle } from "../../../lead/model/inquiry.ts";
import type { InquiryDraft } from "../../inquiry/inquiry-draft.ts";
import type { Signal } from "../../inquiry/signal.ts";
import { toHandle } from "../../wire/account.ts";
import type { Adapter, Delivery } from "../../wire/adapter.ts";
import { answerMetaChallenge, metaSignatures, signedByMeta, webhookEntries } from "../../wire/meta-webhook.ts";
import { AccountId, List, OptionalText, optionally, readEach, unreadable } from "../../wire/wire.ts";
import { draftOfCard } from "./whatsapp-card.ts";
import { adOf, cardsOf, extraOf, revisionIn, WhatsAppMessage, whatsAppText } from "./whatsapp-message.ts";

const Entry = z.object({ changes: z.array(z.unknown()).default([]) });
const Change = z.object({ field: z.string(), value: z.unknown() });
const Contact = z.object({
  profile: optionally(z.object({ name: OptionalText, username: OptionalText })),
  wa_id: optionally(AccountId),
  user_id: optionally(AccountId),
  country_code: OptionalText,
});
type Contact = z.infer<typeof Contact>;
const Value = z.object({
  metadata: z.object({ phone_number_id: AccountId }),
  contacts: List.transform((contacts) => readEach(contacts, Contact)),
  messages: z.array(z.unknown()).default([]),
});
type Value = z.infer<typeof Value>;

/** The number that the dashboard's sample comes from (contracts/messengers.md B). */
const sampleNumber = "123456123";

function senderOf(message: WhatsAppMessage, { contacts }: Value) {
  const { from, from_user_id: user } = message;
  const theirs = (contact: Contact) =>
    (user !== undefined && contact.user_id === user) || (from !== undefined && contact.wa_id === from);
  const contact = contacts.find(theirs) ?? (contacts.length === 1 ? contacts[0] : undefined);
  return { digits: from ?? contact?.wa_id, user: user ?? contact?.user_id, contact };
}
type Sender = ReturnType<typeof senderOf>;

/** Not always the number that is dialled: Mexico keeps a 1, old Brazilian mobiles lack their 9 (contracts/messengers.md B). */
const phoneOf = (digits: string): string =>
  `+${digits
    .replace(/^\+/, "")
    .replace(/^521(?=\d{10}$)/, "52")
    .replace(/^55\d{2}(?=[6-9]\d{7}$)/, "$&9")}`;

/** Known by the user id, which stays when the number is hidden; by the number before there was one. */
function handleOf({ user, digits, contact }: Sender, scope: string): Handle | undefined {
  const id = user ?? digits;
  return id === undefined ? undefined : toHandle("whatsapp", scope, id, contact?.profile?.username);
}

const countryIn = ({ user, contact }: Sender): string | undefined =>
  /^([A-Z]{2})\.\d/.exec(user ?? "")?.[1] ?? contact?.country_code;

function toDraft(message: WhatsAppMessage, sender: Sender, handle: Handle): InquiryDraft {
  const name = sender.contact?.profile?.name;
  const phone = sender.digits && phoneOf(sender.digits);
  return {
    ...draftOfCard(cardsOf(message), { digits: sender.digits, name }),
    ...(phone && { phone, phoneIsTheirs: true }),
    ...adOf(message),
    name,
    handle,
    country: countryIn(sender),
    at: message.timestamp,
    extra: extraOf(message),
    ...(handle.scope === sampleNumber && { test: true }),
  };
}

function signalsOfMessage(item: unknown, value: Value): Signal[] {
  const read = WhatsAppMessage.safeParse(item);
  if (!read.success) return [unreadable(item, sayDelivery("unreadable.noMessageId"))];
  const message = read.data;
  const revision = revisionIn(message);
  if (revision) return revision;
  const words = whatsAppText(message);
  if (words === undefined) return [];
  const sender = senderOf(message, value);
  const handle = handleOf(sender, value.metadata.phone_number_id);
  if (!handle) return [unreadable(item, sayDelivery("unreadable.noSender"))];
  return [{ kind: "inquiry", id: message.id, draft: { ...toDraft(message, sender, handle), message: words } }];
}

function signalsOfChange(change: unknown): Signal[] {
  const read = Change.safeParse(change);
  if (!read.success) return [unreadable(change, sayDelivery("unreadable.noField"))];
  if (read.data.field !== "messages") return [];
  const value = Value.safeParse(read.data.value);
  if (!value.success) return [unreadable(change, sayDelivery("unreadable.noNumber"))];
  return value.data.messages.flatMap((message) => signalsOfMessage(message, value.data));
}

function signalsOfEntry(entry: unknown): Signal[] {
  const read = Entry.safeParse(entry);
  return read.success
    ? read.data.changes.flatMap(signalsOfChange)
    : [unreadable(entry, sayDelivery("unreadable.noChanges"))];
}

const parse = (delivery: Delivery): Signal[] =>
  webhookEntries(delivery, "whatsapp_business_account").flatMap(signalsOfEntry);

/** WhatsApp's Cloud API (contracts/messengers.md B). */
export const whatsapp: Adapter = {
  channel: "messenger",
  secrets: ["appSecret", "verifyToken", "accessToken"],
  needed: [["appSecret"], ["verifyToken"]],
  challenge: answerMetaChallenge,
  verify: signedByMeta,
  signatures: metaSignatures,
  parse,
  steps: (source, url) => [
    sayStep("whatsapp.1"),
    sayStep("whatsapp.2"),
    sayStep("whatsapp.3", { url }),
    sayStep("whatsapp.4"),
    sayStep("whatsapp.5"),
    sayStep("whatsapp.6", { name: source.name }),
  ],
};
