import { type Forgery, forget, mailOf, momentOf } from "./forgery.ts";
import { ackTouch, promised } from "./paper.ts";
import { aMail, aTouch, at, moment } from "./sheet.ts";

export const touchForgeries: Forgery[] = [
  [
    "marketing sent twice",
    ({ mails }) => mails.push(aMail("m-9", 70, "r2-story-lead", "marketing")),
    "touches",
    /r2-story-lead to zoe@person.example 2 times, 1 allowed/,
  ],
  [
    "a service mail sent twice without a word",
    ({ mails }) => mails.push(aMail("m-9", 0, ackTouch, "service")),
    "touches",
    /2 times, 1 allowed/,
  ],
  ["a mail that is not told", (paper) => forget(paper, "mail.sent"), "mails told", /was sent m-1 .* told 0 times/],
  ["a mail told that was not sent", ({ mails }) => mails.pop(), "mails told", /tells of m-7 .* never sent/],
  [
    "a mail told twice",
    (paper) => paper.timeline.push({ ...momentOf(paper, "mail.sent"), version: 9 }),
    "mails told",
    /tells twice of inq_\w+-acknowledgement-lead/,
  ],
  [
    "a call without an end",
    ({ touches }) => Object.assign(touches[0] ?? {}, { state: "calling", since: at(1) }),
    "ledger",
    /-acknowledgement-lead calling since/,
  ],
  [
    "a touch taken and forgotten",
    ({ touches }) => touches.push(aTouch("r2-prices-2-lead", "", { state: "claimed" })),
    "ledger",
    /took r2-prices-2-lead and forgot it/,
  ],
  [
    "a touch skipped in the ledger alone",
    ({ touches }) => touches.push(aTouch("r2-prices-2-lead", "", { state: "skipped" })),
    "ledger",
    /skipped r2-prices-2-lead and forgot it/,
  ],
  [
    "a touch sent as another mail",
    ({ touches }) => Object.assign(touches[0] ?? {}, { messageId: "m-0" }),
    "ledger",
    /as m-0, which is no mail/,
  ],
  [
    "a mail that the ledger does not know",
    ({ touches }) => touches.pop(),
    "ledger",
    /-2-reassigned-owner-2, which is not in the ledger/,
  ],
  [
    "a touch done with another, and by itself",
    ({ touches }) => Object.assign(touches[0] ?? {}, { covers: ["r2-story-lead"] }),
    "ledger",
    /sent r2-story-lead with inq_/,
  ],
  [
    "a touch taken and forgotten of somebody archived",
    (paper) => {
      paper.timeline.push(moment(550, 20, "stage.entered", { from: "working", to: "archived" }));
      paper.touches.push(aTouch("r2-prices-2-lead", "", { state: "claimed" }));
    },
    "ledger",
    /took r2-prices-2-lead and forgot it/,
  ],
  [
    "a touch of which nobody knew, and nobody asked again, of somebody archived",
    (paper) => {
      paper.timeline.push(
        moment(2, 3, "touch.unknown", { touch: ackTouch, purpose: "service" }),
        moment(550, 20, "stage.entered", { from: "working", to: "archived" }),
      );
      Object.assign(paper.touches[0] ?? {}, { state: "unknown", since: at(1), messageId: undefined });
    },
    "ledger",
    /-acknowledgement-lead unknown since/,
  ],
  [
    "a step of a cadence sent as service",
    (paper) => Object.assign(mailOf(paper, "m-4"), { purpose: "service" }),
    "purposes",
    /was sent m-4 for r2-story-lead as service/,
  ],
  [
    "a thank-you sent as marketing",
    (paper) => Object.assign(mailOf(paper, "m-1"), { purpose: "marketing" }),
    "purposes",
    /as marketing/,
  ],
  [
    "a word to an owner given up because nobody knew whether it went",
    ({ timeline }) =>
      timeline.push(
        moment(545, 20, "touch.skipped", {
          ...{ touch: `${promised}-3-pool-alert-owner-1`, purpose: "internal", reason: "unknown whether it was sent" },
        }),
      ),
    "skips",
    /gave up sla.*-pool-alert-owner-1 .* better twice/,
  ],
];
