import { type Forgery, factOf, momentOf } from "./forgery.ts";
import { moment } from "./sheet.ts";

export const timelineForgeries: Forgery[] = [
  [
    "an unknown type",
    ({ timeline }) => timeline.push(moment(600, 9, "lead.sang")),
    "timelines",
    /lead.sang .* which is no type/,
  ],
  [
    "an unknown actor",
    ({ timeline }) => timeline.push(moment(600, 9, "audit", {}, { kind: "ghost" })),
    "timelines",
    /by ghost/,
  ],
  [
    "an entry that says too little",
    (paper) => delete factOf(paper, "mail.sent")?.data.purpose,
    "timelines",
    /mail.sent without purpose/,
  ],
  [
    "a leap from stage to stage",
    (paper) => Object.assign(momentOf(paper, "sla.met").facts[2]?.data ?? {}, { from: "proposal" }),
    "stages",
    /left proposal .* and was in new/,
  ],
  [
    "a stage entered in a version before that of the one before",
    (paper) => Object.assign(momentOf(paper, "sla.met"), { version: 0 }),
    "stages",
    /entered working in version 0, after/,
  ],
  [
    "an edit that somebody else's write has taken away",
    ({ lead, edits }) => edits.push({ pk: String(lead.pk), sk: String(lead.sk), mark: "rival-1", version: 12 }),
    "edits",
    /has lost the edit rival-1 of its version 12/,
  ],
  [
    "a lead that is not where its timeline ends",
    ({ lead }) => Object.assign(lead, { stage: "proposal" }),
    "stages",
    /is in proposal, and its timeline says working/,
  ],
];
