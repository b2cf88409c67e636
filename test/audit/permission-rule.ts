import { type Case, type Evidence, type Mail, told } from "./evidence.ts";
import type { InquiryItem } from "./item.ts";
import { after, objection, type Said, strangers } from "./permission.ts";
import { each, ofEachLead } from "./rule.ts";
import { isReturn } from "./touch.ts";

/** The entry that tells of a mail: its own; of one whose answer never came, that it is unknown. */
function entryOf({ timeline }: Case, mail: Mail): number {
  const own = timeline.findIndex(({ type, data }) => type === "mail.sent" && data.mailId === mail.id);
  if (own >= 0) return own;
  const isUnknown = (at: string, data: Record<string, unknown>) => data.touch === mail.touch && at >= mail.at;
  return timeline.findIndex(({ type, at, data }) => type === "touch.unknown" && isUnknown(at, data));
}

/** Up to which entry of the timeline things had happened when a mail left: the one that tells of it, or the first of a later time. */
function placeOf(found: Case, mail: Mail): number {
  const { timeline } = found;
  const [own, later] = [entryOf(found, mail), timeline.findIndex(({ at }) => at > mail.at)];
  return Math.min(own < 0 ? timeline.length : own, later < 0 ? timeline.length : later);
}

/**
 * Whether they agreed with it to marketing: by a source that asks for it, to whoever typed them in by hand, or by an
 * importer's evidence, and the proof is kept (LIFECYCLE.md section 4). What was forgotten has lost its proof with all else.
 */
function isConsent({ inquiry: { consent, source, manual }, forgottenAt }: InquiryItem, { sources }: Evidence): boolean {
  if (!consent.text && forgottenAt === undefined) return false;
  return consent.basis === "imported" || (consent.basis === "opt-in" && (manual || sources.get(source.id) !== "none"));
}

/**
 * Why a mail must not have gone out, by the timeline before it. What happened at its very instant may have come before or
 * after it: only what holds either way counts.
 */
function objectionTo(found: Case, mail: Mail, said: Said): string | undefined {
  const before = found.timeline.slice(0, placeOf(found, mail));
  let given = strangers;
  let why: string | undefined = objection(mail.purpose, mail.at, given);
  for (const entry of before) {
    if (entry.at === mail.at && !why) return undefined;
    given = after(given, entry, said);
    why = objection(mail.purpose, mail.at, given);
  }
  return why;
}

/** No mail that LIFECYCLE.md section 4 forbids, by the lead's own timeline. Mail to owners stops with a block only, and word of their own answer never. */
export const permission = ofEachLead("permission", "no mail goes out that the timeline forbids", (found, evidence) => {
  const idsOf = (some: InquiryItem[]) => new Set(some.map(({ inquiry }) => inquiry.id));
  const said: Said = {
    consenting: idsOf(found.inquiries.filter((one) => isConsent(one, evidence))),
    theirs: idsOf(found.inquiries.filter(({ inquiry }) => inquiry.emailIsTheirs)),
  };
  return each(found.mails, (mail) => {
    const why = isReturn(mail.touch) ? undefined : objectionTo(found, mail, said);
    return why ? [`got ${mail.touch} (${mail.purpose}) at ${mail.at}: ${why}`] : [];
  });
});

/** Whether an inquiry brought what a card says they agreed to, with the same proof. */
const isGiven = (
  { basis, text }: Case["lead"]["consent"],
  { inquiry: { consent }, forgottenAt }: InquiryItem,
): boolean =>
  consent.basis === (basis === "double-opt-in" ? "opt-in" : basis) &&
  (forgottenAt !== undefined || (consent.text !== undefined && consent.text === text));

/** Whoever has agreed twice has confirmed the address in between. */
const isConfirmed = (found: Case): boolean =>
  found.lead.consent.basis !== "double-opt-in" ||
  told(found, "activity.added").some(({ data }) => data.type === "email-confirmed");

/** LIFECYCLE.md section 4 and 5: the basis on a card was given, with proof; a customer has become one. */
export const consents = ofEachLead("consents", "what a card says they agreed to was given, with proof", (found) => {
  const { consent } = found.lead;
  const isProven =
    consent.basis === "customer"
      ? told(found, "lead.converted").length > 0
      : found.inquiries.some((one) => isGiven(consent, one)) && isConfirmed(found);
  return each(consent.basis === "inquiry" ? [] : [found], () =>
    isProven ? [] : [`has the basis ${consent.basis}, which nothing proves`],
  );
});
