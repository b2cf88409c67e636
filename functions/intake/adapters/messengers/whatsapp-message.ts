import * as z from "zod";
import { sayDelivery } from "../../../language/texts.ts";
import type { InquiryDraft } from "../../inquiry/inquiry-draft.ts";
import { withoutUndefined } from "../../inquiry/present.ts";
import type { Signal } from "../../inquiry/signal.ts";
import { inBrackets, openingWords, unsupported } from "../../wire/opening.ts";
import {
  AccountId,
  EpochMoment,
  List,
  OptionalText,
  optionally,
  PlatformId,
  readEach,
  unreadable,
} from "../../wire/wire.ts";
import { ContactCard, cardWords } from "./whatsapp-card.ts";

const Referral = z.object({
  source_url: OptionalText,
  source_id: OptionalText,
  source_type: OptionalText,
  headline: OptionalText,
  body: OptionalText,
  ctwa_clid: OptionalText,
});

/** A message, its content under the key that `type` names (contracts/messengers.md B). */
export const WhatsAppMessage = z.looseObject({
  id: PlatformId,
  from: optionally(AccountId),
  from_user_id: optionally(AccountId),
  timestamp: EpochMoment,
  type: z.string().min(1).max(60),
  referral: optionally(Referral),
});
export type WhatsAppMessage = z.infer<typeof WhatsAppMessage>;

const Reply = optionally(z.object({ id: OptionalText, title: OptionalText }));

/** All that a content may hold, whatever its type: types come and go, their parts stay. */
const Content = z.object({
  body: OptionalText,
  text: OptionalText,
  caption: OptionalText,
  payload: OptionalText,
  id: OptionalText,
  filename: OptionalText,
  name: OptionalText,
  address: OptionalText,
  latitude: OptionalText,
  longitude: OptionalText,
  button_reply: Reply,
  list_reply: Reply,
  nfm_reply: optionally(z.object({ body: OptionalText, response_json: OptionalText })),
  product_items: optionally(z.array(z.unknown())),
});
type Content = z.infer<typeof Content>;

/** A message that was taken back or written anew (Cloud API reference, "revoke" and "edit"). */
const Revision = z.object({
  original_message_id: PlatformId,
  message: optionally(z.looseObject({ type: z.string().max(60) })),
});

const wordless = new Set(["reaction", "system", "request_welcome"]);
/** Types that WhatsApp gives to what it does not pass on. */
const withheld = new Set(["unsupported", "unknown"]);

const contentOf = (message: { type: string; [name: string]: unknown }): Content =>
  optionally(Content).parse(message[message.type]) ?? Content.parse({});

const place = ({ name, address }: Content): string | undefined =>
  [name, address].filter(Boolean).join(", ") || undefined;

const wordsIn = (content: Content): string | undefined =>
  content.body ??
  content.text ??
  content.caption ??
  content.button_reply?.title ??
  content.list_reply?.title ??
  content.nfm_reply?.body;

/** The contact cards of a message of that type. */
export const cardsOf = ({ type, contacts }: WhatsAppMessage): ContactCard[] =>
  type === "contacts" ? readEach(List.parse(contacts), ContactCard) : [];

/** What a message says; nothing when it says nothing at all, or WhatsApp itself says it. */
export function whatsAppText(message: WhatsAppMessage): string | undefined {
  const { type, referral } = message;
  const content = contentOf(message);
  const words = type === "system" ? undefined : wordsIn(content);
  if (words !== undefined) return words;
  const opened = referral && openingWords({ title: referral.headline, ad: referral.source_id });
  if (wordless.has(type)) return opened;
  if (withheld.has(type)) return opened ?? inBrackets(unsupported);
  return [inBrackets(type), place(content) ?? content.filename].filter(Boolean).join(" ");
}

/** What a message holds beside its words. */
export function extraOf(message: WhatsAppMessage): Record<string, unknown> {
  const { type, referral } = message;
  const content = contentOf(message);
  const cards = cardsOf(message);
  const { latitude, longitude, button_reply, list_reply, nfm_reply } = content;
  const extra = {
    media: type === "button" ? undefined : content.id,
    file: content.filename,
    location: latitude && longitude && `${latitude}, ${longitude}`,
    reply: content.payload ?? button_reply?.id ?? list_reply?.id,
    answers: nfm_reply?.response_json,
    order: content.product_items,
    contacts: cards.length > 0 ? cards.map(cardWords) : undefined,
    ad_text: referral?.body,
  };
  return withoutUndefined(extra);
}

/** The ad or post that led to a message. */
export function adOf({ referral }: WhatsAppMessage): Pick<InquiryDraft, "campaign" | "attribution"> {
  if (!referral) return {};
  const { source_id, source_type, source_url, headline, ctwa_clid } = referral;
  const id = source_type === "post" ? { post_id: source_id } : { ad_id: source_id };
  return { campaign: headline, attribution: { ...id, ctwa_clid, source_url, referral_type: source_type, headline } };
}

/** What a message of that type does to an earlier one; nothing for any other. An edit without words changes nothing here. */
export function revisionIn(message: WhatsAppMessage): Signal[] | undefined {
  const { type } = message;
  if (type !== "revoke" && type !== "edit") return undefined;
  const revision = Revision.safeParse(message[type]).data;
  if (!revision) return [unreadable(message, sayDelivery("unreadable.noMessageNamed"))];
  const id = revision.original_message_id;
  if (type === "revoke") return [{ kind: "deleted", id }];
  const words = revision.message && wordsIn(contentOf(revision.message));
  return words === undefined ? [] : [{ kind: "edited", id, message: words }];
}
