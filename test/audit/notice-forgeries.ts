import { sortable } from "../../functions/platform/id.ts";
import { Instant } from "../../functions/platform/time.ts";
import { type Forgery, factOf, inquiryOf, sends } from "./forgery.ts";
import { ackTouch, type Paper, promised } from "./paper.ts";
import { at, day, id, inquiryId, moment, promise } from "./sheet.ts";

/** Leaves nothing of a touch: no mail, no entry of the ledger, no word on the timeline. */
export function loses(paper: Paper, touch: string): void {
  paper.mails = paper.mails.filter((mail) => mail.touch !== touch);
  paper.touches = paper.touches.filter(({ sk }) => sk !== `TOUCH#${touch}`);
  for (const one of paper.timeline) one.facts = one.facts.filter(({ data }) => data.touch !== touch);
}

/** Writes a second inquiry down, digested then, of which nobody hears by itself. */
export function writesAgain(paper: Paper, minute: number, more: object = {}): string {
  const ulid = sortable(Instant.parse(at(minute)), 0);
  const again = `inq_${ulid}`;
  const facts = [
    {
      type: "inquiry.received",
      by: { kind: "lead", id },
      data: { inquiryId: again, channel: "form", source: "website" },
    },
  ];
  const inquiry = { ...inquiryOf(paper), id: again, receivedAt: at(minute), made: false, ...more };
  paper.more.push({ ...paper.inquiry, sk: `T#${ulid}`, at: at(minute), facts, digestedAt: at(minute), inquiry });
  paper.more.push({ pk: "SEEN#website", sk: "2026-11-23#3", kind: "seen", inquiries: 1, leads: 0 });
  return again;
}

/** Raises the promise once more: nobody has answered for sixteen hours. */
function raises(paper: Paper): void {
  paper.now = at(1030);
  paper.timeline.push(moment(1020, 12, "sla.escalated", promise("email", 3, 300)));
}

export const noticeForgeries: Forgery[] = [
  [
    "an inquiry of which its owner never heard",
    (paper) => loses(paper, `${inquiryId}-new-lead-owner-1`),
    "inquiries told",
    /told its owner nothing of inq_/,
  ],
  [
    "an inquiry of which somebody else was told",
    (paper) => Object.assign(factOf(paper, "lead.assigned")?.data ?? {}, { to: "owner-2" }),
    "inquiries told",
    /told its owner nothing of inq_/,
  ],
  ["a lead that was not thanked", (paper) => loses(paper, ackTouch), "inquiries told", /was not thanked for inq_/],
  [
    "a lead that was thanked for the inquiry before, more than an hour ago",
    (paper) => writesAgain(paper, 61),
    "inquiries told",
    /was not thanked for inq_/,
  ],
  [
    "a lead thanked twice in an hour",
    (paper) => sends(paper, 59, `${writesAgain(paper, 59)}-acknowledgement-lead`, "service"),
    "thanks",
    /was thanked for inq_.* within an hour of inq_/,
  ],
  [
    "a reply of which its owner never heard",
    (paper) => loses(paper, "reply-reply-owner-1"),
    "replies told",
    /nothing of the reply reply/,
  ],
  [
    "a breach of which the owner was not reminded",
    (paper) => loses(paper, `${promised}-1-response-overdue-owner-1`),
    "levels told",
    /reminded no owner at level 1/,
  ],
  [
    "a breach that the manager does not know of",
    (paper) => loses(paper, `${promised}-1-promise-broken-manager-1`),
    "levels told",
    /told no manager at level 1/,
  ],
  [
    "a lead nobody answers and nobody else gets",
    (paper) => {
      const { facts = [] } = paper.timeline.find(({ minute, version }) => minute === 540 && version === 10) ?? {};
      facts.pop();
    },
    "levels told",
    /went to no other owner at level 2/,
  ],
  [
    "a lead given to somebody who is not told",
    (paper) => loses(paper, `${promised}-2-reassigned-owner-2`),
    "levels told",
    /told no new owner at level 2/,
  ],
  ["a pool that is not alerted", raises, "levels told", /did not alert owner-2 at level 3/],
  ["a manager who is not alerted", raises, "levels told", /told no manager at level 3/],
  [
    "a thank-you given up because nobody knew whether it went",
    (paper) => {
      loses(paper, ackTouch);
      const data = { touch: ackTouch, purpose: "service", reason: "unknown whether it was sent" };
      paper.timeline.push(moment(30 * day, 30, "touch.skipped", data));
    },
    "inquiries told",
    /was not thanked for inq_/,
  ],
];
