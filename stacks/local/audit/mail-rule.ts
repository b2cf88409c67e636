import type { Case, Entry, Evidence, Mail } from "./evidence.ts";
import { after, objection, strangers } from "./permission.ts";
import { each, ofEachLead, type Rule, together } from "./rule.ts";

const isInternal = ({ purpose }: Mail): boolean => purpose === "internal";

/** Up to which entry of the timeline things had happened when a mail left: its own, or the first of a later time. */
function placeOf({ timeline }: Case, mail: Mail): number {
  const tells = ({ type, data }: Entry) =>
    type === "mail.sent" ? data.mailId === mail.id : type === "touch.unknown" && data.touch === mail.touch;
  const own = timeline.findIndex(tells);
  const later = timeline.findIndex(({ at }) => at > mail.at);
  return Math.min(own < 0 ? timeline.length : own, later < 0 ? timeline.length : later);
}

/** The inquiries with which they agreed: what the door made of it, where the source asks for it at all. */
const consenting = ({ inquiries }: Case, { sources }: Evidence): ReadonlySet<unknown> =>
  new Set(
    inquiries
      .filter(({ inquiry: { consent, source } }) => consent.basis === "opt-in" && sources.get(source.id) !== "none")
      .map(({ inquiry }) => inquiry.id),
  );

/**
 * Why a mail must not have gone out, by the timeline before it. What happened at its very instant may have come before or
 * after it: only what holds either way counts.
 */
function objectionTo(found: Case, mail: Mail, agreed: ReadonlySet<unknown>): string | undefined {
  const before = found.timeline.slice(0, placeOf(found, mail));
  let given = strangers;
  let why: string | undefined = objection(mail.purpose, mail.at, given);
  for (const entry of before) {
    if (entry.at === mail.at && !why) return undefined;
    given = after(given, entry, agreed);
    why = objection(mail.purpose, mail.at, given);
  }
  return why;
}

/** No mail to a lead that LIFECYCLE section 4 forbids, by its own timeline. Mail to owners is theirs to refuse. */
export const permission = ofEachLead(
  "permission",
  "a lead gets no mail that its timeline forbids",
  (found, evidence) => {
    const agreed = consenting(found, evidence);
    return each(
      found.mails.filter((mail) => !isInternal(mail)),
      (mail) => {
        const why = objectionTo(found, mail, agreed);
        return why ? [`got ${mail.touch} (${mail.purpose}) at ${mail.at}: ${why}`] : [];
      },
    );
  },
);

/** Of a card that was forgotten nobody can tell to which address its mails went. */
const isForgotten = ({ lead, timeline }: Case): boolean =>
  lead.email === undefined &&
  timeline.some(({ type, data }) => type === "audit" && /forgotten/.test(String(data.what)));

/** Mail to a lead goes to an address it gave, mail to us to one of ours, each to one person. */
export const recipients = ofEachLead(
  "recipients",
  "a mail goes to one person: the lead it is about, or one of ours if it is internal",
  (found, { owners }) => {
    const theirs = new Set([found.lead.email, ...found.inquiries.map(({ inquiry }) => inquiry.email)]);
    const ours = new Set([...owners.values()].map(({ email }) => email));
    return each(found.mails, (mail) => {
      const [to, ...more] = mail.to;
      if (more.length > 0) return [`has ${mail.id} with ${mail.to.length} recipients`];
      const may = isInternal(mail) ? ours.has(to ?? "") : theirs.has(to) || isForgotten(found);
      return may ? [] : [`has ${mail.id} (${mail.purpose}) to ${to}`];
    });
  },
);

const valuesOf = ({ fields }: Mail, name: string): string[] =>
  fields.filter((field) => field.name === name).map(({ value }) => value);

/** The token by which an answer finds its lead (email-rules REP-1). */
const replyTo = /^r\+([a-z0-9]{16,40})@[a-z0-9.-]+$/;
const tokenOf = (mail: Mail): string | undefined => replyTo.exec(valuesOf(mail, "reply-to").join())?.[1];

/** One address of the web, and one of mail at most (email-rules UNS-1). */
const leaveBy = /^<https?:\/\/[^\s<>,]+>(, <mailto:[^\s<>,]+>)?$/;

/** What is wrong with the fields by which one leaves (email-rules UNS-1, UNS-2; RFC 8058). */
function withoutExit(mail: Mail): string[] {
  if (mail.purpose !== "marketing" && mail.purpose !== "follow-up") return [];
  const [leave = "", ...more] = valuesOf(mail, "list-unsubscribe");
  const post = valuesOf(mail, "list-unsubscribe-post").join();
  return [
    ...(leaveBy.test(leave) && more.length === 0 ? [] : [`has ${mail.id} with List-Unsubscribe "${leave}"`]),
    ...(post === "List-Unsubscribe=One-Click" ? [] : [`has ${mail.id} with List-Unsubscribe-Post "${post}"`]),
  ];
}

/** What the raw bytes carry: how to leave, where an answer goes, that no person wrote it (email-rules sections 3, 4, 9). */
export const headers = ofEachLead(
  "headers",
  "a mail's raw bytes say where an answer goes, that it is automatic, and how to leave",
  (found) =>
    each(found.mails, (mail) => [
      ...(tokenOf(mail) ? [] : [`has ${mail.id} with Reply-To "${valuesOf(mail, "reply-to").join()}"`]),
      ...(/^auto-(generated|replied)$/.test(valuesOf(mail, "auto-submitted").join())
        ? []
        : [`has ${mail.id} that does not say it is automatic`]),
      ...withoutExit(mail),
    ]),
);

/** An answer to a mail finds the lead that the mail was about, and no other. */
export const replyTokens: Rule<"reply tokens"> = {
  name: "reply tokens",
  says: "each lead's mails are answered under one token of its own",
  examine: ({ cases }) => {
    const leadsOf = new Map<string, Set<string>>();
    for (const { lead, mails } of cases)
      for (const token of mails.flatMap((mail) => tokenOf(mail) ?? []))
        leadsOf.set(token, (leadsOf.get(token) ?? new Set()).add(lead.id));
    const tokens = each(leadsOf, ([, leads]) => (leads.size > 1 ? [`${[...leads].join(" and ")} share a token`] : []));
    const leads = cases.filter(({ mails }) => new Set(mails.map(tokenOf)).size > 1);
    return together(tokens, { checked: 0, broken: leads.map(({ lead }) => `${lead.id} has more than one token`) });
  },
};
