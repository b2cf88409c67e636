import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { codesIn, literalTextsIn } from "./literal-text.ts";

const root = resolve(import.meta.dirname, "../../functions");

/** Where what is written is for nobody to read, or for who writes or runs the software. */
const excepted: Record<string, string> = {
  "language/": "the catalogues, and the words by which we read",
  "platform/text/faults.ts": "the platform's catalogue",
  "api/generated/": "made from the code",
  "api/cli/": "the command line tells whoever runs it, in English as npm does",
  "api/openapi.ts": "the description of the API is for developers",
  "email/template/mail-data.ts": "made-up data that texts are tried with",
  "email/template/part.ts": "tells whoever writes a mail's text, at the build",
  "intake/adapters/mail/rule-set.ts": "tells whoever deploys",
  "platform/aws/custom-resource.ts": "tells whoever deploys",
  "intake/spam/disposable-domains.ts": "names of domains",
  "intake/adapters/import/encoding.ts": "codes of languages",
  "intake/adapters/mail/subject.ts": "signs by which we read",
};

/** Words elsewhere that are none for people to read, with the reason. */
const words: Record<string, string> = {
  "leads of a contact": "the name of a list in its cursors",
  "leads {}": "the name of a list in its cursors",
  "tasks {}": "the name of a list in its cursors",
  "timeline {}": "the name of a list in its cursors",
  "key {}": "what an entry is known by",
  "extra {}": "what a row is known by",
  "step: {}": "for the log",
  'Mail "{}": {}': "for who writes mails",
  '<{}{} style="{}"> {}</{}>': "HTML",
  "Rendering Failure": "a type of Amazon SES",
  "leadwright mail reader": "the name of a thread",
  "leadwright compares": "what keys are made from",
  "<p>-----Original Message-----</p>$&": "a mark by which we read",
  "AutoReply, DR, RN, NRN": "a header's value",
  "POST, OPTIONS": "a header's value",
  "public, max-age=3600": "a header's value",
  "answer not sent": "a type of activity, kept as a code",
  "message edited": "a type of activity, kept as a code",
  "inquiry forgotten at its platform's request": "a kind of audit, kept as a code",
  "version {} of the cadence {}": "for the log",
  "in one transaction with the lead whose version guards what it was decided on": "for who reads the code",
  "whoever writes it writes the same": "for who reads the code",
  "sent again it takes the place of the one before, of which nothing is kept": "for who reads the code",
};

const isExcepted = (file: string): boolean => Object.keys(excepted).some((place) => file.startsWith(place));

const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => /(?<!\.d)\.ts$/.test(file));
const read = (file: string): string => readFileSync(join(root, file), "utf8");
const codes = new Set(files.flatMap((file) => codesIn(file, read(file))));

/** Texts for people in a module, each with its place. */
const found = (file: string, source: string): string[] =>
  literalTextsIn(file, source, codes)
    .filter(({ text }) => !Object.hasOwn(words, text))
    .map(({ line, text }) => `${file}:${line} ${text}`);

it("what people read stands in a catalogue", () => {
  const texts = files.filter((file) => !isExcepted(file)).flatMap((file) => found(file, read(file)));
  expect(texts).toEqual([]);
});

it("and nothing is excepted that is not there", () => {
  const all = files.filter((file) => !isExcepted(file)).flatMap((file) => literalTextsIn(file, read(file), codes));
  const texts = new Set(all.map(({ text }) => text));
  expect(Object.keys(words).filter((one) => !texts.has(one))).toEqual([]);
  expect(Object.keys(excepted).filter((place) => !files.some((file) => file.startsWith(place)))).toEqual([]);
});

/** So that what is planted is no template here. */
const dollar = "$";

it.each([
  ["a sentence", 'const why = "The body is not JSON.";', "The body is not JSON."],
  ["with values in it", `const why = \`There is no lead ${dollar}{id}.\`;`, "There is no lead {}."],
  ["a label", 'const label = { text: "Mail address" };', "Mail address"],
  ["of an error", 'throw new AppError("not-found", "It is gone.");', "It is gone."],
  ["of a field", 'const Name = z.string().min(1, "Write a name.");', "Write a name."],
  [
    "one word on a page",
    'const form = html`<button class="second">Send</button>`;',
    '<button class="second">Send</button>',
  ],
  ["a title of a page", 'page({ title: "You are unsubscribed" });', "You are unsubscribed"],
  ["what an answer says within a route", 'route({ answer: () => json(400, { message: "Send one." }) });', "Send one."],
])("a text in the code would be found: %s", (_, source, text) => {
  expect(literalTextsIn("planted.ts", source, codes).map((one) => one.text)).toEqual([text]);
});

it.each([
  ["a log", 'logInfo("mail not sent", { reason });'],
  ["a fault of ours", 'throw new Error("The key is not there");'],
  ["the title of a route", 'route({ path: "/", title: "Leads, newest first" });'],
  ["a condition", 'put(item, { expression: "attribute_exists(pk) AND open" });'],
  ["a code of a type", 'type Effect = "tell owner"; const effect: Effect = "tell owner";'],
  ["HTML without words", `const field = html\`<input name="${dollar}{name}" type="hidden">\`;`],
])("what is for developers would not: %s", (_, source) => {
  expect(literalTextsIn("planted.ts", source, new Set(codesIn("planted.ts", source)))).toEqual([]);
});
