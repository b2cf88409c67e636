import { type Forgery, inquiryOf } from "./forgery.ts";
import type { Paper } from "./paper.ts";
import { aMail, moment } from "./sheet.ts";

const early = "2026-11-23T09:01:00.000Z";

const seen = ({ more }: Paper) => more.find(({ kind }) => kind === "seen") ?? {};

const rawDelivery = (more: { state: string; dueAt?: string; byDueSk?: string }) => ({
  ...{ pk: "PARCEL#pc_1", sk: "PARCEL", kind: "parcel", id: "pc_1" },
  byStagePk: `PARCELS#${more.state}`,
  ...more,
});

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
    "a parcel that nobody opened in time",
    ({ more }) => more.push(rawDelivery({ state: "waiting", dueAt: early, byDueSk: `${early}#pc_1` })),
    "parcels",
    /pc_1 was due at .* and not opened/,
  ],
  [
    "a parcel that waits for nothing",
    ({ more }) => more.push(rawDelivery({ state: "waiting" })),
    "parcels",
    /pc_1 is waiting and due at undefined/,
  ],
  [
    "a parcel in quarantine that would be opened",
    ({ more }) => more.push(rawDelivery({ state: "quarantined", dueAt: early })),
    "parcels",
    /is quarantined and due at/,
  ],
  [
    "a parcel listed where it is not looked for",
    ({ more }) => more.push({ ...rawDelivery({ state: "unpacked" }), byStagePk: "PARCELS#waiting" }),
    "parcels",
    /is unpacked and listed under PARCELS#waiting/,
  ],
  [
    "a repeat answered with nothing",
    ({ more }) => Object.assign(more[1] ?? {}, { inquiryId: "inq_gone" }),
    "repeats",
    /answers with inq_gone, which is nowhere/,
  ],
  [
    "a parcel that was opened, and became nothing",
    ({ more }) => more.push({ ...rawDelivery({ state: "unpacked" }), inquiryId: "inq_lost" }),
    "parcels",
    /pc_1 was opened, and inq_lost is on no timeline/,
  ],
  [
    "an inquiry counted twice",
    (paper) => Object.assign(seen(paper), { inquiries: 2 }),
    "rollups",
    /^website 2026-11-23: 2 inquiries counted, 1 recounted/,
  ],
  [
    "an inquiry that was not counted",
    (paper) => paper.more.splice(paper.more.indexOf(seen(paper)), 1),
    "rollups",
    /^website 2026-11-23: 0 inquiries counted, 1 recounted/,
  ],
  [
    "a test that was counted",
    (paper) => Object.assign(inquiryOf(paper), { test: true }),
    "rollups",
    /: 1 inquiries counted, 0 recounted/,
  ],
  [
    "a lead counted for each of its inquiries",
    (paper) => Object.assign(seen(paper), { leads: 2 }),
    "rollups",
    /^website 2026-11-23: 2 leads counted, 1 recounted/,
  ],
  [
    "a lead that was not counted",
    (paper) => Object.assign(seen(paper), { leads: 0 }),
    "rollups",
    /^website 2026-11-23: 0 leads counted, 1 recounted/,
  ],
  [
    "a lead that no inquiry made",
    (paper) => delete inquiryOf(paper).made,
    "rollups",
    /^Zoë was created at 2026-11-23T09:00.* and made by that of no inquiry/,
  ],
  [
    "a count of a day on which nothing came",
    ({ more }) => more.push({ pk: "SEEN#website", sk: "2026-10-01#9", kind: "seen", inquiries: 3, leads: 0 }),
    "rollups",
    /^website 2026-10-01: 3 inquiries counted, 0 recounted/,
  ],
];
