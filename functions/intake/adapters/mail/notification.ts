import { addressesIn, header, type Incoming } from "../../../email/inbound/incoming.ts";
import { type LeadField, namesRead } from "../../../language/field-name.ts";
import { normalizeEmail, normalizePhone } from "../../../lead/rules/identity.ts";
import type { InquiryDraft } from "../../inquiry/inquiry-draft.ts";
import { type Labelled, type Labels, readLabels } from "./labelled.ts";
import { isAnswer } from "./subject.ts";

/** Whether somebody answers a mail: a mail program says to which, a form never does. */
export const isReplyMail = (mail: Incoming): boolean => isAnswer(mail.subject) || header(mail, "in-reply-to") !== "";

const reader =
  (labelled: Labelled[]) =>
  (name: LeadField): string | undefined =>
    labelled.find((one) => one.field === name && one.value !== "")?.value;

const emailIn = (value: string | undefined): string | undefined =>
  value && addressesIn(value.replace(/\(mailto:[^()]*\)/g, "")).find((address) => normalizeEmail(address));

/** A number as it would be dialled: in which country, the source knows. */
const phoneIn = (value: string | undefined): string | undefined => {
  const number = value?.replace(/\((?:tel|mailto):[^()]*\)|^tel:/g, "").trim();
  return number && (normalizePhone(number, "IE") || /^[\d\s()./+-]{5,25}$/.test(number)) ? number : undefined;
};

const others = (labelled: Labelled[]): Record<string, string> =>
  Object.fromEntries(
    labelled
      .filter((one) => (!one.field || one.field === "consent") && one.value)
      .map(({ label, value }) => [label, value]),
  );

/** A signature names an address and telephone too, but neither a name nor an address that is not its writer's. */
function isForm(read: ReturnType<typeof reader>, email: string | undefined, phone: string | undefined, from: string) {
  if (read("name") ?? read("firstName") ?? read("lastName")) return (email ?? phone) !== undefined;
  const more = phone ?? read("message") ?? read("company") ?? read("country");
  return email !== undefined && email !== from && more !== undefined;
}

const messageOf = (read: ReturnType<typeof reader>, { loose }: Labels): string | undefined =>
  read("message") ?? (loose.join("\n") || undefined);

/** The person is the one in the fields, else in Reply-To, never the sender. It takes a way to reach them and one more field. */
export function readNotification(mail: Incoming): InquiryDraft | undefined {
  if (isReplyMail(mail)) return undefined;
  const labels = readLabels(mail.text.slice(0, 100_000));
  const read = reader(labels.labelled);
  const email = emailIn(read("email"));
  const phone = phoneIn(read("phone"));
  if (!isForm(read, email, phone, mail.from)) return undefined;
  const { replyTo } = mail;
  return {
    ...namesRead(read),
    email: email ?? (replyTo === mail.from ? undefined : replyTo),
    phone,
    company: read("company"),
    message: messageOf(read, labels),
    language: read("language"),
    country: read("country"),
    extra: { ...others(labels.labelled), subject: mail.subject, sender: mail.from },
  };
}
