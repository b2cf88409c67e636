import * as z from "zod";
import { sayDelivery } from "../../../language/texts.ts";
import type { Signal } from "../../inquiry/signal.ts";
import { toHandle } from "../../wire/account.ts";
import type { Delivery } from "../../wire/adapter.ts";
import { webhookEntries } from "../../wire/meta-webhook.ts";
import { AccountId, EpochMoment, List, OptionalText, optionally, PlatformId, unreadable } from "../../wire/wire.ts";
import {
  contentOfMessage,
  contentOfPostback,
  contentOfReferral,
  type MetaContent,
  MetaMessage,
  marksOf,
  Postback,
  Referral,
} from "./message.ts";

const Party = optionally(z.object({ id: AccountId }));

/** One thing that happened in a chat; what is none of these is no news of ours: read, delivery, reaction and others. */
const Item = z.object({
  sender: Party,
  recipient: Party,
  timestamp: OptionalText,
  message: MetaMessage.optional(),
  postback: Postback.optional(),
  referral: Referral.optional(),
  message_edit: z.object({ mid: PlatformId, text: OptionalText }).optional(),
});
type Item = z.infer<typeof Item>;

const Entry = z.object({
  id: optionally(AccountId),
  messaging: z.array(z.unknown()).default([]),
  standby: z.array(z.unknown()).default([]),
  changes: List,
});
const Change = z.object({ field: z.string(), value: z.unknown() });

export interface Chats {
  platform: "messenger" | "instagram";
  object: "page" | "instagram";
}

/** The entry of which the dashboard's "Test" button sends samples (contracts/meta.md 5). */
const sampleEntry = "0";

interface ChatEvent {
  kind: "message" | "postback" | "referral";
  mid?: string | undefined;
  telling: MetaContent;
}

function eventIn({ message, postback, referral }: Item): ChatEvent | undefined {
  if (message) return { kind: "message", mid: message.mid, telling: contentOfMessage(message) };
  if (postback) return { kind: "postback", mid: postback.mid, telling: contentOfPostback(postback) };
  return referral && { kind: "referral", telling: contentOfReferral(referral) };
}

/** A message's own id; what has none is known by where, by whom, when and what (contracts/messengers.md C). */
function signalOf(
  item: Item,
  { kind, mid, telling: content }: ChatEvent,
  entry: string | undefined,
  { platform }: Chats,
): Signal[] {
  const { words, referral, extra } = content;
  const [scope, sender] = [item.recipient?.id ?? entry, item.sender?.id];
  if (words === undefined) return [];
  if (!scope || !sender) return [unreadable(item, sayDelivery("unreadable.noParties"))];
  const id = mid ?? `${scope}:${sender}:${item.timestamp}:${kind}`;
  const draft = {
    message: words,
    handle: toHandle(platform, scope, sender),
    at: EpochMoment.parse(item.timestamp),
    ...marksOf(referral ?? item.referral),
    extra,
    ...(entry === sampleEntry && { test: true }),
  };
  return [{ kind: "inquiry", id, draft: draft }];
}

const isOurs = ({ message, sender }: Item, entry: string | undefined): boolean =>
  message?.is_echo === true || (sender !== undefined && sender.id === entry);

/** What one thing that happened in a chat tells. */
export function signalsOfItem(raw: unknown, entry: string | undefined, chats: Chats): Signal[] {
  const read = Item.safeParse(raw);
  if (!read.success) return [unreadable(raw, sayDelivery("unreadable.chat"))];
  const { message, message_edit: edit } = read.data;
  if (isOurs(read.data, entry)) return [];
  if (message?.is_deleted) return message.mid ? [{ kind: "deleted", id: message.mid }] : [];
  if (edit) return edit.text === undefined ? [] : [{ kind: "edited", id: edit.mid, message: edit.text }];
  const event = eventIn(read.data);
  return event ? signalOf(read.data, event, entry, chats) : [];
}

function signalsOfChange(change: unknown, entry: string | undefined, chats: Chats): Signal[] {
  const read = Change.safeParse(change).data;
  if (read?.field === "messages") return signalsOfItem(read.value, entry, chats);
  if (read?.field !== "leadgen") return [];
  return [unreadable(change, sayDelivery("unreadable.isALead"))];
}

function signalsOfEntry(raw: unknown, chats: Chats): Signal[] {
  const read = Entry.safeParse(raw);
  if (!read.success) return [unreadable(raw, sayDelivery("unreadable.items"))];
  const { id, messaging, standby, changes } = read.data;
  return [
    ...[...messaging, ...standby].flatMap((item) => signalsOfItem(item, id, chats)),
    ...changes.flatMap((change) => signalsOfChange(change, id, chats)),
  ];
}

/** Another app's chats (`standby`) are inquiries all the same. @throws AppError `invalid` when it cannot be read */
export const messagingSignals = (delivery: Delivery, chats: Chats): Signal[] =>
  webhookEntries(delivery, chats.object).flatMap((entry) => signalsOfEntry(entry, chats));
