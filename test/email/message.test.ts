import fc from "fast-check";
import PostalMime from "postal-mime";
import { expect, test } from "vitest";
import { composeMail, type MessageInput } from "../../functions/email/outbound/message.ts";
import { mimeMessage as rawMessage } from "../../functions/email/outbound/mime.ts";
import { renderMail } from "../../functions/email/outbound/render.ts";
import { acknowledgement, newLead } from "./mail-data.ts";

const list = {
  unsubscribeUrl: "https://leads.example/u/abc-DEF_123",
  unsubscribeAddress: "unsub+abc123@leads.example",
  id: "leads.example",
  company: "Sunny Roofs",
};

const message = (more: Partial<MessageInput> = {}): MessageInput => ({
  ...renderMail(acknowledgement()),
  from: { name: "Sunny Roofs", address: "sales@leads.example" },
  to: { name: "Ana", address: "ana@example.com" },
  replyTo: "r+abc123@leads.example",
  auto: "auto-replied",
  list,
  ...more,
});

async function compose(more: Partial<MessageInput> = {}) {
  const raw = (await composeMail(message(more))).toString("latin1");
  const head = raw.slice(0, raw.indexOf("\r\n\r\n"));
  const fields = head
    .replace(/\r\n[ \t]+/g, " ")
    .split("\r\n")
    .map((row) => row.slice(0, row.indexOf(":")).toLowerCase());
  return { raw, head, fields: fields.sort(), parsed: await PostalMime.parse(raw) };
}

const base = [
  "auto-submitted",
  "content-language",
  "content-type",
  "date",
  "from",
  "message-id",
  "mime-version",
  "reply-to",
  "subject",
  "to",
  "x-auto-response-suppress",
];
const ofLists = ["list-id", "list-unsubscribe", "list-unsubscribe-post"];

