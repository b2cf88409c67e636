import { describe, expect, it } from "vitest";
import { rules } from "./audit.ts";
import { clockForgeries } from "./clock-forgeries.ts";
import { type Forgery, inquiryOf, momentOf } from "./forgery.ts";
import { identityForgeries } from "./identity-forgeries.ts";
import { inquiryForgeries } from "./inquiry-forgeries.ts";
import { mailForgeries } from "./mail-forgeries.ts";
import { loses, noticeForgeries, writesAgain } from "./notice-forgeries.ts";
import { ackTouch, anAppOnPaper, auditOf, type Paper } from "./paper.ts";
import { aMail, at, day, id, inquiryId, moment } from "./sheet.ts";
import { slaForgeries } from "./sla-forgeries.ts";
import { timelineForgeries } from "./timeline-forgeries.ts";
import { touchForgeries } from "./touch-forgeries.ts";

const forgeries: Forgery[] = [
  ...inquiryForgeries,
  ...identityForgeries,
  ...touchForgeries,
  ...noticeForgeries,
  ...clockForgeries,
  ...slaForgeries,
  ...mailForgeries,
  ...timelineForgeries,
];

const touch = ackTouch;
const unknown = () => moment(0, 2, "touch.unknown", { touch, purpose: "service" });
const untold = (paper: Paper) => {
  const { facts } = momentOf(paper, "mail.sent");
  facts.splice(0, 1);
};
/** Puts her into a stage that has a machine of its own; what was promised is void. */
function enters({ lead, timeline, executions, ...paper }: Paper, stage: string, machine: string): void {
  Object.assign(lead, { stage, byStagePk: `STAGE#${stage}#1`, sla: voided({ lead, timeline, executions, ...paper }) });
  timeline.push(moment(590, 12, "stage.entered", { from: "working", to: stage }));
  Object.assign(executions[2] ?? {}, { machine });
}
const voided = ({ lead }: Paper) => ({ ...(lead.sla as object), closedAt: at(590) });

