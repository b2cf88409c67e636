import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { readDefinitions } from "../../workflows/definitions/definitions.ts";
import { DefinitionError } from "../../workflows/definitions/problem.ts";
import { temporaryFolder } from "../folder.ts";

const shipped = join(import.meta.dirname, "../../workflows");

/** A copy of `workflows` that may be edited. */
function aFolder() {
  const folder = temporaryFolder();
  for (const part of ["cadences", "mails"]) cpSync(join(shipped, part), join(folder, part), { recursive: true });
  const read = (file: string) => readFileSync(join(folder, file), "utf8");
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  return {
    folder,
    write,
    edit: (file: string, from: string, to: string) => {
      if (!read(file).includes(from)) throw new Error(`${file} does not say ${from}`);
      write(
        file,
        read(file).replace(from, () => to),
      );
    },
    remove: (file: string) => rmSync(join(folder, file), { recursive: true }),
  };
}
type Folder = ReturnType<typeof aFolder>;

/** What is said of a folder after somebody has edited it. */
function problemsAfter(edit: (folder: Folder) => void): string[] {
  const folder = aFolder();
  edit(folder);
  try {
    readDefinitions(folder.folder);
    return [];
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error;
    return error.message.split("\n").slice(1);
  }
}

const mail = (front: string, body = "Hi.") => `---\n${front}\n---\n${body}\n`;
const prices = "mails/nurture-prices/en.md";
const checklist = "cadences/nurture.yaml";

const fair = (begins: string, more = "") =>
  `name: fair\nversion: 1\ntitle: Fair\nbegins:\n  - ${begins}\n${more}patience: 1d\nsteps:\n  - id: one\n    after: 1d\n    mail: nurture-prices\n    task: { channel: call, what: Call }\n`;

it("what ships is well", () => expect(problemsAfter(() => undefined)).toEqual([]));

it("a cadence needs its YAML and its mail's Markdown, nothing else", () => {
  const { folder, write } = aFolder();
  write("cadences/fair.yaml", fair("activity: fair", "priority: 4\n").replace("nurture-prices", "fair"));
  write("mails/fair/en.md", mail("purpose: follow-up\nsubject: The fair"));
  const { cadences, mails } = readDefinitions(folder);
  expect(cadences.find(({ name }) => name === "fair")).toMatchObject({
    begins: [{ activity: "fair" }],
    steps: [{ id: "one", after: 86_400_000, mail: "fair", purpose: "follow-up" }],
  });
  expect(mails.fair).toMatchObject({ purpose: "follow-up", texts: { en: expect.stringContaining("The fair") } });
});

