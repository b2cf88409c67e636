import { type Forgery, forget, momentOf } from "./forgery.ts";
import { at, day, moment } from "./sheet.ts";

export const slaForgeries: Forgery[] = [
  [
    "a breach that was not told",
    (paper) => forget(paper, "sla.breached"),
    "SLA moments",
    /tells sla.escalated 2 .* next was 1/,
  ],
  [
    "a breach told early",
    (paper) => Object.assign(momentOf(paper, "sla.breached"), { minute: 299 }),
    "SLA moments",
    /told level 1 .* before/,
  ],
  [
    "a breach told late",
    (paper) => Object.assign(momentOf(paper, "sla.breached"), { minute: 308 }),
    "SLA moments",
    /told level 1 .* due at/,
  ],
  [
    "days that went by, told too late with the last of them",
    (paper) => {
      const told = (minute: number, level: number) =>
        moment(minute, 9, "sla.escalated", { channel: "email", level, dueAt: at(300) });
      paper.timeline.push(told(1020, 3), told(1020 + 2 * day, 5));
    },
    "SLA moments",
    /told level 4 .* due at/,
  ],
  ["an escalation that did not come", (paper) => forget(paper, "sla.escalated"), "SLA moments", /never told level 2/],
  ["an answer in time that was not told", (paper) => forget(paper, "sla.met"), "SLA moments", /not told as met/],
  [
    "an answer told as met too late",
    (paper) => Object.assign(momentOf(paper, "sla.met"), { minute: 6 }),
    "SLA moments",
    /: told as met/,
  ],
  [
    "a breach after an answer",
    (paper) => paper.timeline.push(moment(10, 3, "sla.breached", { channel: "form", level: 1, dueAt: at(5) })),
    "SLA moments",
    /tells sla.breached 1/,
  ],
  [
    "a card that knows of no breach",
    ({ lead }) => Object.assign(lead, { sla: { dueAt: at(300), level: 0 } }),
    "SLA moments",
    /on the card/,
  ],
  [
    "a promise made twice",
    (paper) => paper.timeline.push(moment(61, 5, "sla.opened", { channel: "email", level: 0, dueAt: at(301) })),
    "SLA moments",
    /what is promised already/,
  ],
  [
    "a reply that nobody promised to answer",
    (paper) => {
      forget(paper, "sla.breached");
      forget(paper, "sla.escalated");
      momentOf(paper, "reply.received").facts.pop();
    },
    "answers owed",
    /no answer to the reply reply/,
  ],
  [
    "an inquiry that nobody promised to answer",
    (paper) => {
      forget(paper, "sla.met");
      momentOf(paper, "lead.created").facts.pop();
    },
    "answers owed",
    /no answer to inq_/,
  ],
];
