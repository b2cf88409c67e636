import { type FrontMatter, FrontMatterError, frontMatter } from "../../functions/email/template/front-matter.ts";
import { type Purpose, purposes } from "../../functions/lead/model/purpose.ts";
import type { Problem } from "./problem.ts";

/** A mail: what it is for, and its text by language; English is always there. */
export interface MailFile {
  purpose: Purpose;
  texts: { en: string } & Record<string, string>;
}

export interface ReadMail {
  file: string;
  name: string;
  language: string;
  purpose: Purpose;
  front: FrontMatter;
  text: string;
}

/** A text without front matter: mails include it. */
export interface ReadPart {
  file: string;
  name: string;
  language: string;
  text: string;
}

const isPurpose = (word: string | undefined): word is Purpose => purposes.some((one) => one === word);

/** Reads one text of a mail. @returns it, or what is wrong with its front matter */
export function readMail(file: string, name: string, language: string, text: string): ReadMail | ReadPart | Problem[] {
  try {
    const front = frontMatter(text);
    if (!front) return { file, name, language, text };
    const { purpose, subject } = front.fields;
    const missing = (field: string, mend: string) => [{ file, line: 1, field, message: "it is missing", mend }];
    if (!purpose) return missing("purpose", `Add a line "purpose: …" with one of ${purposes.join(", ")}`);
    if (!subject) return missing("subject", 'Add a line "subject: …"');
    if (!isPurpose(purpose.value))
      return [
        {
          ...{ file, line: purpose.line, field: "purpose", message: `"${purpose.value}" is none` },
          mend: `Write one of ${purposes.join(", ")}`,
        },
      ];
    return { file, name, language, purpose: purpose.value, front, text };
  } catch (error) {
    if (!(error instanceof FrontMatterError)) throw error;
    return [{ file, line: error.line, field: "", message: error.message, mend: "Mend or remove the line" }];
  }
}
