import { sortable } from "../../functions/platform/id.ts";
import { Instant } from "../../functions/platform/time.ts";
import type { RivalEdit } from "../../stacks/local/table/rival.ts";
import { audit } from "./audit.ts";
import { evidenceOf } from "./evidence.ts";
import { readItems } from "./item.ts";
import {
  aMail,
  anExecution,
  anna,
  aTouch,
  at,
  ben,
  day,
  fact,
  id,
  inquiryId,
  type Moment,
  mara,
  moment,
  promise,
  type Raw,
  sent,
  zoe,
} from "./sheet.ts";

export const ackTouch = `${inquiryId}-acknowledgement-lead`;

/** The cause of what follows when nobody answers what she wrote at 10:00. */
export const promised = "sla20261123T100000000Z";

const anOwner = (owner: string, email: string, role = "owner"): Raw => ({
  ...{ pk: "OWNERS", sk: owner, kind: "owner", id: owner, email, pool: "sales", role },
});

/**
 * An office on paper, in which all is well at 19:00. Zoë wrote at 9:00 and was answered in three minutes; she wrote again at
 * 10:00, and nobody answered in four hours, nor in eight: then Ben got her.
 */
export function anAppOnPaper() {
  const ack = aMail("m-1", 0, ackTouch, "service");
  const notice = aMail("m-2", 0, `${inquiryId}-new-lead-owner-1`, "internal", anna);
  const reply = aMail("m-3", 60, "reply-reply-owner-1", "internal", anna);
  const story = aMail("m-4", 70, "r2-story-lead", "marketing");
  const late = aMail("m-5", 300, `${promised}-1-response-overdue-owner-1`, "internal", anna);
  const broken = aMail("m-6", 300, `${promised}-1-promise-broken-manager-1`, "internal", mara);
  const passed = aMail("m-7", 540, `${promised}-2-reassigned-owner-2`, "internal", ben);
  const mails = [ack, notice, reply, story, late, broken, passed];
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
    { minute: 300, version: 9, facts: [sent(late), sent(broken)] },
    {
      minute: 540,
      version: 10,
      facts: [
        fact("sla.escalated", promise("email", 2, 300)),
        fact("lead.assigned", { from: "owner-1", to: "owner-2", why: "no response in time" }),
      ],
    },
    { minute: 540, version: 11, facts: [sent(passed)] },
  ];
  const lead: Raw = {
    pk: `LEAD#${id}`,
    sk: "LEAD",
    kind: "lead",
    id,
    version: 12,
    epoch: 3,
    stage: "working",
    owner: "owner-2",
    pool: "sales",
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
    byOwnerPk: "OWNER#owner-2",
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
    edits: [] as RivalEdit[],
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
      anOwner("owner-1", anna),
      anOwner("owner-2", ben),
      anOwner("manager-1", mara, "manager"),
      { pk: "SEEN#website", sk: "2026-11-23#9", kind: "seen", inquiries: 1, leads: 1 },
    ] as Raw[],
  };
}
export type Paper = ReturnType<typeof anAppOnPaper>;

const itemOf = ({ minute, version, facts }: Moment): Raw => ({
  pk: `LEAD#${id}`,
  sk: `T#${sortable(Instant.parse(at(minute)), version)}`,
  kind: "facts",
  at: at(minute),
  facts,
});

/** What the audit says of an office on paper: `rule: sentence`, each violation. */
export function auditOf({ now, grace, accepted, edits, mails, executions, ...paper }: Paper): string[] {
  const items = readItems([paper.lead, paper.inquiry, ...paper.timeline.map(itemOf), ...paper.touches, ...paper.more]);
  const findings = audit(evidenceOf({ now, grace, accepted, edits, items, mails, executions }));
  return findings.flatMap(({ rule, broken }) => broken.map((what) => `${rule}: ${what.replaceAll(id, "Zoë")}`));
}
