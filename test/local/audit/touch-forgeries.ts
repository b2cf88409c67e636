import { type Forgery, forget, momentOf } from "./forgery.ts";
import { aMail, aTouch, at } from "./paper.ts";

export const touchForgeries: Forgery[] = [
  [
    "marketing sent twice",
    ({ mails }) => mails.push(aMail("m-9", 70, "r2-story-lead", "marketing")),
    "touches",
    /r2-story-lead to zoe@person.example 2 times, 1 allowed/,
  ],
  [
    "a service mail sent twice without a word",
    ({ mails }) => mails.push(aMail("m-9", 0, "inq-acknowledgement-lead", "service")),
    "touches",
    /2 times, 1 allowed/,
  ],
  ["a mail that is not told", (paper) => forget(paper, "mail.sent"), "mails told", /was sent m-1 .* told 0 times/],
  ["a mail told that was not sent", ({ mails }) => mails.pop(), "mails told", /tells of m-4 .* never sent/],
  [
    "a mail told twice",
    (paper) => paper.timeline.push({ ...momentOf(paper, "mail.sent"), version: 9 }),
    "mails told",
    /tells twice of inq-acknowledgement-lead/,
  ],
  [
    "a call without an end",
    ({ touches }) => Object.assign(touches[0] ?? {}, { state: "calling", since: at(1) }),
    "ledger",
    /inq-acknowledgement-lead calling since/,
  ],
  [
    "a touch taken and forgotten",
    ({ touches }) => touches.push(aTouch("r2-prices-2-lead", "", { state: "claimed" })),
    "ledger",
    /took r2-prices-2-lead and forgot it/,
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
    /r2-story-lead, which is not in the ledger/,
  ],
  [
    "a touch done with another, and by itself",
    ({ touches }) => Object.assign(touches[0] ?? {}, { covers: ["r2-story-lead"] }),
    "ledger",
    /sent r2-story-lead with inq-ack/,
  ],
];
