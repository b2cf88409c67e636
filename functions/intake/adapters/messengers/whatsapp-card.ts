import * as z from "zod";
import { namesAgree } from "../../../lead/rules/identity.ts";
import type { InquiryDraft } from "../../inquiry/inquiry-draft.ts";
import { List, OptionalText, optionally, readEach } from "../../wire/wire.ts";

const Phone = z.object({ phone: OptionalText, wa_id: OptionalText });
const Email = z.object({ email: OptionalText });

export const ContactCard = z.object({
  name: optionally(z.object({ formatted_name: OptionalText, first_name: OptionalText, last_name: OptionalText })),
  phones: List.transform((phones) => readEach(phones, Phone)),
  emails: List.transform((emails) => readEach(emails, Email)),
  org: optionally(z.object({ company: OptionalText })),
});
export type ContactCard = z.infer<typeof ContactCard>;

const nameOn = ({ name }: ContactCard): string | undefined =>
  name?.formatted_name ?? ([name?.first_name, name?.last_name].filter(Boolean).join(" ") || undefined);

const numbersOn = ({ phones }: ContactCard): string[] =>
  phones.flatMap(({ phone, wa_id: waId }) => phone ?? (waId ? `+${waId}` : []));

/** A card in one line. */
export const cardWords = (card: ContactCard): string =>
  [nameOn(card), ...numbersOn(card), ...card.emails.map(({ email }) => email)].filter(Boolean).join(" ");

interface Sender {
  digits: string | undefined;
  name: string | undefined;
}

const isOwn = (card: ContactCard, { digits, name }: Sender): boolean =>
  card.phones.some(({ wa_id: waId }) => waId !== undefined && waId === digits) || namesAgree(nameOn(card), name);

/** What a sender says of themself by a card of their own. */
export function draftOfCard(
  cards: readonly ContactCard[],
  sender: Sender,
): Pick<InquiryDraft, "phone" | "email" | "company"> {
  const own = cards.find((card) => isOwn(card, sender));
  return own ? { phone: numbersOn(own)[0], email: own.emails[0]?.email, company: own.org?.company } : {};
}