test("mail to a lead has each header once, and can be left with one click", async () => {
  const { head, fields } = await compose();
  expect(fields).toEqual([...base, ...ofLists].sort());
  const rows = head.split("\r\n");
  const at = rows.indexOf(
    "List-Unsubscribe: <https://leads.example/u/abc-DEF_123>, <mailto:unsub+abc123@leads.example?subject=unsubscribe>",
  );
  expect(at).toBeGreaterThanOrEqual(0);
  expect(rows[at + 1]).toBe("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
  expect(rows).toContain("Auto-Submitted: auto-replied");
  expect(rows).toContain("X-Auto-Response-Suppress: AutoReply, DR, RN, NRN");
  expect(rows).toContain("Content-Language: en");
  expect(head).toMatch(/^List-Id: Sunny Roofs <leads\.example>\r$/im);
});

test("internal mail carries no list", async () => {
  const { head, fields } = await compose({ ...renderMail(newLead()), list: undefined, auto: "auto-generated" });
  expect(fields).toEqual(base);
  expect(head).toContain("Auto-Submitted: auto-generated");
});

test("both parts arrive as they were written, in short lines of 7 bits", async () => {
  for (const text of ["short é\n", `${"Բարև Ձեզ, ինչպե՞ս եք։ ".repeat(40)}\n`, `${"x".repeat(3000)}\n`]) {
    const html = `<p>${text}</p>`;
    const { raw, parsed } = await compose({ text, html });
    expect(raw).not.toMatch(/[^\r]\n|\r[^\n]|[^\t\r\n -~]/);
    for (const row of raw.split("\r\n"))
      expect(row.length <= 78 || /^List-|^Content-Type: multipart/.test(row)).toBe(true);
    expect(parsed.text?.trimEnd()).toBe(text.trimEnd());
    expect(parsed.html?.replaceAll("\r\n", "\n").trimEnd()).toBe(html.trimEnd());
    expect(raw.indexOf("text/plain")).toBeLessThan(raw.indexOf("text/html"));
    expect(raw).toMatch(/^Content-Type: multipart\/alternative/m);
  }
});

const nasty = fc.oneof(
  fc.constantFrom(
    "a\r\nBcc: x@evil.example",
    "a\nX-Evil: 1",
    "a\rb",
    "a\0b",
    "a\u2028Bcc: x",
    "a\u2029b",
    "a%0d%0aBcc: x",
    'a"b\\c',
    "a, b@evil.example",
    "=?utf-8?q?a=0D=0ABcc:_x@evil.example?=",
    "=?utf-8?B?DQpCY2M6IHg=?=",
    "a <x@evil.example>",
    "\u202Eevil",
    "(comment)",
    "a:b;",
    "ԱնիX",
  ),
  fc.string({ unit: fc.constantFrom(...'\r\n\0\t =?_<>()[]\\",:;@%aé\u{1F600}\u2028\u0085\u007F') }),
  fc.string({ unit: "binary" }),
);

/** One encoded-word by itself; throws if a character was cut in two. */
function decoded(word: string): string {
  const [, , encoding, text = ""] = word.split("?");
  const quoted = text
    .replaceAll("_", " ")
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  const bytes = encoding === "B" ? Buffer.from(text, "base64") : Buffer.from(quoted, "latin1");
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}

const readable = (text: string): string => text.replace(/[\s\p{C}\u2028\u2029]/gu, "");

test("nothing in a name or subject adds a header, a recipient or a line", async () => {
  await fc.assert(
    fc.asyncProperty(nasty, nasty, async (name, words) => {
      const subject = `S${words}s`;
      const { head, fields, parsed } = await compose({
        to: { name: `N${name}n`, address: "ana@example.com" },
        subject,
      });
      expect(fields).toEqual([...base, ...ofLists].sort());
      expect(parsed.to).toHaveLength(1);
      expect(parsed.to?.[0]?.address).toBe("ana@example.com");
      expect(readable(parsed.to?.[0]?.name ?? "")).toBe(readable(`N${name}n`.toWellFormed()));
      expect(head).toMatch(/^([!-9;-~]+: ?[ -~]*(\r\n [ -~]*[!-~][ -~]*)*(\r\n|$))+$/);
      expect(readable(parsed.subject ?? "")).toBe(readable(subject.toWellFormed()));
      expect(`${parsed.subject}${parsed.to?.[0]?.name}`).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      for (const word of head.match(/=\?[^?]*\?[QB]\?[^?]*\?=/gi) ?? []) {
        expect(word.length).toBeLessThanOrEqual(75);
        expect(decoded(word)).toBe(decoded(word).toWellFormed());
      }
    }),
    { numRuns: 300 },
  );
});

test("the longest messages stay under the size at which Gmail clips", async () => {
  const worst = "é<&'😀 ".repeat(20_000);
  const inquiries = Array.from({ length: 14 }, () => ({
    channel: "form",
    source: "Website",
    receivedAt: "now",
    message: worst,
  }));
  for (const input of [newLead({ inquiries }), acknowledgement({ message: worst })]) {
    const { raw } = await compose(renderMail(input));
    expect(raw.length - raw.indexOf("Content-Type: text/html")).toBeLessThan(102_400);
  }
});

test("an international domain is written in its ASCII form", async () => {
  const { parsed } = await compose({ to: { address: "ana@bücher.example" } });
  expect(parsed.to?.[0]?.address).toBe("ana@xn--bcher-kva.example");
});

test.each([
  ["josé@example.com", /ASCII only before the @/],
  ["ana@example.com\r\nBcc: x@evil.example", /cannot be mailed/],
  ["ana@example.com, x@evil.example", /cannot be mailed/],
  ["ana <x@evil.example>", /cannot be mailed/],
  ["ana@localhost", /no domain/],
  ["ana@exa%6dple.com", /no domain/],
  ["ana@example.com\n", /no domain/],
  ["ana@127.0.0.12", /no domain/],
  [`${"a".repeat(65)}@example.com`, /not valid/],
  ["", /no part before an @/],
])("%j is refused as an address, wherever it stands", async (address, why) => {
  await expect(composeMail(message({ to: { address } }))).rejects.toThrow(why);
  await expect(composeMail(message({ replyTo: address }))).rejects.toThrow(why);
  await expect(composeMail(message({ from: { name: "x", address } }))).rejects.toThrow(why);
  await expect(composeMail(message({ list: { ...list, unsubscribeAddress: address } }))).rejects.toThrow(why);
});

test("an address for leaving that is no plain URL is refused", async () => {
  const unsubscribeUrl = "https://leads.example/u/a>, <https://evil.example/";
  await expect(composeMail(message({ list: { ...list, unsubscribeUrl } }))).rejects.toThrow(
    /^(?!.*evil).*List-Unsubscribe/,
  );
});

test.each(["", "Ana\r\nBcc: x@evil.example", "évil"])(
  "a field that cannot be %j says so without quoting it",
  (value) => {
    const why = "The header field Subject cannot hold its value";
    expect(() => rawMessage([{ name: "Subject", value }], "", "")).toThrow(new Error(why));
  },
);

test("a company with other letters leaves the list's name out, since List-Id has no encoded-words", async () => {
  const named = async (company: string) =>
    /^List-Id: (.*)\r$/im.exec((await compose({ list: { ...list, company } })).head)?.[1];
  expect(await named("Արև")).toBe("<leads.example>");
  expect(await named('Sun & "Son", Ltd.')).toBe('"Sun & \\"Son\\", Ltd." <leads.example>');
});

test("an answer continues the thread; what is no Message-ID is left out", async () => {
  const ids = Array.from({ length: 30 }, (_, index) => `<${index}@x.example>`);
  const { parsed } = await compose({ thread: ["nonsense", "<a b@c>", ...ids] });
  expect(parsed.inReplyTo).toBe("<29@x.example>");
  expect(parsed.references?.split(/\s+/)).toEqual([ids[0], ...ids.slice(10)]);
  const { fields } = await compose({ thread: ["<x>\r\nX: y", "<x@y>\r\nBcc: a@evil.example"] });
  expect(fields).toEqual([...base, ...ofLists].sort());
});
