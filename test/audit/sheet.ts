import type { Entry, Execution, Mail } from "./evidence.ts";

/** What papers of an office are written of. */
const monday = Date.parse("2026-11-23T09:00:00.000Z");

/** That many minutes after Monday, 9 o'clock. */
export const at = (minutes: number): string => new Date(monday + minutes * 60_000).toISOString();
export const day = 24 * 60;

export const id = "ld_01M83T4CM0230RZSFNWQ586GRY";
export const inquiryId = "inq_01M83T4CM00000WQ5KZDVACW8Q";
export const zoe = "zoe@person.example";
export const anna = "owner-1@team.example";
export const ben = "owner-2@team.example";
export const mara = "manager-1@team.example";
const system = { kind: "system" };

export type Raw = Record<string, unknown>;
type Fact = Omit<Entry, "id" | "at">;

/** A moment of a timeline: what was written down at once, in which version of the lead. */
export interface Moment {
  minute: number;
  version: number;
  facts: Fact[];
}

export const fact = (type: string, data: Raw = {}, by: Entry["by"] = system): Fact => ({ type, by, data });
export const moment = (minute: number, version: number, type: string, data: Raw = {}, by = system): Moment => ({
  minute,
  version,
  facts: [fact(type, data, by)],
});

const headers = {
  "reply-to": "r+01m83t4cm0230rzsfnwq586gryabcdefgh@leads.example",
  "auto-submitted": "auto-generated",
  "list-unsubscribe": "<http://127.0.0.1:4000/u/token>, <mailto:unsub+token@leads.example?subject=unsubscribe>",
  "list-unsubscribe-post": "List-Unsubscribe=One-Click",
};

const officeAddress = "o+01m83t4cm0230rzsfnwq586gryabcdefgh@leads.example";

/** A mail of the lead's as SES took it. */
export const aMail = (mail: string, minute: number, touch: string, purpose: string, to = zoe): Mail => ({
  id: mail,
  at: at(minute),
  to: [to],
  lead: id,
  touch,
  purpose,
  fields: Object.entries({ ...headers, ...(purpose === "internal" && { "reply-to": officeAddress }) }).map(
    ([name, value]) => ({ name, value }),
  ),
});

export const aTouch = (touch: string, messageId: string, more: Raw = {}): Raw => ({
  pk: `LEAD#${id}`,
  sk: `TOUCH#${touch}`,
  kind: "touch",
  state: "sent",
  covers: [touch],
  attempt: 1,
  messageId,
  at: at(0),
  ...more,
});

export const anExecution = (epoch: number, status: Execution["status"], machine = "FollowUp-1"): Execution => ({
  name: `${id}-${epoch}`,
  machine,
  lead: id,
  epoch,
  status,
  ...(status !== "RUNNING" && { stoppedAt: at(60) }),
});

export const promise = (channel: string, level: number, due: number) => ({ channel, level, dueAt: at(due) });
export const sent = (mail: Mail) =>
  fact("mail.sent", { mailId: mail.id, purpose: mail.purpose, touch: mail.touch, to: mail.to.join() });
