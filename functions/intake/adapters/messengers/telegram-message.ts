import * as z from "zod";
import type { InquiryDraft } from "../../inquiry/inquiry-draft.ts";
import { toHandle } from "../../wire/account.ts";
import { inBrackets, openingWords } from "../../wire/opening.ts";
import { AccountId, EpochMoment, OptionalText, optionally, PlatformId } from "../../wire/wire.ts";

export const TelegramUser = z.object({
  id: AccountId,
  is_bot: optionally(z.boolean()),
  first_name: OptionalText,
  last_name: OptionalText,
  username: OptionalText,
  language_code: OptionalText,
});
export type TelegramUser = z.infer<typeof TelegramUser>;

export const Chat = z.object({ id: AccountId, type: OptionalText });

const File = optionally(z.object({ file_id: OptionalText }));
const Location = z.object({ latitude: OptionalText, longitude: OptionalText });
const Contact = z.object({
  phone_number: OptionalText,
  first_name: OptionalText,
  last_name: OptionalText,
  user_id: optionally(AccountId),
});

const kinds = {
  photo: optionally(z.array(z.object({ file_id: OptionalText })).transform((sizes) => sizes.at(-1))),
  video: File,
  voice: File,
  audio: File,
  document: File,
  sticker: File,
  animation: File,
  video_note: File,
  venue: optionally(z.object({ title: OptionalText, address: OptionalText })),
  location: optionally(Location),
  contact: optionally(Contact),
  poll: optionally(z.object({ question: OptionalText })),
  dice: optionally(z.object({ emoji: OptionalText })),
};
const kindNames = z.keyof(z.object(kinds)).options;

/** A message, in its bot's chat or in one of a business account that the bot answers for (contracts/messengers.md E). */
export const TelegramMessage = z.object({
  message_id: PlatformId,
  business_connection_id: optionally(PlatformId),
  date: EpochMoment,
  chat: Chat,
  from: optionally(TelegramUser),
  text: OptionalText,
  caption: OptionalText,
  ...kinds,
});
export type TelegramMessage = z.infer<typeof TelegramMessage>;

/** Only this alphabet can come by a deep link (contracts/messengers.md E); `/start` alone opens every chat. */
const start = /^\/start(?:@\w+)?(?:\s+([\w-]{1,64}))?\s*$/;

const startOf = ({ text }: TelegramMessage): { ref?: string | undefined } | undefined => {
  const opened = start.exec(text ?? "");
  return opened ? { ref: opened[1] } : undefined;
};

const kindOf = (message: TelegramMessage): string | undefined => {
  const kind = kindNames.find((name) => message[name] !== undefined);
  return kind && inBrackets(kind);
};

/** What was written: as text, or below a picture. */
export const writtenIn = ({ text, caption }: TelegramMessage): string | undefined => text ?? caption;

/** What a message says; nothing of a service message, such as one of a joined member. */
export function telegramText(message: TelegramMessage): string | undefined {
  const opened = startOf(message);
  return opened ? openingWords(opened) : (writtenIn(message) ?? kindOf(message));
}

/** The number of a contact that is the sender's own; anybody else's is only kept (contracts/messengers.md E). */
function draftOfContact({ contact, from }: TelegramMessage): Pick<InquiryDraft, "phone" | "phoneIsTheirs" | "extra"> {
  if (!contact) return {};
  const { phone_number: number, first_name, last_name, user_id } = contact;
  const phone = number?.replace(/^(?=\d)/, "+");
  if (user_id !== undefined && user_id === from?.id) return { phone, phoneIsTheirs: true };
  return { extra: { contact: [first_name, last_name, phone].filter(Boolean).join(" ") } };
}

const fileIn = ({ photo, video, voice, audio, document, sticker, animation, video_note }: TelegramMessage) =>
  [photo, video, voice, audio, document, sticker, animation, video_note].find(Boolean)?.file_id;

const placeIn = ({ venue, location }: TelegramMessage): string | undefined => {
  const point = location && [location.latitude, location.longitude].join(", ");
  return [venue?.title, venue?.address, point].filter(Boolean).join(", ") || undefined;
};

/** Who somebody is, as far as Telegram says: there is neither a number nor an address. */
export const toDraft = (
  { id, username, first_name, last_name, language_code }: TelegramUser,
  scope: string,
): InquiryDraft => ({
  handle: toHandle("telegram", scope, id, username),
  firstName: first_name,
  lastName: last_name,
  language: language_code,
});

/** What a message tells beside its words. */
export function circumstancesOf(message: TelegramMessage): InquiryDraft {
  const { extra, ...number } = draftOfContact(message);
  const [media, location, ref] = [fileIn(message), placeIn(message), startOf(message)?.ref];
  return {
    ...number,
    at: message.date,
    ...(ref && { campaign: ref, attribution: { ref } }),
    extra: { ...extra, ...(media && { media }), ...(location && { location }) },
  };
}