/** What looks wrong and is not. */
const allowed: [what: string, change: (paper: Paper) => void][] = [
  [
    "a service mail sent again because nobody knew what had become of it",
    (paper) => {
      paper.timeline.push(unknown());
      paper.mails.push(aMail("m-0", 0, touch, "service"));
    },
  ],
  [
    "a mail that is not told because its fate is unknown",
    (paper) => {
      untold(paper);
      paper.timeline.push(unknown());
      Object.assign(paper.touches[0] ?? {}, { state: "unknown", since: at(595), messageId: undefined });
      Object.assign(paper.lead, { pending: [{ kind: "acknowledgement", scope: inquiryId }] });
    },
  ],
  [
    "marketing after an unsubscribe that was taken back",
    ({ timeline }) =>
      timeline.push(moment(61, 5, "lead.unsubscribed"), moment(62, 5, "lead.resubscribed", {}, { kind: "lead" })),
  ],
  ["marketing before an unsubscribe", ({ timeline }) => timeline.push(moment(71, 7, "lead.unsubscribed"))],
  ["a soft bounce", ({ timeline }) => timeline.push(moment(61, 5, "mail.bounced", { permanent: false }))],
  [
    "a report that calls nothing spam",
    ({ timeline }) => timeline.push(moment(61, 5, "mail.complained", { feedback: "not-spam" })),
  ],
  [
    "a lead asleep for two months",
    (paper) => {
      const dueAt = at(62 * day);
      const [byDueSk, byOwnerSk] = [`${dueAt}#${paper.lead.id}`, `${dueAt}#${paper.lead.id}`];
      enters(paper, "dormant", "Recycle-1");
      Object.assign(paper.lead, { dueAt, nextAction: { what: "Ask again", dueAt }, byDueSk, byOwnerSk });
      paper.executions.pop();
    },
  ],
  [
    "a lead asleep whose inquiry nobody takes, to be looked at in three minutes",
    (paper) => {
      const dueAt = at(603);
      enters(paper, "dormant", "Recycle-1");
      Object.assign(paper.lead, { dueAt, digestAt: dueAt, byDueSk: `${dueAt}#${paper.lead.id}` });
      paper.executions.pop();
    },
  ],
  ["a promise that a stage made void", (paper) => enters(paper, "nurturing", "Nurture-1")],
  [
    "an answer after the breach",
    (paper) => {
      Object.assign(paper.lead, { sla: { ...(paper.lead.sla as object), respondedAt: at(590) } });
      paper.timeline.push(moment(590, 9, "response.recorded"));
    },
  ],
  [
    "a promise that counts from when the inquiry left quarantine",
    (paper) => {
      Object.assign(inquiryOf(paper), { receivedAt: at(-30), admittedAt: at(0) });
      const byAge = `${at(-30)}#${id}`;
      Object.assign(paper.lead, { createdAt: at(-30), byAgeSk: byAge, byStageSk: byAge });
    },
  ],
  [
    "a breach of a clock that the sweep had to mend",
    (paper) => {
      momentOf(paper, "sla.breached").minute = 306;
      Object.assign(paper.lead, { sla: { ...(paper.lead.sla as object), breachedAt: at(306) } });
    },
  ],
  [
    "a count in several shards, and a notice that tells of two inquiries",
    (paper) => {
      const again = writesAgain(paper, 0);
      Object.assign(paper.touches[1] ?? {}, { covers: [`${inquiryId}-new-lead-owner-1`, `${again}-inquiry-owner-1`] });
    },
  ],
  [
    "an office that was ended in the middle of something",
    (paper) => {
      Object.assign(paper, { now: at(541), grace: 7 * 60_000 });
      Object.assign(paper.lead, { dueAt: at(540), byDueSk: `${at(540)}#${paper.lead.id}` });
      paper.executions.pop();
    },
  ],
  [
    "a notice that waits to be sent",
    (paper) => {
      loses(paper, `${inquiryId}-new-lead-owner-1`);
      Object.assign(paper.lead, { pending: [{ kind: "new-lead", scope: inquiryId, to: "owner-1" }] });
    },
  ],
  [
    "a thank-you that had no address to go to",
    (paper) => {
      loses(paper, touch);
      paper.timeline.push(moment(1, 3, "touch.skipped", { touch, purpose: "service", reason: "no mail address" }));
    },
  ],
  [
    "somebody who was brought in, and not thanked",
    (paper) => {
      loses(paper, touch);
      Object.assign(inquiryOf(paper), { manual: true });
    },
  ],
  [
    "somebody blocked, who writes again and is not answered",
    (paper) => {
      paper.timeline.push(moment(592, 12, "lead.blocked"));
      writesAgain(paper, 595);
    },
  ],
  [
    "marketing to whom somebody brought in, with their evidence",
    ({ lead, inquiry, more }) => {
      const consent = { basis: "imported", text: "Signed a list at the fair" };
      Object.assign(lead, { consent });
      Object.assign(inquiry.inquiry as object, { consent, manual: true });
      Object.assign(more[2] ?? {}, { consent: { by: "none" } });
    },
  ],
  [
    "marketing to a customer",
    ({ lead, inquiry, timeline }) => {
      Object.assign(lead, { consent: { basis: "customer" } });
      Object.assign(inquiry.inquiry as object, { consent: { basis: "inquiry" } });
      timeline.push(moment(65, 5, "lead.converted"));
    },
  ],
];

describe("the audit", () => {
  it("finds nothing in an office where all is well", () => {
    expect(auditOf(anAppOnPaper())).toEqual([]);
  });

  it.each(forgeries)("finds %s", (_, forge, rule, sentence) => {
    const paper = anAppOnPaper();
    forge(paper);
    const found = auditOf(paper).filter((line) => line.startsWith(`${rule}: `));
    expect(found.map((line) => line.slice(rule.length + 2))).toContainEqual(expect.stringMatching(sentence));
  });

  it("has a forgery for every rule", () => {
    expect(new Set(forgeries.map(([, , rule]) => rule))).toEqual(new Set(rules.map(({ name }) => name)));
  });

  it("misses no count of a day that is more than two years past", () => {
    const paper = anAppOnPaper();
    const receivedAt = "2024-11-01T09:00:00.000Z";
    Object.assign(inquiryOf(paper), { receivedAt });
    Object.assign(paper.lead, { createdAt: receivedAt });
    paper.more = paper.more.filter(({ kind }) => kind !== "seen");
    expect(auditOf(paper).filter((line) => line.startsWith("rollups"))).toEqual([]);
  });

  it.each(allowed)("lets pass %s", (_, change) => {
    const paper = anAppOnPaper();
    change(paper);
    expect(auditOf(paper)).toEqual([]);
  });
});
