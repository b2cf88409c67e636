import { claim, type Forgery, inquiryOf } from "./forgery.ts";
import type { Paper } from "./paper.ts";
import { id } from "./sheet.ts";

const handle = { platform: "telegram", scope: "bot", id: "7" };
const handleClaim = (leadId: string) => ({ pk: "HANDLE#telegram#bot#7", sk: "CLAIM", kind: "claim", leadId });

/** She wrote by messenger, and left no address with it. */
const chats = (paper: Paper, leadId?: string): void => {
  Object.assign(inquiryOf(paper), { handle, email: undefined });
  if (leadId) paper.more.push(handleClaim(leadId));
};

const aTwin = ({ lead }: Paper, more: object) => ({ ...lead, id: "ld_twin", pk: "LEAD#ld_twin", ...more });

export const identityForgeries: Forgery[] = [
  [
    "an address that leads to nobody",
    (paper) => Object.assign(claim(paper), { leadId: "ld_gone" }),
    "identity",
    /leads to ld_gone, who does not exist/,
  ],
  ["an address that nobody claims", ({ more }) => more.shift(), "identity", /is not found by its EMAIL#zoe/],
  [
    "two leads of one address",
    (paper) => paper.more.push(aTwin(paper, {})),
    "identity",
    /EMAIL#zoe@person.example is on the cards of several leads/,
  ],
  [
    "an address that leads to two",
    (paper) => Object.assign(claim(paper), { leadId: undefined, holders: [{ leadId: id }, { leadId: "ld_twin" }] }),
    "identity",
    /EMAIL#zoe@person.example leads to Zoë and ld_twin/,
  ],
  [
    "an account that nobody claims",
    (paper) => chats(paper),
    "identity",
    /has inq_.*, whose HANDLE#telegram#bot#7 leads to nobody/,
  ],
  [
    "an account that leads elsewhere",
    (paper) => {
      chats(paper, "ld_twin");
      paper.more.push(aTwin(paper, { email: undefined }));
    },
    "identity",
    /has inq_.*, whose HANDLE#telegram#bot#7 leads to ld_twin/,
  ],
  [
    "an account on a card that does not lead there",
    ({ lead }) => Object.assign(lead, { handles: [handle] }),
    "identity",
    /is not found by its HANDLE#telegram#bot#7/,
  ],
  [
    "two leads of one account",
    (paper) => {
      Object.assign(paper.lead, { handles: [handle] });
      paper.more.push(handleClaim(id), aTwin(paper, { email: undefined }));
    },
    "identity",
    /HANDLE#telegram#bot#7 is on the cards of several leads/,
  ],
];
