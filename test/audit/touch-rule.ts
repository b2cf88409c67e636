import { type Case, isUnderWay, type Mail, told, wasEmptied } from "./evidence.ts";
import type { TouchItem } from "./item.ts";
import { each, ofEachLead, repeated, together } from "./rule.ts";
import { isRepeatable, isSkipped, nobodyKnows, purposesOf, touchOf } from "./touch.ts";

const minute = 60_000;

/** How long a mail of which no answer came is waited for (DECISIONS.md section 1). */
const unknownFor = 10 * minute;

const unknownsOf = (found: Case, touch: string): number =>
  told(found, "touch.unknown").filter(({ data }) => data.touch === touch).length;

/** A touch goes to a person once; again only where it is better twice than never and nobody knew what had become of it. */
export const touches = ofEachLead(
  "touches",
  "nobody gets a touch twice, but what was unknown and is better twice than never",
  (found) => {
    const sent = Map.groupBy(
      found.mails.flatMap((mail) => mail.to.map((to) => ({ mail, key: `${mail.touch} to ${to}` }))),
      ({ key }) => key,
    );
    return each(sent, ([key, [first, ...again]]) => {
      const allowed = first && isRepeatable(first.mail.touch) ? unknownsOf(found, first.mail.touch) : 0;
      return again.length > allowed ? [`was sent ${key} ${again.length + 1} times, ${allowed + 1} allowed`] : [];
    });
  },
);

const asTold = ({ id, purpose, touch, to }: Mail): string => `${id} ${purpose} ${touch} ${to.join()}`;

/** Each mail is on the timeline exactly once, or its touch was unknown; nothing is there that was not sent. */
export const mailsTold = ofEachLead(
  "mails told",
  "a mail is on the timeline once, or was unknown; nothing is there that was not sent",
  (found, evidence) => {
    const entries = told(found, "mail.sent").map(
      ({ data }) => `${data.mailId} ${data.purpose} ${data.touch} ${data.to}`,
    );
    const sent = new Set(found.mails.map(asTold));
    const mails = each(found.mails, (mail) => {
      const times = entries.filter((entry) => entry === asTold(mail)).length;
      if (times === 1) return [];
      if (times === 0 && (unknownsOf(found, mail.touch) > 0 || isUnderWay(mail.at, evidence))) return [];
      return [`was sent ${asTold(mail)}, which is told ${times} times`];
    });
    const phantoms = each(entries, (entry) => (sent.has(entry) ? [] : [`tells of ${entry}, which was never sent`]));
    const twice = repeated(told(found, "mail.sent").map(({ data }) => `${data.touch} to ${data.to}`));
    return together(mails, phantoms, { checked: 0, broken: twice.map((touch) => `tells twice of ${touch}`) });
  },
);

/** What keeps an entry of the ledger from being settled; nothing if it is, or will be. */
function unsettled(found: Case, touch: string, { state, since }: TouchItem, isOver: (at: string) => boolean): string[] {
  if (state === "sent" || isSkipped(found, touch)) return [];
  if (state === "claimed" || state === "skipped") {
    const waits = found.lead.pending.map(touchOf).includes(touch);
    return waits || wasEmptied(found) ? [] : [`${state === "claimed" ? "took" : "skipped"} ${touch} and forgot it`];
  }
  if (since === undefined) return [`has ${touch} ${state} since nobody knows when`];
  if (wasEmptied(found, since)) return [];
  const until = new Date(Date.parse(since) + unknownFor).toISOString();
  return isOver(until) ? [`has ${touch} ${state} since ${since}`] : [];
}

/** The ledger says of each touch what became of it, and it is so. */
export const ledger = ofEachLead("ledger", "a touch is settled, as the mail that was sent", (found, evidence) => {
  const entries = each(found.ledger, ([touch, entry]) => {
    const mails = found.mails.filter((mail) => mail.touch === touch);
    const known = entry.messageId === undefined || mails.some(({ id }) => id === entry.messageId);
    const others = entry.covers.filter((one) => one !== touch && found.mails.some((mail) => mail.touch === one));
    return [
      ...unsettled(found, touch, entry, (at) => at < evidence.now && !isUnderWay(at, evidence)),
      ...(entry.state === "sent" && !known ? [`sent ${touch} as ${entry.messageId}, which is no mail`] : []),
      ...(entry.state === "sent" ? others.map((one) => `sent ${one} with ${touch}, and by itself`) : []),
    ];
  });
  const mails = each(found.mails, ({ id, touch }) =>
    found.ledger.has(touch) ? [] : [`was sent ${id} as ${touch}, which is not in the ledger`],
  );
  return together(entries, mails);
});

/** What a mail is for decides on what basis it may be sent (LIFECYCLE.md section 4): no tag says otherwise than its touch. */
export const purposes = ofEachLead("purposes", "a mail is for what its touch is for", ({ mails }) =>
  each(mails, ({ id, touch, purpose }) =>
    purposesOf(touch).includes(purpose) ? [] : [`was sent ${id} for ${touch} as ${purpose}`],
  ),
);

/** What was not sent, and why; what has been refused was not sent under the same touch. */
export const skips = ofEachLead("skips", "what is skipped has a reason, and was not told as sent", (found) => {
  const sent = new Set(told(found, "mail.sent").map(({ data }) => `${data.touch}`));
  return each(told(found, "touch.skipped"), ({ at, data: { touch, reason } }) => [
    ...(reason === nobodyKnows && isRepeatable(`${touch}`) ? [`gave up ${touch} at ${at}, which is better twice`] : []),
    ...(typeof reason === "string" && reason !== "" ? [] : [`skipped ${touch} at ${at} without a reason`]),
    ...(sent.has(`${touch}`) ? [`skipped ${touch} at ${at}, and sent it`] : []),
  ]);
});
