import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { deliveryTexts } from "../../functions/language/en/deliveries.ts";
import { errorTexts } from "../../functions/language/en/errors.ts";
import { formTexts } from "../../functions/language/en/form.ts";
import { importTexts } from "../../functions/language/en/imports.ts";
import { noticeTexts } from "../../functions/language/en/notices.ts";
import { pageTexts } from "../../functions/language/en/pages.ts";
import { sourceTexts } from "../../functions/language/en/sources.ts";
import { stepTexts } from "../../functions/language/en/steps.ts";
import { taskTexts } from "../../functions/language/en/tasks.ts";
import { timelineTexts } from "../../functions/language/en/timeline.ts";
import type { Texts } from "../../functions/platform/text/catalogue.ts";
import { faults } from "../../functions/platform/text/faults.ts";
import { argumentsOf } from "./message-arguments.ts";
import { type SaidText, textsSaidIn } from "./said-text.ts";

const root = resolve(import.meta.dirname, "../../functions");

/** The areas of texts by what says them. */
const areas: Record<string, Texts> = {
  ...{
    sayDelivery: deliveryTexts,
    sayError: errorTexts,
    sayForm: formTexts,
    sayImport: importTexts,
    sayNotice: noticeTexts,
  },
  ...{
    sayPage: pageTexts,
    saySource: sourceTexts,
    sayStep: stepTexts,
    sayTask: taskTexts,
    sayTimeline: timelineTexts,
    sayFault: faults,
  },
};

const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => /(?<!\.d)\.ts$/.test(file));
const code = files.filter((file) => !/^language\/|platform\/text\/faults|generated\//.test(file));
const said = code.flatMap((file) => textsSaidIn(file, readFileSync(join(root, file), "utf8")));

/** Whether a text is said under this key: written out, or with a part of it in a variable. */
const isKey = ({ key }: SaidText, name: string): boolean =>
  key.includes("\u0000") ? name.startsWith(key.slice(0, key.indexOf("\u0000"))) : key === name;

it("every area has a file of texts, and every file is an area", () => {
  const inFolder = readdirSync(join(root, "language/en"))
    .map((file) => file.replace(".ts", ""))
    .filter((area) => area !== "words");
  const ours = readFileSync(join(root, "language/texts.ts"), "utf8");
  expect(inFolder.filter((area) => !ours.includes(`"./en/${area}.ts"`))).toEqual([]);
  expect(Object.keys(areas).length).toBe(inFolder.length + 1);
});

describe.each(Object.entries(areas))("%s", (say, texts) => {
  it("every text is ICU MessageFormat, in tidy letters", () => {
    for (const [key, text] of Object.entries(texts)) {
      expect(() => argumentsOf(text), key).not.toThrow();
      expect(text, key).toBe(text.trim().replace(/\s+/g, " "));
      expect(text, key).not.toBe("");
    }
  });

  it("every text is said", () => {
    const here = said.filter((one) => one.say === say);
    expect(Object.keys(texts).filter((key) => !here.some((one) => isKey(one, key)))).toEqual([]);
  });

  it("every text is given what it asks for", () => {
    const wrong = said
      .filter((one) => one.say === say && one.given && Object.hasOwn(texts, one.key))
      .filter(({ key, given = [] }) => String(argumentsOf(texts[key] ?? "")) !== String(given.toSorted()));
    expect(wrong).toEqual([]);
  });
});

it("a text that nobody says would be found, and one that is given something else", () => {
  const dollar = "$";
  const source = `sayTask("call", { name, more: 1 }); sayTask.in(language)(isIt ? "write" : \`kind.${dollar}{kind}\`);`;
  expect(textsSaidIn("planted.ts", source)).toEqual([
    { say: "sayTask", key: "call", given: ["name", "more"] },
    { say: "sayTask", key: "write", given: undefined },
    { say: "sayTask", key: "kind.\u0000", given: undefined },
  ]);
  expect(argumentsOf("in {count, plural, one {# month of {who}} other {# months}}, {who}")).toEqual(["count", "who"]);
});
