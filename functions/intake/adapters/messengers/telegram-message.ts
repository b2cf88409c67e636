import * as z from "zod";
import type { InquiryDraft } from "../../inquiry/inquiry-draft.ts";
import { account } from "../../wire/account.ts";
import { inBrackets, openingWords } from "../../wire/opening.ts";
import { AccountId, Id, Moment, maybe, Note } from "../../wire/wire.ts";

export const Person = z.object({
  id: AccountId,
  is_bot: maybe(z.boolean()),
  first_name: Note,
  last_name: Note,
  username: Note,
  language_code: Note,
});
export type Person = z.infer<typeof Person>;

export const Chat = z.object({ id: AccountId, type: Note });

const File = maybe(z.object({ file_id: Note }));
const Location = z.object({ latitude: Note, longitude: Note });
const Contact = z.object({ phone_number: Note, first_name: Note, last_name: Note, user_id: maybe(AccountId) });

/** What a message may hold instead of words. */
const kinds = {
  photo: maybe(z.array(z.object({ file_id: Note })).transform((sizes) => sizes.at(-1))),
  video: File,
  voice: File,
  audio: File,
  document: File,
  sticker: File,
  animation: File,
  video_note: File,
  venue: maybe(z.object({ title: Note, address: Note })),
  location: maybe(Location),
  contact: maybe(Contact),
  poll: maybe(z.object({ question: Note })),
  dice: maybe(z.object({ emoji: Note })),
};
const kindNames = z.keyof(z.object(kinds)).options;

/** A message, in its bot's chat or in one of a business account that the bot answers for (contracts/messengers.md E). */
export const Message = z.object({
  message_id: Id,
  business_connection_id: maybe(Id),
  date: Moment,
  chat: Chat,
  from: maybe(Person),
  text: Note,
  caption: Note,
  ...kinds,
});
export type Message = z.infer<typeof Message>;

/** Only this alphabet can come by a deep link (contracts/messengers.md E); `/start` alone opens every chat. */
const start = /^\/start(?:@\w+)?(?:\s+([\w-]{1,64}))?\s*$/;

const startOf = ({ text }: Message): { ref?: string | undefined } | undefined => {
  const opened = start.exec(text ?? "");
  return opened ? { ref: opened[1] } : undefined;
};

const kindOf = (message: Message): string | undefined => {
  const kind = kindNames.find((name) => message[name] !== undefined);
  return kind && inBrackets(kind);
};

/** What was written: as text, or below a picture. */
export const writtenIn = ({ text, caption }: Message): string | undefined => text ?? caption;

/** What a message says; nothing of a service message, such as one of a joined member. */
export function wordsOf(message: Message): string | undefined {
  const opened = startOf(message);
  return opened ? openingWords(opened) : (writtenIn(message) ?? kindOf(message));
}

/** The number of a contact that is the sender's own; anybody else's is only kept (contracts/messengers.md E). */
function toldByContact({ contact, from }: Message): Pick<InquiryDraft, "phone" | "phoneIsTheirs" | "extra"> {
  if (!contact) return {};
  const { phone_number: number, first_name, last_name, user_id } = contact;
  const phone = number?.replace(/^(?=\d)/, "+");
  if (user_id !== undefined && user_id === from?.id) return { phone, phoneIsTheirs: true };
  return { extra: { contact: [first_name, last_name, phone].filter(Boolean).join(" ") } };
}

const fileIn = ({ photo, video, voice, audio, document, sticker, animation, video_note }: Message) =>
  [photo, video, voice, audio, document, sticker, animation, video_note].find(Boolean)?.file_id;

const placeIn = ({ venue, location }: Message): string | undefined => {
  const point = location && [location.latitude, location.longitude].join(", ");
  return [venue?.title, venue?.address, point].filter(Boolean).join(", ") || undefined;
};

/** Who somebody is, as far as Telegram says: there is neither a number nor an address. */
export const toDraft = (
  { id, username, first_name, last_name, language_code }: Person,
  scope: string,
): InquiryDraft => ({
  handle: account("telegram", scope, id, username),
  firstName: first_name,
  lastName: last_name,
  language: language_code,
});

/** What a message tells beside its words. */
export function circumstancesOf(message: Message): InquiryDraft {
  const { extra, ...number } = toldByContact(message);
  const [media, location, ref] = [fileIn(message), placeIn(message), startOf(message)?.ref];
  return {
    ...number,
    at: message.date,
    ...(ref && { campaign: ref, attribution: { ref } }),
    extra: { ...extra, ...(media && { media }), ...(location && { location }) },
  };
}
