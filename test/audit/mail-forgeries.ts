import { type Forgery, factOf, inquiryOf, mailOf, sends, without } from "./forgery.ts";
import { writesAgain } from "./notice-forgeries.ts";
import { ackTouch } from "./paper.ts";
import { aMail, ben, day, moment, zoe } from "./sheet.ts";

export const mailForgeries: Forgery[] = [
  [
    "marketing after an unsubscribe",
    ({ timeline }) => timeline.push(moment(65, 5, "lead.unsubscribed")),
    "permission",
    /r2-story-lead .* unsubscribed/,
  ],
  [
    "marketing after a bounce",
    ({ timeline }) => timeline.push(moment(65, 5, "mail.bounced", { permanent: true })),
    "permission",
    /all mail stopped/,
  ],
  [
    "marketing after a complaint",
    ({ timeline }) => timeline.push(moment(65, 5, "mail.complained")),
    "permission",
    /all mail stopped/,
  ],
  [
    "marketing after a block",
    ({ timeline }) => timeline.push(moment(65, 5, "lead.blocked")),
    "permission",
    /r2-story-lead .* blocked/,
  ],
  [
    "marketing to the archived",
    ({ timeline }) => timeline.push(moment(65, 5, "stage.entered", { from: "working", to: "archived" })),
    "permission",
    /archived/,
  ],
  [
    "marketing without consent",
    (paper) => Object.assign(inquiryOf(paper), { consent: { basis: "inquiry" } }),
    "permission",
    /no consent to marketing/,
  ],
  [
    "marketing with consent of a source that asks for none",
    ({ more }) => Object.assign(more[2] ?? {}, { consent: { by: "none" } }),
    "permission",
    /no consent to marketing/,
  ],
  [
    "marketing with consent of which no proof is kept",
    (paper) => Object.assign(inquiryOf(paper), { consent: { basis: "opt-in" } }),
    "permission",
    /no consent to marketing/,
  ],
  [
    "a mail sent again after a complaint",
    (paper) => {
      paper.timeline.push(
        moment(0, 1, "touch.unknown", { touch: ackTouch, purpose: "service" }),
        moment(5, 3, "mail.complained"),
        moment(10, 3, "mail.sent", { mailId: "m-9", purpose: "service", touch: ackTouch, to: zoe }),
      );
      paper.mails.push(aMail("m-9", 10, ackTouch, "service"));
    },
    "permission",
    /-acknowledgement-lead \(service\) at .*09:10.*: all mail stopped/,
  ],
  [
    "word to an owner after a block",
    ({ timeline }) => timeline.push(moment(301, 9, "lead.blocked")),
    "permission",
    /-2-reassigned-owner-2 \(internal\) at .*: blocked/,
  ],
  [
    "a consent on the card that nobody gave",
    ({ lead }) => Object.assign(lead, { consent: { basis: "imported", text: "By word of mouth" } }),
    "consents",
    /has the basis imported, which nothing proves/,
  ],
  [
    "a consent on the card with another proof",
    ({ lead }) => Object.assign(lead, { consent: { basis: "opt-in", text: "I agree to anything" } }),
    "consents",
    /has the basis opt-in, which nothing proves/,
  ],
  [
    "a customer who has not become one",
    ({ lead }) => Object.assign(lead, { consent: { basis: "customer" } }),
    "consents",
    /has the basis customer, which nothing proves/,
  ],
  [
    "marketing a year after the last word",
    (paper) => sends(paper, 366 * day, "r9-late-lead", "marketing"),
    "permission",
    /no sign of life in a year/,
  ],
  [
    "a follow-up a month after the last word",
    (paper) => {
      Object.assign(inquiryOf(paper), { consent: { basis: "inquiry" } });
      sends(paper, 32 * day, "r9-late-lead", "follow-up");
    },
    "permission",
    /no word from them in 30 days/,
  ],
  [
    "a lead's mail to somebody else",
    (paper) => Object.assign(mailOf(paper, "m-4"), { to: ["eve@person.example"] }),
    "recipients",
    /m-4 \(marketing\) to eve/,
  ],
  [
    "an owner's mail to the lead",
    (paper) => Object.assign(mailOf(paper, "m-3"), { to: ["zoe@person.example"] }),
    "recipients",
    /m-3 \(internal\) to zoe/,
  ],
  [
    "a lead's mail to an address that somebody typed later",
    (paper) => {
      writesAgain(paper, 65, { email: "eve@person.example" });
      Object.assign(mailOf(paper, "m-4"), { to: ["eve@person.example"] });
    },
    "recipients",
    /m-4 \(marketing\) to eve/,
  ],
  [
    "an owner's mail to another owner",
    (paper) => Object.assign(mailOf(paper, "m-3"), { to: [ben] }),
    "recipients",
    /m-3 \(internal\) to owner-2/,
  ],
  [
    "a mail to two",
    (paper) => mailOf(paper, "m-4").to.push("eve@person.example"),
    "recipients",
    /m-4 with 2 recipients/,
  ],
  ["no way to leave", (paper) => without(paper, "m-4", "list-unsubscribe"), "headers", /m-4 with List-Unsubscribe ""/],
  ["no one-click", (paper) => without(paper, "m-4", "list-unsubscribe-post"), "headers", /List-Unsubscribe-Post ""/],
  ["no address for the answer", (paper) => without(paper, "m-1", "reply-to"), "headers", /m-1 with Reply-To ""/],
  [
    "a mail that does not say it is automatic",
    (paper) => without(paper, "m-1", "auto-submitted"),
    "headers",
    /m-1 that does not say/,
  ],
  [
    "two tokens of one lead",
    (paper) => {
      without(paper, "m-1", "reply-to");
      mailOf(paper, "m-1").fields.push({
        name: "reply-to",
        value: "r+01m83t4cm0230rzsfnwq586gryzzzzzzzz@leads.example",
      });
    },
    "reply tokens",
    /more than one token/,
  ],
  [
    "a skip without a reason",
    (paper) => Object.assign(factOf(paper, "touch.skipped")?.data ?? {}, { reason: "" }),
    "skips",
    /skipped r2-prices-lead .* without a reason/,
  ],
  [
    "a skip of what was sent",
    (paper) => Object.assign(factOf(paper, "touch.skipped")?.data ?? {}, { touch: "r2-story-lead" }),
    "skips",
    /skipped r2-story-lead .* and sent it/,
  ],
];
