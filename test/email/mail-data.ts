import type { MailInput } from "../../functions/email/outbound/render.ts";

export const brand = { company: "Sunny Roofs", postalAddress: "1 Harbour Street, Dublin D01, Ireland" };

export const unsubscribe = "https://leads.example/u/abc-DEF_123";

export const person = {
  name: "Ana Petrosyan",
  firstName: "Ana",
  email: "ana@example.com",
  phone: "+37410123456",
  chats: ["WhatsApp: Ana Petrosyan"],
  company: "Ararat Ltd",
  temperature: "warm",
  language: "hy",
};

/** All that any internal mail may be given. */
export const internalData = {
  owner: { name: "Maria Costa", firstName: "Maria" },
  lead: person,
  source: { name: "Website", channel: "form", campaign: "spring" },
  inquiries: [{ channel: "form", source: "Website", receivedAt: "Mon 23 Nov, 09:00", message: "We need a roof." }],
  due: "Mon 23 Nov, 09:05",
  late: "5 minutes",
  level: 1,
  previousOwner: "Tom Berg",
  links: { respond: "https://leads.example/r/abc-DEF_456" },
  action: { what: "Send the proposal", due: "Tue 24 Nov, 17:00" },
};

/** An acknowledgement to a lead, with other data where given. */
export const acknowledgement = (data: Record<string, unknown> = {}): MailInput => ({
  mail: "acknowledgement",
  language: "en",
  data: { lead: person, company: brand.company, message: "We need a roof.", ...data },
  links: { unsubscribe },
  brand,
});

/** The notice of a new lead to its owner, with other data where given. */
export const newLead = (data: Record<string, unknown> = {}): MailInput => ({
  mail: "owner-new-lead",
  language: "en",
  data: { ...internalData, ...data },
  links: {},
  brand,
});
