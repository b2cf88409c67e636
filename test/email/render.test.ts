import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderMail } from "../../functions/email/outbound/render.ts";
import { mails } from "../../workflows/definitions/shipped.ts";
import { acknowledgement, brand, internalData, newLead, person, unsubscribe } from "./mail-data.ts";

const names = Object.keys(mails);
const webLinks = (text: string): string[] => [...new Set(text.match(/https?:\/\/[^\s"<>]+/g))].sort();

/** The words of an HTML part as a reader sees them. */
const words = (html: string): string =>
  html
    .replace(/^[\s\S]*<body[^>]*>|<!--[\s\S]*?-->/g, "")
    .replace(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
const skeleton = (html: string): string => html.replace(/>[^<]*</g, "><").replace(/(<br>)+/g, "");
const noBlanks = (text: string): string => text.replace(/[\s>]/g, "");

describe.each(names)("%s", (mail) => {
  const purpose = mails[mail]?.purpose;
  const data = purpose === "internal" ? internalData : acknowledgement().data;
  const links = purpose === "internal" ? {} : { unsubscribe };
  const it = renderMail({ mail, language: "en", data, links, brand });

  test("leaves nothing unfilled", () => {
    for (const part of [it.subject, it.html, it.text]) {
      expect(part).not.toMatch(/\{\{|\{%|undefined|null|NaN|\[object|Hi ,|\uE000|\uE001/);
    }
  });

  test("has the same links in both parts, and who sends it", () => {
    expect(webLinks(it.text)).toEqual(webLinks(it.html));
    for (const part of [it.text, it.html]) expect(part).toContain(brand.postalAddress);
    const needed = purpose === "internal" ? internalData.links.respond : unsubscribe;
    // These ask for no answer to the lead.
    const asks = !["owner-unsubscribed", "manager-notices-undelivered"].includes(mail);
    if (asks) expect(webLinks(it.text)).toContain(needed);
  });

  test("has short lines, where there is a blank to break at", () => {
    for (const row of it.text.split("\n")) expect(row.length <= 78 || !row.trim().includes(" ")).toBe(true);
  });

  test("is fine without what is optional", () => {
    const { owner, links: own } = internalData;
    const bare = { owner, links: own, lead: {}, source: {}, inquiries: [] };
    const poor = renderMail({ mail, language: "en", data: bare, links: {}, brand });
    for (const part of [poor.subject, poor.text])
      expect(part).not.toMatch(/\(\)|\n- *\n|[,:] *[.,]| [,.:]|\. *\.| {2}/);
  });
});

test("language and direction stand on the document and on an outer element", () => {
  const { html, language } = renderMail({ ...acknowledgement(), language: "xx-YY" });
  expect(language).toBe("en");
  expect(html).toContain('<html lang="en" dir="ltr">');
  expect(html).toMatch(/<div class="ground" lang="en" dir="ltr"/);
});

test("a lone bold link is a button, a number is a phone link, the way out is never tracked", () => {
  const { html } = renderMail(newLead());
  expect(html).toMatch(/<a href="https:\/\/leads.example\/r\/abc-DEF_456" class="button"/);
  expect(html).toContain('href="tel:+37410123456"');
  expect(renderMail(acknowledgement()).html).toContain(`<a ses:no-track href="${unsubscribe}"`);
});

test("someone without a usable name is greeted all the same", () => {
  for (const firstName of [undefined, null, "", "  ", "\u202E", "\u200B", "undefined", "null", "{{firstName}}"]) {
    const { text, html } = renderMail(acknowledgement({ lead: { ...person, firstName } }));
    expect(text).toMatch(/^Hi there,\n/);
    expect(words(html)).toContain("Hi there,");
  }
});

const hostile = fc.oneof(
  fc.constantFrom(
    "[x](http://evil.example)",
    "<b>bold</b>",
    "# heading",
    "> quote",
    "- item",
    "1. item",
    "`code`",
    "**x**",
    "***",
    "---",
    "![x](y)",
    "<img src=x onerror=alert(1)>",
    "&lt;script&gt;",
    "{{ brand.company }}",
    "a {{x}} {% if y %}",
    "x\n\n# y",
    "</div>",
    "_a_ ~~b~~",
    "http://evil.example",
    "| a | b |\n|---|---|",
    "    indented",
    "[x]: http://evil.example",
    "<!--",
    "]]>",
    "\\",
    "\uE00041\uE001",
  ),
  fc.string({
    unit: fc.constantFrom(..."#*_[]()<>!`~-+|\\{}%&;:/\"'= \n\tab1.\u202E\uE000\uE001\u0000"),
    minLength: 1,
  }),
  fc.string({ unit: "grapheme", minLength: 1 }),
);

test("what a person typed never becomes markup, in no part", () => {
  const plain = renderMail(acknowledgement({ message: "word" }));
  fc.assert(
    fc.property(hostile, hostile, (name, message) => {
      const it = renderMail(acknowledgement({ lead: { name, firstName: `x${name}x` }, message: `y${message}y` }));
      expect(skeleton(it.html)).toBe(skeleton(plain.html));
      const typed = (text: string) =>
        noBlanks(text.replace(/[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069\u200B\uFEFF\uE000\uE001\u2028\u2029]/gu, ""));
      for (const part of [it.text, words(it.html)]) {
        expect(noBlanks(part)).toContain(typed(`Hix${name}x,`));
        expect(noBlanks(part)).toContain(typed(`y${message}y`));
      }
    }),
    { numRuns: 400 },
  );
});

test("a name cannot break the subject's line", () => {
  fc.assert(
    fc.property(hostile, (name) => {
      const { subject } = renderMail(newLead({ lead: { name: `Ana\r\nBcc: x@evil.example\u2028\0${name}` } }));
      expect(subject).toMatch(/^New lead: Ana Bcc: x@evil\.example/);
      expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u);
    }),
  );
});

test("a link of ours is the only thing a link can point to", () => {
  const { html } = renderMail(
    newLead({ lead: { name: "A", email: 'a"?cc=b@evil.example&x=<b>', phone: "1;ext=2 <3" } }),
  );
  expect(html).toContain('href="mailto:a%22%3Fcc%3Db@evil.example%26x%3D%3Cb%3E"');
  expect(() => renderMail(newLead({ links: { respond: "javascript:alert(1)" } }))).toThrow(
    /owner-new-lead.*javascript/,
  );
});

test("a mail that lacks a value is not sent, and says which", () => {
  const { owner: _owner, ...rest } = internalData;
  const asked = { mail: "owner-new-lead", language: "en", links: {}, brand } as const;
  expect(() => renderMail({ ...asked, data: rest })).toThrow(/Mail "owner-new-lead".*\bowner\b/);
  expect(() => renderMail({ ...asked, data: { ...internalData, due: {} } })).toThrow(/Mail "owner-new-lead"/);
});

test("many and long inquiries are cut, and the rest is counted", () => {
  const inquiries = Array.from({ length: 14 }, () => ({
    channel: "form",
    source: "x",
    receivedAt: "now",
    message: "y".repeat(2_000),
  }));
  const { text } = renderMail(newLead({ inquiries }));
  expect(text.match(/y{1500}…?/g)).toHaveLength(10);
  expect(text).toContain("The other 4 are on the lead's timeline.");
});
