import { describe, expect, it, test } from "vitest";
import { type MailName, renderMail } from "../../functions/email/outbound/render.ts";
import type { MailFile } from "../../workflows/definitions/mail-file.ts";
import { cadences, mails, parts } from "../../workflows/definitions/shipped.ts";
import { brand, internalData, person, unsubscribe } from "./mail-data.ts";

const names = Object.keys(mails);
const isInternal = (mail: MailName): boolean => mails[mail]?.purpose === "internal";

const pages = {
  prices: "https://leads.example/t/c/abc-prices",
  site: "https://leads.example/t/c/abc-site",
  survey: "https://leads.example/s/abc-survey",
};
const leadData = {
  lead: { name: person.name, firstName: person.firstName },
  owner: { name: "Maria Costa", firstName: "Maria" },
  company: brand.company,
  message: "We need a roof.\n\nHow much would it be?",
  links: pages,
  subject: "Your roof",
  answer: [["Hello Ana,"], ["we can come on Thursday.", "Shall we?"]],
  signature: "Maria Costa",
};
const ownerData = {
  ...internalData,
  reply: { subject: "Re: your inquiry", text: "Yes, please call me.\n\nAna", from: "eva@example.com" },
  answerable: true,
  returned: [
    {
      why: "It carries more than 7 MB of files.",
      text: "The film.",
      files: "film.mp4",
      release: "https://leads.example/r/abc-DEF_789",
    },
  ],
  open: true,
  person: { name: "Tom Berg", email: "tom@team.example" },
  why: "the mailbox is gone",
};

/** Only what every mail has. */
const poorest = {
  internal: { owner: { name: "Maria" }, lead: {}, source: {}, inquiries: [], links: internalData.links },
  toLead: { lead: { name: "x@example.com" }, links: {} },
};

const render = (mail: MailName, data: Record<string, unknown>) =>
  renderMail({ mail, language: "en", data, links: isInternal(mail) ? {} : { unsubscribe }, brand });
const rich = (mail: MailName) => render(mail, isInternal(mail) ? ownerData : leadData);
const poor = (mail: MailName) => render(mail, isInternal(mail) ? poorest.internal : poorest.toLead);
const withoutMarks = (html: string): string => html.replace(/^[\s\S]*<body[^>]*>|<[^>]*>/g, "");

describe.each(names)("%s", (mail) => {
  it.each([
    ["with everything", rich],
    ["with the poorest data", poor],
  ])("%s is whole, in both parts", (_, written) => {
    const { subject, text, html } = written(mail);
    for (const part of [subject, text, withoutMarks(html)]) {
      expect(part.trim()).not.toBe("");
      expect(part).not.toMatch(/\{\{|\{%|%\}|\}\}|undefined|\bnull\b|NaN|\[object|Hi ,|\uE000|\uE001/);
    }
    expect(text).not.toMatch(/\*\*|\]\(|\\\n/);
    expect(Buffer.byteLength(html)).toBeLessThan(80 * 1024);
  });

  it.each([
    ["with everything", rich],
    ["with the poorest data", poor],
  ])("%s has a short, calm subject", (_, written) => {
    const { subject } = written(mail);
    expect(subject.length).toBeLessThan(78);
    expect(subject).not.toMatch(/!|[A-Z]{4,}/);
    expect(subject).not.toMatch(/just checking|urgent|last chance|act now/i);
  });

  it("can be left with one click exactly if it goes to a lead", () => {
    for (const { text, html } of [rich(mail), poor(mail)]) {
      expect(text.includes(unsubscribe)).toBe(!isInternal(mail));
      expect(html.includes(unsubscribe)).toBe(!isInternal(mail));
    }
  });
});

test("texts that others include are no mails", () => {
  expect(Object.keys(parts).sort()).toEqual(["confirmation/en", "contact/en", "footer/en", "inquiries/en", "reply/en"]);
});

test("links that mean interest lead where prices are; the survey is for those who said no, or sleep", () => {
  const leadMails = names.filter((mail) => !isInternal(mail));
  const having = (link: string) => leadMails.filter((mail) => rich(mail).html.includes(link)).sort();
  expect(having(pages.survey)).toEqual(["farewell", "re-engagement"]);
  expect(having(pages.prices)).toEqual(expect.arrayContaining(["attempt-1", "nurture-prices", "price-range"]));
  expect(having(pages.prices)).not.toEqual(expect.arrayContaining(["farewell"]));
});

test("an answer of a lead is quoted whole and in its lines; the subject line cannot break the mail", () => {
  const text = "first line\n\n# second <b>line</b>\n> quoted by them";
  const mail = render("owner-reply", { ...ownerData, reply: { subject: "Re: *stars* {{ x }}", text } });
  expect(mail.text).toContain("> first line\n>\n> # second <b>line</b>\n> > quoted by them");
  expect(mail.text).toContain("Re: *stars* {{ x }}");
  expect(mail.html).toContain("&lt;b&gt;line&lt;/b&gt;");
});

/** On what basis the mails of a cadence may go (LIFECYCLE.md section 4). */
const purposeOf: Record<string, MailFile["purpose"]> = {
  "speed-to-lead": "follow-up",
  "no-show": "follow-up",
  "proposal-sent": "follow-up",
  "price-asked": "follow-up",
  nurture: "marketing",
  "nurture-warm": "marketing",
  farewell: "marketing",
  recycle: "marketing",
  "after-sale": "marketing",
};
test("every cadence is known here", () => {
  expect(cadences.map(({ name }) => name).sort()).toEqual(Object.keys(purposeOf).sort());
});

describe.each(cadences.map((cadence) => [cadence.name, cadence] as const))("the cadence %s", (name, { steps }) => {
  it.each(steps)("$id has a mail that may go, and what an owner does instead", ({ mail = "", task }) => {
    const found = names.find((one) => one === mail);
    expect(found && mails[found]?.purpose).toBe(purposeOf[name]);
    expect(task.what).not.toBe("");
    expect(["call", "messenger"]).toContain(task.channel);
  });

  it("has names of its own for its steps", () => {
    expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
  });
});
