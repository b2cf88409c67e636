import { mails, parts as sharedParts } from "../../../workflows/definitions/shipped.ts";
import { htmlPart } from "../template/html-part.ts";
import { fillValues, oneLine, tidyValue } from "../template/merge.ts";
import { textPart } from "../template/text-part.ts";
import { htmlLayout } from "./layout.ts";
import { MailTextError, mailTemplate, renderTemplate } from "./template.ts";

/** The name of a mail: its folder in `workflows/mails`. */
export type MailName = string;

/** Who sends: shown in the footer, with the postal address the law wants there (RULES.md LAW-1). */
export interface Brand {
  company: string;
  postalAddress: string;
}

/** `links.unsubscribe`: for mail to a lead; `confirm` and `notMe`: where the address was only typed in, at any mail's end. */
export interface MailInput {
  mail: MailName;
  language: string;
  data: Record<string, unknown>;
  links: { unsubscribe?: string; confirm?: string; notMe?: string };
  brand: Brand;
  /** The language of what the mail quotes from a person, where that is all it says. */
  contentLanguage?: string;
}

/** A mail ready to be composed. `language` is the language of the text that was found. */
export interface RenderedMail {
  subject: string;
  preheader: string;
  html: string;
  text: string;
  language: string;
}

const longestSubject = 200;

const partNamed = (part: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(sharedParts).flatMap(([name, text]) =>
      name.startsWith(`${part}/`) ? [[name.slice(part.length + 1), text]] : [],
    ),
  );
const footers = partNamed("footer");
const confirmations = partNamed("confirmation");

function inLanguage(texts: Record<string, string>, wanted: string): { language: string; text: string } {
  const tag = wanted.toLowerCase();
  const language = [tag, tag.split("-")[0] ?? ""].find((it) => Object.hasOwn(texts, it)) ?? "en";
  return { language, text: texts[language] ?? "" };
}

const subjectLine = (text: string): string =>
  oneLine(fillValues(text, (piece) => piece))
    .replace(/\s+/g, " ")
    .trim();

function subjectOf(mail: string, played: string): string {
  const subject = subjectLine(played);
  if (!subject) throw new MailTextError(mail, "it has no subject");
  const characters = Array.from(subject);
  return characters.length <= longestSubject ? subject : `${characters.slice(0, longestSubject).join("").trimEnd()}…`;
}

function parts(mail: string, body: string, footer: string): { html: string; footer: string; text: string } {
  try {
    return {
      html: htmlPart(body),
      footer: htmlPart(footer, true),
      text: `${textPart(body)}\n\n-- \n${textPart(footer)}\n`,
    };
  } catch (error) {
    throw new MailTextError(mail, error);
  }
}

/** Pure. @throws MailTextError if no such mail ships, its text asks for a value that is not there, or is wrong itself */
export function renderMail({ mail, language: wanted, data, links, brand, contentLanguage }: MailInput): RenderedMail {
  const shipped = mails[mail];
  if (!shipped) throw new MailTextError(mail, new Error("no such mail ships"));
  const { language: found, text } = inLanguage(shipped.texts, wanted);
  const language = contentLanguage ?? found;
  const ownLinks = typeof data.links === "object" ? data.links : {};
  const values = tidyValue({ ...data, brand, links: { ...ownLinks, ...links } }) as object;
  const template = mailTemplate(mail, text);
  const subject = subjectOf(mail, renderTemplate(mail, template.subject, values));
  const preheader = subjectLine(renderTemplate(mail, template.preheader, values));
  const footer = mailTemplate("footer", inLanguage(footers, language).text);
  const body = [renderTemplate(mail, template.body, values)];
  if (links.confirm) {
    const confirmation = mailTemplate("confirmation", inLanguage(confirmations, language).text);
    body.push(renderTemplate("confirmation", confirmation.body, values));
  }
  const written = parts(mail, body.join("\n\n"), renderTemplate("footer", footer.body, values));
  return {
    subject,
    preheader,
    html: htmlLayout({ language, title: subject, preheader, body: written.html, footer: written.footer }),
    text: written.text,
    language,
  };
}
