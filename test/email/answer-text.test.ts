import fc from "fast-check";
import { createTransport } from "nodemailer";
import { describe, expect, it } from "vitest";
import { readIncoming } from "../../functions/email/inbound/incoming.ts";
import { ownerReplyText as textOf } from "../../functions/email/inbound/owner-reply-text.ts";
import { type RenderedMail, renderMail } from "../../functions/email/outbound/render.ts";
import { noticeWords } from "../../functions/email/outbound/stored-notice.ts";
import { newLead, person } from "./mail-data.ts";
import { styles, type Written } from "./quoting-styles.ts";

const inquiry = {
  ...{ channel: "form", source: "Website", receivedAt: "Mon 23 Nov, 09:00" },
  message:
    "We need a roof of slate before the winter comes.\n\nIs that possible at all? Thank you very much in advance.",
};
const notice = renderMail(newLead({ inquiries: [inquiry], answerable: true }));

const answerText = (body: string, notices: string[]) => textOf(body, "sales@leads.example", notices);

/** What comes in when a mail program sends that. */
async function received({ text, html }: Written): Promise<string> {
  const transport = createTransport({ streamTransport: true, buffer: true });
  const { message } = await transport.sendMail({ from: "maria@team.example", to: "o@leads.example", text, html });
  if (!Buffer.isBuffer(message)) throw new Error("The mail is no bytes");
  return (await readIncoming(message, { sender: "", recipients: [] })).text;
}

const plain = (text: string): string => ` ${(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(" ")} `;

/** The sentences of a notice, told apart here by other means than there. */
const sentences = ({ text, subject }: RenderedMail): string[] =>
  [
    subject,
    ...text
      .replace(/^> ?/gm, "")
      .split(/\n\n|\n(?=- )/)
      .flatMap((one) => one.split(/(?<=[.?:!])\s/)),
  ]
    .map(plain)
    .filter((sentence) => sentence.trim().split(" ").length >= 3 && !sentence.startsWith(" hi "));

/** What of the notice is in what would go to the lead. */
const leaked = (text: string): string[] => sentences(notice).filter((sentence) => plain(text).includes(sentence));

const own = "Good morning, our roofer Pat comes by on Tuesday around ten.";

describe.each(Object.entries(styles))("an answer by %s", (_, style) => {
  it("goes without the notice, or not at all", async () => {
    const { text, why } = answerText(await received(style(notice, own)), [noticeWords(notice)]);
    if (why) return;
    expect(leaked(text)).toEqual([]);
    expect(text).toBe(own);
    expect(text).not.toContain(person.phone);
  });
});

it("goes from the mail programs that most people have", async () => {
  const common = Object.entries(styles).filter(([name]) =>
    /^(Gmail|Outlook, (plain|original|HTML$)|Outlook in German|Apple|an iPhone|Thunderbird|Yahoo)/.test(name),
  );
  const held = await Promise.all(
    common.map(async ([name, style]) => ({
      name,
      ...answerText(await received(style(notice, own)), [noticeWords(notice)]),
    })),
  );
  expect(held.filter(({ why }) => why).map(({ name, why }) => `${name}: ${why}`)).toEqual([]);
});

it("says why it does not go", async () => {
  const whyOf = async (name: string, text = own) => {
    const style = styles[name];
    if (!style) throw new Error(`There is no style ${name}`);
    return answerText(await received(style(notice, text)), [noticeWords(notice)]).why;
  };
  expect(await whyOf("an old reader without marks")).toBe("notice left");
  expect(await whyOf("an old reader without marks, below")).toBe("notice left");
  expect(await whyOf("a sentence copied by hand")).toBe("notice left");
  expect(await whyOf("Outlook, between the lines")).toBe("written between");
  expect(await whyOf("Gmail, above", "")).toBe("nothing left");
});

it.each([
  ["the lead's own closing", "Thank you very much in advance.\n\nMaria"],
  ["a greeting like ours", "Hi Maria,\n\nyes."],
  ["the lead's number", `I will call you on ${person.phone}.`],
  ["a word of theirs", "Slate is possible before the winter."],
])("%s is no part of a notice", (_, text) => {
  expect(answerText(text, [noticeWords(notice)])).toEqual({ text, why: undefined });
});

it.each([
  ["a line of data", "Interest: warm"],
  ["a line of data, marked otherwise", "* Language: hy"],
  [
    "a sentence, in other marks and letters",
    "PLEASE GET IN TOUCH **by Mon 23 Nov, 09:05**: that is our promise for a first answer!",
  ],
  ["a sentence of the inquiry", "We need a roof of slate before the winter comes"],
  ["half of a long sentence", "As I said: gets your words from our address, without anything of"],
  ["an owner's own link", "https://leads.example/r/abc-DEF_456abc-DEF_456abc-DEF_456"],
  ["an owner's own address", "o+01m83t81t06a6nr6zdpb14g1p3z6fnq5r38t9tjs@leads.example"],
])("%s comes back", (_, text) => {
  expect(answerText(`${own}\n\n${text}\n\nMaria`, [noticeWords(notice)]).why).toBe("notice left");
});

it("what all notices say comes back though none is kept", () => {
  expect(answerText(`${own}\n\nWhen you have called or written:\nI have contacted this lead`, []).why).toBe(
    "notice left",
  );
});

it("no sentence of a notice goes to the lead, however much of it is quoted and however it is broken", async () => {
  const words = fc
    .array(fc.stringMatching(/^[a-zäöüß]{1,9}$/), { minLength: 1, maxLength: 12 })
    .map((all) => all.join(" "));
  const cases = fc.record({
    style: fc.constantFrom(...Object.values(styles)),
    own: fc.array(words, { minLength: 1, maxLength: 4 }).map((all) => all.join("\n\n")),
    from: fc.nat(12),
    lines: fc.integer({ min: 1, max: 40 }),
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ style, own: said, from, lines }) => {
      const part = {
        ...notice,
        text: notice.text
          .split("\n")
          .slice(from, from + lines)
          .join("\n"),
      };
      const { text, why } = answerText(await received(style(part, said)), [noticeWords(notice)]);
      expect(why ? [] : leaked(text)).toEqual([]);
    }),
    { numRuns: 150 },
  );
});
