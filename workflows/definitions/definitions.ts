import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { mailEngine } from "../../functions/email/template/liquid.ts";
import type { Cadence } from "../../functions/lead/model/cadence.ts";
import { confirmationReminder } from "../../functions/lead/model/confirmation-reminder.ts";
import { mailOf } from "../../functions/lead/model/notice-mail.ts";
import { beginProblems } from "./begins.ts";
import { type ReadCadence, readCadence } from "./cadence-file.ts";
import { type MailFile, type ReadMail, type ReadPart, readMail } from "./mail-file.ts";
import { textProblems } from "./mail-text.ts";
import { DefinitionError, type Problem } from "./problem.ts";
import { stepProblems } from "./steps.ts";

export interface Definitions {
  cadences: Cadence[];
  mails: Record<string, MailFile>;
  /** Texts that mails include, by `<name>/<language>`. */
  parts: Record<string, string>;
}

const languageFile = /^([a-z]{2,3}(?:-[a-z0-9]{2,8})*)\.md$/;

interface Read<T> {
  found: T[];
  problems: Problem[];
}

function sorted<T extends object>(all: (T | Problem[])[]): Read<T> {
  const isProblems = (one: T | Problem[]): one is Problem[] => Array.isArray(one);
  return { found: all.filter((one): one is T => !isProblems(one)), problems: all.filter(isProblems).flat() };
}

function readCadences(folder: string): Read<ReadCadence> {
  return sorted(
    readdirSync(join(folder, "cadences"))
      .sort()
      .map((name) => {
        const file = `workflows/cadences/${name}`;
        if (!name.endsWith(".yaml"))
          return [{ file, line: 1, field: "", message: "this is no cadence", mend: "Name it <cadence>.yaml" }];
        return readCadence(file, readFileSync(join(folder, "cadences", name), "utf8"));
      }),
  );
}

function readMails(folder: string): Read<ReadMail | ReadPart> {
  return sorted(
    readdirSync(join(folder, "mails"), { recursive: true, encoding: "utf8", withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, "mails").length + 1))
      .sort()
      .map((path) => {
        const file = `workflows/mails/${path}`;
        const [name = "", inside = "", ...deeper] = path.split("/");
        const language = languageFile.exec(inside)?.[1];
        if (!language || deeper.length > 0)
          return [{ file, line: 1, field: "", message: "this is no text", mend: "Name it <mail>/<language>.md" }];
        return readMail(file, name, language, readFileSync(join(folder, "mails", path), "utf8"));
      }),
  );
}

const isMail = (read: ReadMail | ReadPart): read is ReadMail => "purpose" in read;

/** The mails by name. @param mails their texts, each in its language */
function byName(mails: readonly ReadMail[]): { mails: Record<string, MailFile>; problems: Problem[] } {
  const made: Record<string, MailFile> = {};
  const problems: Problem[] = [];
  for (const name of new Set(mails.map((mail) => mail.name))) {
    const texts = mails.filter((mail) => mail.name === name);
    const english = texts.find(({ language }) => language === "en");
    for (const { file, purpose, front } of texts) {
      const at = { file, line: front.fields.purpose?.line ?? 1 };
      if (!english) problems.push({ ...at, field: "", message: "its English text is missing", mend: "Add en.md" });
      else if (purpose !== english.purpose)
        problems.push({
          ...{ ...at, field: "purpose", message: `it is ${purpose}, and in English ${english.purpose}` },
          mend: "Write the same in every language",
        });
    }
    const inAll = Object.fromEntries(texts.map(({ language, text }) => [language, text]));
    if (english) made[name] = { purpose: english.purpose, texts: { en: english.text, ...inAll } };
  }
  return { mails: made, problems };
}

/** Mails that the code sends by name. */
function missingMails(mails: Record<string, MailFile>): Problem[] {
  return Object.entries({ ...mailOf, cadence: confirmationReminder.mail })
    .filter(([, name]) => !Object.hasOwn(mails, name))
    .map(([kind, name]) => ({
      ...{ file: `workflows/mails/${name}/en.md`, line: 1, field: "", message: `notices of "${kind}" need it` },
      mend: "Write it, with front matter",
    }));
}

/** What stands at the end of mails, included by none of them. */
const ownParts: ReadonlySet<string> = new Set(["footer", "confirmation"]);

/** A text without front matter that nothing includes is most likely a mail that lacks it. */
function idleParts(parts: readonly ReadPart[], texts: readonly string[]): Problem[] {
  return parts
    .filter(({ name }) => !ownParts.has(name))
    .filter(({ name, language }) => !texts.some((text) => text.includes(`"${name}/${language}"`)))
    .map(({ file }) => ({
      ...{ file, line: 1, field: "", message: "it has no front matter, and no mail includes it" },
      mend: 'Begin with a line "---", lines "purpose: …" and "subject: …", and a line "---"',
    }));
}

/** Reads and checks all in `folder`. @throws DefinitionError naming each problem's file, line, field, and how to mend it */
export function readDefinitions(folder: string): Definitions {
  const cadences = readCadences(folder);
  const texts = readMails(folder);
  const written = texts.found.filter(isMail);
  const partsRead = texts.found.filter((read) => !isMail(read));
  const parts = Object.fromEntries(partsRead.map(({ name, language, text }) => [`${name}/${language}`, text]));
  const engine = mailEngine(parts);
  const { mails, problems } = byName(written);
  const all = [
    ...cadences.problems,
    ...texts.problems,
    ...problems,
    ...written.flatMap((mail) => textProblems(engine, mail)),
    ...idleParts(
      partsRead,
      texts.found.map(({ text }) => text),
    ),
    ...missingMails(mails),
    ...cadences.found.flatMap((read) => stepProblems(read, mails)),
    ...(cadences.problems.length > 0 ? [] : beginProblems(cadences.found)),
  ];
  if (all.length > 0) throw new DefinitionError(all);
  const withPurposes = ({ cadence }: ReadCadence): Cadence => ({
    ...cadence,
    steps: cadence.steps.map((step) => ({ ...step, purpose: (step.mail && mails[step.mail]?.purpose) || "marketing" })),
  });
  return { cadences: cadences.found.map(withPurposes), mails, parts };
}
