import { describe, expect, test } from "vitest";
import { MailTextError, mailTemplate, renderTemplate } from "../../functions/email/outbound/template.ts";
import { htmlPart } from "../../functions/email/template/html-part.ts";
import { fillValues, holdValue } from "../../functions/email/template/merge.ts";
import { foldText, textPart } from "../../functions/email/template/text-part.ts";

const text = (played: string): string => fillValues(played, (piece) => piece);
const write = (body: string, data: object = {}): string =>
  text(renderTemplate("test", mailTemplate("test", `---\nsubject: x\n---\n${body}`).body, data));

test("front matter gives the subject and preheader, the rest is the body", () => {
  const it = mailTemplate("test", "---\r\nsubject: Hello: {{ name }}\r\npreheader: soon\r\n---\r\nBody --- here\r\n");
  expect(text(renderTemplate("test", it.subject, { name: "Ana" }))).toBe("Hello: Ana");
  expect(text(renderTemplate("test", it.preheader, {}))).toBe("soon");
  expect(text(renderTemplate("test", it.body, {}))).toBe("Body --- here\n");
});

test("a text is parsed once", () => {
  const source = "---\nsubject: once\n---\nbody";
  expect(mailTemplate("a", source)).toBe(mailTemplate("b", source));
});

describe("a wrong text is refused with the mail's name", () => {
  test.each([
    ["an unknown variable", "{{ nobody.name }}", /Mail "test": undefined variable: nobody/],
    ["an unknown filter", "{{ 'x' | shout }}", /Mail "test": .*shout/],
    ["the filter raw", "{{ 'x' | raw }}", /Mail "test": .*raw/],
    ["an open tag", "{% if x %}", /Mail "test": .*if/],
    ["an object as a value", "{{ it }}", /Mail "test": .*object/],
    ["a foreign file", "{% include '/etc/passwd' %}", /Mail "test"/],
    ["a prototype's field", "{{ it.constructor }}", /Mail "test": undefined variable/],
  ])("%s", (_what, body, message) => {
    expect(() => write(body, { it: {} })).toThrow(message);
    expect(() => write(body, { it: {} })).toThrow(MailTextError);
  });

  test("front matter that means nothing", () => {
    expect(() => mailTemplate("test", "---\nsubject: x\nfrom: me\n---\n")).toThrow(/Mail "test".*from: me/);
  });
});

describe("Markdown that only one part could show is refused", () => {
  test.each([
    "<b>x</b>",
    "a <i>b</i>",
    "![x](https://x.example/y.png)",
    "~~x~~",
    "    code",
    "```\ncode\n```",
    "|a|\n|-|\n|b|",
  ])("%j", (markdown) => {
    expect(() => htmlPart(markdown)).toThrow(SyntaxError);
    expect(() => textPart(markdown)).toThrow(SyntaxError);
  });
});

test("conditions and defaults see missing values as missing", () => {
  expect(write("{% if it.name %}a{% else %}b{% endif %}{{ it.name | default: 'c' }}")).toBe("bc");
});

test("a captured text keeps its values as values", () => {
  expect(write("{% capture x %}[{{ name }}]{% endcapture %}{{ x }}", { name: "*a*" })).toBe("[*a*]");
});

test("a long value is cut at a character, never inside of one", () => {
  expect(write("{{ it | excerpt: 3 }}", { it: "😀😀😀😀" })).toBe("😀😀😀 …");
  expect(write("{{ it | excerpt: 3 }}", { it: "abc" })).toBe("abc");
});

test("the text part shows lists, quotations, links and emphasis as text", () => {
  const value = holdValue("first *line*\n\n# third");
  const markdown = `# Hello\n\nsee **[our page](https://x.example/a)**\nor [a@b.example](mailto:a@b.example)\n\n> ${value}\n\n1. one\n2. two\n\n- *a*\n- b`;
  expect(textPart(markdown)).toBe(
    "Hello\n\nsee our page: https://x.example/a or a@b.example\n\n> first *line*\n>\n> # third\n\n1. one\n2. two\n\n- a\n- b",
  );
});

test("line ends of a value stay in a quotation and become blanks in a sentence", () => {
  const value = holdValue("a\nb");
  expect(textPart(`x ${value} y\n\n> ${value}`)).toBe("x a b y\n\n> a\n> b");
  expect(htmlPart(`x ${value} y`)).toContain("x a b y");
  expect(htmlPart(`> ${value}`)).toContain("a<br>\nb");
});

test("folding breaks at blanks and keeps long words", () => {
  const url = `https://x.example/${"a".repeat(100)}`;
  expect(foldText(`${"word ".repeat(20)}${url} end`).split("\n")).toEqual([
    "word ".repeat(15).trim(),
    "word ".repeat(5).trim(),
    url,
    "end",
  ]);
});