it.each<[string, (folder: Folder) => void, RegExp]>([
  [
    "a mail nobody has written",
    ({ edit }) => edit(checklist, "nurture-checklist", "nurture-chekclist"),
    /^workflows\/cadences\/nurture\.yaml:12: steps\[0\]\.mail: there is no mail nurture-chekclist\. Write workflows\/mails\/nurture-chekclist\/en\.md\.$/,
  ],
  [
    "a bad span",
    ({ edit }) => edit(checklist, "after: 7d", "after: 1 week"),
    /nurture\.yaml:11: steps\[0\]\.after: write a span such as 30m, 4h or 3d/,
  ],
  [
    "a span of centuries",
    ({ edit }) => edit(checklist, "patience: 7d", "patience: 999999d"),
    /:8: patience: .*ten years/,
  ],
  [
    "an unknown field",
    ({ edit }) => edit(checklist, "title:", "titel: x\ntitle:"),
    /nurture\.yaml:4: titel: there is no such field/,
  ],
  [
    "an unknown field of a step",
    ({ edit }) => edit(checklist, "after: 7d", "after: 7d\n    template: x"),
    /nurture\.yaml:12: steps\[0\]\.template: there is no such field/,
  ],
  [
    "a purpose in the wrong place",
    ({ edit }) => edit(checklist, "after: 7d", "after: 7d\n    purpose: service"),
    /:12: steps\[0\]\.purpose: there is no such field/,
  ],
  [
    "two steps of one id",
    ({ edit }) => edit(checklist, "id: prices", "id: checklist"),
    /nurture\.yaml:14: steps\[1\]\.id: another step is called checklist/,
  ],
  [
    "a step without what an owner does instead",
    ({ edit }) => edit(checklist, '    task: { channel: call, what: "Ask how it goes, offer the checklist" }\n', ""),
    /:10: steps\[0\]\.task: /,
  ],
  [
    "a channel nobody has",
    ({ edit }) => edit(checklist, "channel: call", "channel: fax"),
    /:13: steps\[0\]\.task\.channel: .*call.*messenger/,
  ],
  [
    "no steps",
    ({ write }) =>
      write("cadences/fair.yaml", fair("activity: fair", "priority: 1\n").replace(/steps:[\s\S]*/, "steps: []\n")),
    /fair\.yaml:8: steps: /,
  ],
  ["a version that is none", ({ edit }) => edit(checklist, "version: 1", "version: one"), /nurture\.yaml:3: version: /],
  ["no YAML", ({ edit }) => edit(checklist, "steps:", "steps: ["), /nurture\.yaml:\d+: .* Write valid YAML/],
  ["a key twice", ({ edit }) => edit(checklist, "version: 1", "version: 1\nversion: 2"), /nurture\.yaml:4: .*unique/i],
  [
    "a file of another name",
    ({ edit }) => edit(checklist, "name: nurture", "name: nutrure"),
    /nurture\.yaml:2: name: the file is not called nutrure\.yaml/,
  ],
  [
    "a file of another kind",
    ({ write }) => write("cadences/fair.yml", ""),
    /fair\.yml:1: this is no cadence\. Name it <cadence>\.yaml/,
  ],
  [
    "nothing that begins it",
    ({ edit }) => edit(checklist, "begins:\n  - stage: nurturing\n    temperature: [cold]\n", ""),
    /nurture\.yaml:1: begins: /,
  ],
  [
    "a stage nobody knows",
    ({ edit }) => edit(checklist, "stage: nurturing", "stage: nursing"),
    /:6: begins\[0\]\.stage: .*nurturing/,
  ],
  [
    "a stage in which nothing is sent",
    ({ edit }) => edit(checklist, "stage: nurturing", "stage: archived"),
    /:6: begins\[0\]\.stage: /,
  ],
  [
    "stage and activity at once",
    ({ edit }) => edit(checklist, "temperature: [cold]", "activity: fair"),
    /:6: begins\[0\]: name a stage or an activity/,
  ],
  [
    "two cadences that begin alike",
    ({ write }) => write("cadences/fair.yaml", fair("stage: nurturing\n    temperature: [warm]")),
    /workflows\/cadences\/nurture-warm\.yaml:6: begins\[0\]: warm leads in nurturing: fair begins there already\. .*fair\.yaml/,
  ],
  [
    "two cadences of one activity",
    ({ write }) => write("cadences/fair.yaml", fair("activity: no-show", "priority: 9\n")),
    /no-show\.yaml:6: begins\[0\]: the activity "no-show": fair begins there already/,
  ],
  [
    "an activity without a rank",
    ({ write }) => write("cadences/fair.yaml", fair("activity: fair")),
    /fair\.yaml:\d+: priority: an activity begins this cadence/,
  ],
  [
    "leads for which none begins",
    ({ remove }) => remove(checklist),
    /workflows\/cadences\/:1: begins: no cadence begins for cold leads in nurturing/,
  ],
  [
    "a mail to owners in a cadence",
    ({ edit }) => edit(checklist, "mail: nurture-prices", "mail: owner-hot"),
    /nurture\.yaml:16: steps\[1\]\.mail: owner-hot is internal mail\. Name one that is follow-up or marketing/,
  ],
  [
    "a service mail in a cadence",
    ({ edit }) => edit(prices, "purpose: marketing", "purpose: service"),
    /nurture\.yaml:16: steps\[1\]\.mail: nurture-prices is service mail/,
  ],
  [
    "a mail without purpose",
    ({ edit }) => edit(prices, "purpose: marketing\n", ""),
    /workflows\/mails\/nurture-prices\/en\.md:1: purpose: it is missing\. Add a line "purpose: …" with one of service, follow-up, marketing, internal/,
  ],
  [
    "a purpose nobody knows",
    ({ edit }) => edit(prices, "purpose: marketing", "purpose: promotion"),
    /en\.md:2: purpose: "promotion" is none\. Write one of/,
  ],
  [
    "a mail without subject",
    ({ edit }) => edit(prices, "subject:", "preheader:"),
    /en\.md:4: the front matter has preheader twice/,
  ],
  [
    "front matter that means nothing",
    ({ edit }) => edit(prices, "subject:", "from: me\nsubject:"),
    /en\.md:3: the front matter has "from: me"/,
  ],
  [
    "a mail without front matter",
    ({ write }) => write("mails/fair/en.md", "Hi."),
    /fair\/en\.md:1: it has no front matter, and no mail includes it\. Begin with a line "---"/,
  ],
  [
    "an unknown variable",
    ({ edit }) => edit(prices, "Hi {{ lead.firstName", "Hi {{ lead.fristName"),
    /nurture-prices\/en\.md:6: body: unknown variable lead\.fristName\. These are known: lead\.name, lead\.firstName, /,
  ],
  [
    "an unknown variable in a subject",
    ({ edit }) => edit(prices, "subject: ", "subject: {{ nobody }} "),
    /en\.md:3: subject: unknown variable nobody/,
  ],
  [
    "an owner's variable in a lead's mail",
    ({ edit }) => edit(prices, "Hi ", "{{ links.respond }} Hi "),
    /en\.md:6: body: unknown variable links\.respond/,
  ],
  [
    "an unknown filter",
    ({ edit }) => edit(prices, "| default:", "| defualt:"),
    /en\.md:6: body: undefined filter: defualt\. Write valid Liquid/,
  ],
  ["a tag that is not closed", ({ edit }) => edit(prices, "{%- endif %}", ""), /en\.md:\d+: body: tag .*not closed/],
  [
    "a value that some leads lack",
    ({ edit }) => edit(prices, ' | default: "there"', ""),
    /en\.md:6: body: .*lead\.firstName\. Not every lead has it/,
  ],
  ["Markdown for one part only", ({ edit }) => edit(prices, "Hi ", "<b>Hi</b> "), /en\.md:6: body: .* Write Markdown/],
  [
    "a text that includes what is not there",
    ({ edit }) => edit(prices, "Hi ", "{% include 'nope/en' %} Hi "),
    /en\.md:\d+: body: .*nope/,
  ],
  [
    "a mail without its English text",
    ({ write }) => write("mails/fair/de.md", mail("purpose: marketing\nsubject: Messe")),
    /fair\/de\.md:2: its English text is missing\. Add en\.md/,
  ],
  [
    "a language that says another purpose",
    ({ write }) => write("mails/nurture-prices/de.md", mail("purpose: service\nsubject: Preise")),
    /de\.md:2: purpose: it is service, and in English marketing/,
  ],
  [
    "a text of no language",
    ({ write }) => write("mails/nurture-prices/German.md", mail("purpose: marketing\nsubject: x")),
    /German\.md:1: this is no text\. Name it <mail>\/<language>\.md/,
  ],
  [
    "a mail that the code sends",
    ({ remove }) => remove("mails/owner-hot"),
    /workflows\/mails\/owner-hot\/en\.md:1: notices of "hot" need it/,
  ],
])("%s fails the build, and is said with file, line, field and mend", (_, edit, sentence) => {
  const problems = problemsAfter(edit);
  expect(problems).toContainEqual(expect.stringMatching(sentence));
  for (const one of problems) expect(one).toMatch(/^workflows\/[\w./-]+:\d+: .+\. .+\.$/);
});

it("everything wrong is said at once", () => {
  const problems = problemsAfter(({ edit }) => {
    edit(checklist, "after: 7d", "after: soon");
    edit(prices, "purpose: marketing", "purpose: nice");
    edit("cadences/farewell.yaml", "patience: 14d", "patience: 14 days");
  });
  expect(problems.map((one) => one.split(":")[0])).toEqual([
    "workflows/cadences/farewell.yaml",
    "workflows/cadences/nurture.yaml",
    expect.stringMatching(prices),
    expect.any(String),
  ]);
});
