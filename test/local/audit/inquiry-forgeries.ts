import { claim, type Forgery, inquiryOf } from "./forgery.ts";
import { aMail, moment } from "./paper.ts";

export const inquiryForgeries: Forgery[] = [
  [
    "a card without a version",
    ({ lead }) => delete lead.version,
    "strays",
    /LEAD \(lead\) is not as it should be: version/,
  ],
  [
    "a mail of nobody",
    ({ mails }) => mails.push({ ...aMail("m-9", 1, "t", "service"), lead: "ld_0" }),
    "strays",
    /ld_0 is no lead and has 1 mails/,
  ],
  [
    "an accepted inquiry that is nowhere",
    ({ accepted }) => accepted.push("inq_lost"),
    "accepted inquiries",
    /^inq_lost was accepted/,
  ],
  [
    "an inquiry that no timeline tells",
    ({ inquiry }) => Object.assign(inquiry, { facts: [] }),
    "inquiries",
    /tells 0 times of inq_/,
  ],
  [
    "an inquiry told twice",
    (paper) =>
      paper.timeline.push(
        moment(600, 9, "inquiry.received", { inquiryId: inquiryOf(paper).id, channel: "form", source: "website" }),
      ),
    "inquiries",
    /tells 2 times/,
  ],
  [
    "an inquiry told and not stored",
    ({ timeline }) =>
      timeline.push(moment(600, 9, "inquiry.received", { inquiryId: "inq_x", channel: "form", source: "website" })),
    "inquiries",
    /^inq_x was told of and is not stored/,
  ],
  [
    "an inquiry that never reached the card",
    ({ inquiry }) => delete inquiry.digestedAt,
    "inquiries",
    /never took in inq_/,
  ],
  [
    "an inquiry of another lead",
    ({ inquiry }) => Object.assign(inquiry, { leadId: "ld_other" }),
    "inquiries",
    /which is of ld_other/,
  ],
  [
    "a repeat answered with nothing",
    ({ more }) => Object.assign(more[1] ?? {}, { inquiryId: "inq_gone" }),
    "repeats",
    /answers with inq_gone, which is nowhere/,
  ],
  [
    "an address that leads to nobody",
    (paper) => Object.assign(claim(paper), { leadId: "ld_gone" }),
    "identity",
    /leads to ld_gone, who does not exist/,
  ],
  ["an address that nobody claims", ({ more }) => more.shift(), "identity", /is not found by its EMAIL#zoe/],
  [
    "two leads of one address",
    ({ more, lead }) => more.push({ ...lead, id: "ld_twin" }),
    "identity",
    /zoe@person.example is the address of several leads/,
  ],
];
