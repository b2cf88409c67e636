import { Instant } from "../../../functions/platform/clock.ts";
import { sortable } from "../../../functions/platform/id.ts";
import { audit } from "../../../stacks/local/audit/audit.ts";
import { type Entry, type Execution, evidenceOf, type Mail } from "../../../stacks/local/audit/evidence.ts";
import { readItems } from "../../../stacks/local/audit/item.ts";

const monday = Date.parse("2026-11-23T09:00:00.000Z");

/** That many minutes after Monday, 9 o'clock. */
export const at = (minutes: number): string => new Date(monday + minutes * 60_000).toISOString();
export const day = 24 * 60;

const id = "ld_01M83T4CM0230RZSFNWQ586GRY";
const inquiryId = "inq_01M83T4CM00000WQ5KZDVACW8Q";
const zoe = "zoe@person.example";
const anna = "owner-1@team.example";
const system = { kind: "system" };

type Raw = Record<string, unknown>;
type Fact = Omit<Entry, "id" | "at">;

/** A moment of a timeline: what was written down at once, in which version of the lead. */
export interface Moment {
  minute: number;
  version: number;
  facts: Fact[];
}

const fact = (type: string, data: Raw = {}, by: Entry["by"] = system): Fact => ({ type, by, data });
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

/** A mail of the lead's as SES took it. */
export const aMail = (mail: string, minute: number, touch: string, purpose: string, to = zoe): Mail => ({
  id: mail,
  at: at(minute),
  to: [to],
  lead: id,
  touch,
  purpose,
  fields: Object.entries(headers).map(([name, value]) => ({ name, value })),
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

export const anExecution = (epoch: number, status: Execution["status"]): Execution => ({
  name: `${id}-${epoch}`,
  lead: id,
  epoch,
  status,
  ...(status !== "RUNNING" && { stoppedAt: at(60) }),
});

const promise = (channel: string, level: number, due: number) => ({ channel, level, dueAt: at(due) });
const sent = (mail: Mail) =>
  fact("mail.sent", { mailId: mail.id, purpose: mail.purpose, touch: mail.touch, to: mail.to.join() });

/**
 * An office on paper, in which all is well at 19:00. Zoë wrote at 9:00 and was answered in three minutes; she wrote again at
 * 10:00, and nobody answered in four hours, nor in eight.
 */
export function anOfficeOnPaper() {
  const ack = aMail("m-1", 0, "inq-acknowledgement-lead", "service");
  const notice = aMail("m-2", 0, "inq-new-lead-owner-1", "internal", anna);
  const reply = aMail("m-3", 60, "reply-reply-owner-1", "internal", anna);
  const story = aMail("m-4", 70, "r2-story-lead", "marketing");
  const mails = [ack, notice, reply, story];
  const timeline: Moment[] = [
    {
      minute: 0,
      version: 1,
      facts: [
        fact("lead.created", { source: "website" }),
        fact("lead.assigned", { to: "owner-1", why: "round robin" }),
        fact("stage.entered", { to: "new" }),
        fact("sla.opened", promise("form", 0, 5)),
      ],
    },
    { minute: 0, version: 2, facts: [sent(ack), sent(notice)] },
    {
      minute: 3,
      version: 3,
      facts: [
        fact("response.recorded", { channel: "call", outcome: "reached" }, { kind: "owner", id: "owner-1" }),
        fact("sla.met", promise("form", 0, 5)),
        fact("stage.entered", { from: "new", to: "working" }),
      ],
    },
    {
      minute: 60,
      version: 4,
      facts: [
        fact("reply.received", { mailId: "reply", text: "When?" }, { kind: "lead", id }),
        fact("sla.opened", promise("email", 0, 300)),
      ],
    },
    { minute: 60, version: 5, facts: [sent(reply)] },
    { minute: 70, version: 6, facts: [sent(story)] },
    moment(80, 7, "touch.skipped", { touch: "r2-prices-lead", purpose: "marketing", reason: "unsubscribed" }),
    moment(300, 8, "sla.breached", promise("email", 1, 300)),
    moment(540, 9, "sla.escalated", promise("email", 2, 300)),
  ];
  const lead: Raw = {
    pk: `LEAD#${id}`,
    sk: "LEAD",
    kind: "lead",
    id,
    version: 10,
    epoch: 3,
    stage: "working",
    owner: "owner-1",
    email: zoe,
    consent: { basis: "opt-in", text: "I agree" },
    nextAction: { what: "Next step", dueAt: at(3 + 2 * day) },
    sla: { dueAt: at(300), level: 2, breachedAt: at(300) },
    dueAt: at(60 + 4 * 240),
    pending: [],
    clicks: [],
    createdAt: at(0),
    updatedAt: at(540),
    byAgeSk: `${at(0)}#${id}`,
    byStagePk: "STAGE#working#1",
    byStageSk: `${at(0)}#${id}`,
    byDueSk: `${at(60 + 4 * 240)}#${id}`,
    byOwnerPk: "OWNER#owner-1",
    byOwnerSk: `${at(3 + 2 * day)}#${id}`,
  };
  const inquiry: Raw = {
    pk: `LEAD#${id}`,
    sk: `T#${inquiryId.slice("inq_".length)}`,
    kind: "inquiry",
    at: at(0),
    leadId: id,
    digestedAt: at(0),
    facts: [fact("inquiry.received", { inquiryId, channel: "form", source: "website" }, { kind: "lead", id })],
    inquiry: {
      id: inquiryId,
      receivedAt: at(0),
      source: { id: "website", channel: "form" },
      email: zoe,
      consent: { basis: "opt-in", text: "I agree" },
      made: true,
    },
  };
  return {
    now: at(600),
    grace: 0,
    accepted: [inquiryId],
    lead,
    inquiry,
    timeline,
    mails,
    touches: mails.map((mail) => aTouch(mail.touch, mail.id)),
    executions: [anExecution(1, "ABORTED"), anExecution(2, "ABORTED"), anExecution(3, "RUNNING")],
    more: [
      { pk: `EMAIL#${zoe}`, sk: "CLAIM", kind: "claim", leadId: id },
      { pk: "ONCE#website#hash", sk: "ONCE", kind: "once", inquiryId },
      { pk: "SOURCES", sk: "website", kind: "source", id: "website", consent: { by: "submit" } },
      { pk: "OWNERS", sk: "owner-1", kind: "owner", id: "owner-1", email: anna },
      { pk: "SEEN#website", sk: "2026-11-23#9", kind: "seen", inquiries: 1, leads: 1 },
    ] as Raw[],
  };
}
export type Paper = ReturnType<typeof anOfficeOnPaper>;

const itemOf = ({ minute, version, facts }: Moment): Raw => ({
  pk: `LEAD#${id}`,
  sk: `T#${sortable(Instant.parse(at(minute)), version)}`,
  kind: "facts",
  at: at(minute),
  facts,
});

/** What the audit says of an office on paper: `rule: sentence`, each violation. */
export function auditOf({ now, grace, accepted, mails, executions, ...paper }: Paper): string[] {
  const items = readItems([paper.lead, paper.inquiry, ...paper.timeline.map(itemOf), ...paper.touches, ...paper.more]);
  const findings = audit(evidenceOf({ now, grace, accepted, items, mails, executions }));
  return findings.flatMap(({ rule, broken }) => broken.map((what) => `${rule}: ${what.replaceAll(id, "Zoë")}`));
}
