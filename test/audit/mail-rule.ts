import { type Case, type Evidence, type Mail, told, wasEmptied } from "./evidence.ts";
import { each, ofEachLead, type Rule, together } from "./rule.ts";
import { isOwnersAnswer } from "./touch.ts";

/** Whether a mail about a lead is for the one of ours whom its touch names. */
const isForOwner = ({ touch, to: [to] }: Mail, { owners }: Evidence): boolean =>
  [...owners.values()].some(({ id, email }) => touch.endsWith(`-${id}`) && email.toLowerCase() === to);

/**
 * Whether a mail is for the lead: the address on a card is never overwritten (LIFECYCLE.md section 5). Of a card that was
 * emptied since nobody can tell.
 */
const isForLead = (found: Case, { to: [to], at }: Mail): boolean =>
  found.lead.email?.toLowerCase() === to || wasEmptied(found, at) || wasDisowned(found);

/** Whoever has said that it was not them is off the card, address and all. */
const wasDisowned = (found: Case): boolean => told(found, "activity.added").some(({ data }) => data.type === "not-me");

/** Mail to a lead goes to the address on its card, mail to us to whom it is for, each to one person. */
export const recipients = ofEachLead(
  "recipients",
  "a mail goes to one person: the lead it is about, or the one of ours whom it is for",
  (found, evidence) =>
    each(found.mails, (mail) => {
      const { id, purpose, to } = mail;
      if (to.length !== 1) return [`has ${id} with ${to.length} recipients`];
      const may = purpose === "internal" ? isForOwner(mail, evidence) : isForLead(found, mail);
      return may ? [] : [`has ${id} (${purpose}) to ${to}`];
    }),
);

const valuesOf = ({ fields }: Mail, name: string): string[] =>
  fields.filter((field) => field.name === name).map(({ value }) => value);

/** The token by which an answer finds its lead (RULES.md REP-1): `r+` in mail to the lead, `o+` in mail to one of ours. */
const replyTo = /^([ro]\+[a-z0-9]{16,40})@[a-z0-9.-]+$/;
function tokenOf(mail: Mail): string | undefined {
  const token = replyTo.exec(valuesOf(mail, "reply-to").join())?.[1];
  return token?.startsWith(mail.purpose === "internal" ? "o+" : "r+") ? token : undefined;
}

/** What a person has written says nothing of machines; all other mail does. */
function isMarked(mail: Mail): boolean {
  const mark = valuesOf(mail, "auto-submitted").join();
  return isOwnersAnswer(mail.touch) ? mark === "" : /^auto-(generated|replied)$/.test(mark);
}

/** One address of the web, and one of mail at most (RULES.md UNS-1). */
const leaveBy = /^<https?:\/\/[^\s<>,]+>(, <mailto:[^\s<>,]+>)?$/;

/** What is wrong with the fields by which one leaves (RULES.md UNS-1, UNS-2; RFC 8058). */
function withoutExit(mail: Mail): string[] {
  if (mail.purpose !== "marketing" && mail.purpose !== "follow-up") return [];
  const [leave = "", ...more] = valuesOf(mail, "list-unsubscribe");
  const post = valuesOf(mail, "list-unsubscribe-post").join();
  return [
    ...(leaveBy.test(leave) && more.length === 0 ? [] : [`has ${mail.id} with List-Unsubscribe "${leave}"`]),
    ...(post === "List-Unsubscribe=One-Click" ? [] : [`has ${mail.id} with List-Unsubscribe-Post "${post}"`]),
  ];
}

/** What the raw bytes carry: how to leave, where an answer goes, whether a person wrote it (RULES.md section 3, 4, 9). */
export const headers = ofEachLead(
  "headers",
  "a mail's raw bytes say where an answer goes, whether it is automatic, and how to leave",
  (found) =>
    each(found.mails, (mail) => [
      ...(tokenOf(mail) ? [] : [`has ${mail.id} with Reply-To "${valuesOf(mail, "reply-to").join()}"`]),
      ...(isMarked(mail) ? [] : [`has ${mail.id} that does not say it is automatic, or says it of a person's`]),
      ...withoutExit(mail),
    ]),
);

/** An answer to a mail finds the lead that the mail was about, and no other. */
export const replyTokens: Rule<"reply tokens"> = {
  name: "reply tokens",
  says: "each lead's mails are answered under one token of its own, those to its owners and to managers under another",
  examine: ({ cases }) => {
    const leadsOf = new Map<string, Set<string>>();
    for (const { lead, mails } of cases)
      for (const token of mails.flatMap((mail) => tokenOf(mail) ?? []))
        leadsOf.set(token, (leadsOf.get(token) ?? new Set()).add(lead.id));
    const tokens = each(leadsOf, ([, leads]) => (leads.size > 1 ? [`${[...leads].join(" and ")} share a token`] : []));
    const tokensOf = (mails: Mail[], mark: string) =>
      new Set(mails.flatMap((mail) => tokenOf(mail) ?? []))
        .values()
        .filter((token) => token.startsWith(mark))
        .toArray();
    const leads = cases.filter(({ mails }) => tokensOf(mails, "r+").length > 1 || tokensOf(mails, "o+").length > 2);
    return together(tokens, { checked: 0, broken: leads.map(({ lead }) => `${lead.id} has more than one token`) });
  },
};
