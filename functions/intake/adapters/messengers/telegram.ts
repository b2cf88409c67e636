import * as z from "zod";
import { sayDelivery, sayStep } from "../../../language/texts.ts";
import type { Source } from "../../../source/source.ts";
import type { Signal, SourceContext } from "../../inquiry/signal.ts";
import type { Adapter, Bearer, Delivery } from "../../wire/adapter.ts";
import { bearsSecret } from "../../wire/signature.ts";
import { List, OptionalText, optionally, PlatformId, readEach, readJsonBody } from "../../wire/wire.ts";
import {
  Chat,
  circumstancesOf,
  TelegramMessage,
  TelegramUser,
  telegramText,
  toDraft,
  writtenIn,
} from "./telegram-message.ts";

const Callback = z.object({
  id: PlatformId,
  from: TelegramUser,
  message: optionally(z.object({ chat: Chat })),
  data: OptionalText,
});
const Deletion = z.object({
  business_connection_id: PlatformId,
  chat: Chat,
  message_ids: List.transform((ids) => readEach(ids, PlatformId)),
});

/** One update, which holds one of these or what is no news of ours: posts of channels, members, payments. */
const Update = z.object({
  message: TelegramMessage.optional(),
  edited_message: TelegramMessage.optional(),
  business_message: TelegramMessage.optional(),
  edited_business_message: TelegramMessage.optional(),
  deleted_business_messages: Deletion.optional(),
  callback_query: Callback.optional(),
});

/** What we ask Telegram to send: it sends nothing else. */
const allowed = Update.keyof().options;

const bearer: Bearer = {
  given: ({ headers }) => [headers["x-telegram-bot-api-secret-token"]],
  right: ({ secretToken }) => secretToken,
};

function verify(delivery: Delivery, { secrets }: SourceContext): string | undefined {
  if (!bearer.given(delivery)[0]) return sayDelivery("refused.header", { header: "X-Telegram-Bot-Api-Secret-Token" });
  return bearsSecret(bearer, delivery, secrets) ? undefined : sayDelivery("refused.secretToken");
}

/** Which bot it is, by the address that it was given: no update says so, and another bot counts its messages anew. */
const botOf = ({ query }: Delivery): string | undefined => {
  const bot = query.get("bot");
  return bot && /^\d{1,20}$/.test(bot) ? `bot${bot}` : undefined;
};

/** Message ids count within a chat of a bot's, and a business account's chats are not the bot's own. */
const idOf = (bot: string | undefined, chat: string, message: string, business: string | undefined): string =>
  [bot, business, chat, message].filter(Boolean).join(":");

/** A person's own message in a chat with us alone: groups, channels and bots make no leads, nor do our own answers. */
function senderOf({ chat, from }: TelegramMessage): TelegramUser | undefined {
  return chat.type === "private" && from?.id === chat.id && !from.is_bot ? from : undefined;
}

function signalsOfMessage(message: TelegramMessage, source: Source, bot: string | undefined): Signal[] {
  const sender = senderOf(message);
  const words = telegramText(message);
  if (!sender || words === undefined) return [];
  const id = idOf(bot, message.chat.id, message.message_id, message.business_connection_id);
  return [
    { kind: "inquiry", id, draft: { ...toDraft(sender, source.id), ...circumstancesOf(message), message: words } },
  ];
}

function signalsOfEdit(message: TelegramMessage, bot: string | undefined): Signal[] {
  const words = writtenIn(message);
  if (!senderOf(message) || words === undefined) return [];
  const id = idOf(bot, message.chat.id, message.message_id, message.business_connection_id);
  return [{ kind: "edited", id, message: words }];
}

function signalsOfCallback({ id, from, message, data }: z.infer<typeof Callback>, source: Source): Signal[] {
  if (from.is_bot || (message && message.chat.type !== "private")) return [];
  const words = ["(button)", data].filter(Boolean).join(" ");
  const draft = { ...toDraft(from, source.id), message: words, ...(data && { extra: { payload: data } }) };
  return [{ kind: "inquiry", id: `callback:${id}`, draft: draft }];
}

const signalsOfDeletion = (deletion: z.infer<typeof Deletion>, bot: string | undefined): Signal[] =>
  deletion.message_ids.map((message) => ({
    kind: "deleted",
    id: idOf(bot, deletion.chat.id, message, deletion.business_connection_id),
  }));

function parse(delivery: Delivery, { source }: SourceContext): Signal[] {
  const update = readJsonBody(delivery.bytes, Update);
  const bot = botOf(delivery);
  const draft = update.message ?? update.business_message;
  const edited = update.edited_message ?? update.edited_business_message;
  if (draft) return signalsOfMessage(draft, source, bot);
  if (edited) return signalsOfEdit(edited, bot);
  if (update.callback_query) return signalsOfCallback(update.callback_query, source);
  return update.deleted_business_messages ? signalsOfDeletion(update.deleted_business_messages, bot) : [];
}

const webhookQuery = (url: string): string =>
  [
    `url=${encodeURIComponent(`${url}?bot=`)}BOT`,
    "secret_token=SECRET",
    `allowed_updates=${encodeURIComponent(JSON.stringify(allowed))}`,
  ].join("&");

/** A Telegram bot (contracts/messengers.md E). */
export const telegram: Adapter = {
  channel: "messenger",
  secrets: ["secretToken"],
  needed: [["secretToken"]],
  verify,
  bearer,
  parse,
  steps: (source, url) => [
    sayStep("telegram.1"),
    sayStep("telegram.2"),
    sayStep("telegram.3", { query: webhookQuery(url) }),
    sayStep("telegram.4"),
    sayStep("telegram.5"),
    sayStep("telegram.6", { name: source.name }),
  ],
};
