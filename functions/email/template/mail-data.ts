export type LeadMailData = {
  lead: { name?: string | undefined; firstName?: string | undefined };
  owner?: { name: string; firstName?: string | undefined } | undefined;
  company: string;
  message?: string | undefined;
  links: { site: string; prices: string; survey: string };
};

export type OwnerReplyMailData = {
  subject?: string | undefined;
  answer: string[][];
  signature?: string | undefined;
};

export type OwnerMailData = {
  owner: { name: string; firstName?: string | undefined };
  lead: {
    name: string;
    email?: string | undefined;
    phone?: string | undefined;
    chats: string[];
    company?: string | undefined;
    temperature: string;
    language: string;
  };
  source: { name: string; channel: string; campaign?: string | undefined };
  inquiries: { channel: string; source: string; receivedAt: string; message?: string | undefined }[];
  due?: string | undefined;
  late?: string | undefined;
  previousOwner?: string | undefined;
  reply?: { subject: string; text: string; from?: string | undefined } | undefined;
  /** What becomes of a reply to the notice: it goes to the lead, it cannot, or it is a manager's and goes to nobody. */
  answerable?: boolean | undefined;
  unanswerable?: boolean | undefined;
  forManager?: boolean | undefined;
  /** One of ours whom no notice reaches, and why. */
  person?: { name: string; email: string } | undefined;
  why?: string | undefined;
  links: { respond: string };
  action?: { what: string; due: string } | undefined;
};

export type ReturnMailData = Pick<OwnerMailData, "owner" | "links"> & {
  lead: Pick<OwnerMailData["lead"], "name" | "email" | "phone" | "chats">;
  source: Record<string, never>;
  /** All of them wait to be let go; all of them are of others. */
  waits?: boolean | undefined;
  byOther?: boolean | undefined;
  open?: boolean | undefined;
  returned: {
    why: string;
    text?: string | undefined;
    files?: string | undefined;
    release?: string | undefined;
  }[];
};

/** Every field is there, all the way down: a sample in which one is forgotten does not compile. */
type Whole<T> = T extends (infer One)[]
  ? Whole<One>[]
  : T extends object
    ? { [K in keyof T]-?: Whole<NonNullable<T[K]>> }
    : T;

const everywhere = {
  brand: { company: "Sunny Roofs", postalAddress: "1 Harbour Street, Dublin" },
};
const unsubscribe = "https://leads.example/u/token";

const answerSample: Whole<OwnerReplyMailData> = {
  subject: "Your roof",
  answer: [["Hello Ana,"], ["we can come on Thursday.", "Shall we?"]],
  signature: "Maria Costa",
};

const leadSample: Whole<LeadMailData> = {
  lead: { name: "Ana Petrosyan", firstName: "Ana" },
  owner: { name: "Maria Costa", firstName: "Maria" },
  company: "Sunny Roofs",
  message: "We need a roof.\n\nHow much would it be?",
  links: {
    site: "https://leads.example/t/c/site",
    prices: "https://leads.example/t/c/prices",
    survey: "https://leads.example/s/token",
  },
};

const ownerSample: Whole<OwnerMailData> = {
  owner: { name: "Maria Costa", firstName: "Maria" },
  lead: {
    name: "Ana Petrosyan",
    email: "ana@example.com",
    phone: "+37410123456",
    chats: ["WhatsApp: Ana"],
    company: "Ararat Ltd",
    temperature: "warm",
    language: "hy",
  },
  source: { name: "Website", channel: "form", campaign: "spring" },
  inquiries: [{ channel: "form", source: "Website", receivedAt: "Mon 23 Nov, 09:00", message: "We need a roof." }],
  due: "Mon 23 Nov, 09:05",
  late: "5 minutes",
  previousOwner: "Tom Berg",
  reply: { subject: "Re: your inquiry", text: "Yes, please call me.", from: "eva@example.com" },
  answerable: true,
  unanswerable: true,
  forManager: true,
  person: { name: "Tom Berg", email: "tom@team.example" },
  why: "the mailbox is gone",
  links: { respond: "https://leads.example/r/token" },
  action: { what: "Send the proposal", due: "Tue 24 Nov, 17:00" },
};

const returnSample: Omit<Whole<ReturnMailData>, "owner" | "lead" | "source" | "links"> = {
  waits: true,
  byOther: true,
  open: true,
  returned: [
    {
      why: "It carries more than 7 MB of files.",
      text: "The film.",
      files: "film.mp4",
      release: "https://leads.example/r/send",
    },
  ],
};

const poorLead: LeadMailData = {
  lead: {},
  company: "Sunny Roofs",
  links: leadSample.links,
};
const poorOwner: OwnerMailData = {
  owner: { name: "Maria" },
  lead: { name: "Unnamed lead", chats: [], temperature: "cold", language: "en" },
  source: { name: "Website", channel: "form" },
  inquiries: [],
  links: ownerSample.links,
};

/** Made-up data that texts are tried with: `whole` has every field there is, `poor` only what is always there. */
export const samples = {
  lead: {
    whole: { ...leadSample, ...answerSample, ...everywhere, links: { ...leadSample.links, unsubscribe } },
    poor: { ...poorLead, answer: [["Yes."]], ...everywhere, links: { ...poorLead.links, unsubscribe } },
  },
  owner: {
    whole: { ...ownerSample, ...returnSample, ...everywhere },
    poor: { ...poorOwner, returned: [{ why: "It carries more than 7 MB of files." }], ...everywhere },
  },
};
