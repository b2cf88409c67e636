import { Liquid, type Template } from "liquidjs";
import contactEn from "../../workflows/mails/contact/en.md";
import inquiriesEn from "../../workflows/mails/inquiries/en.md";
import { hold } from "./merge.ts";

/** A mail's text is wrong, or asks for a value it was not given. Sending it again does not help. */
export class MailTextError extends Error {
  constructor(mail: string, cause: unknown) {
    super(`Mail "${mail}": ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = "MailTextError";
  }
}

/** A mail's text, parsed: Liquid that makes one line (subject, preheader) and Markdown (body). */
export interface MailTemplate {
  subject: Template[];
  preheader: Template[];
  body: Template[];
}

const engine = new Liquid({
  strictVariables: true,
  strictFilters: true,
  lenientIf: true,
  ownPropertyOnly: true,
  outputEscape: hold,
  parseLimit: 200_000,
  templates: { "contact/en": contactEn, "inquiries/en": inquiriesEn },
});

/** Cuts a long text for a mail: `{{ message | excerpt: 1500 }}`, in characters (email-rules MSG-8). */
engine.registerFilter("excerpt", (value: unknown, length: number) => {
  const characters = Array.from(String(value));
  return characters.length <= length ? value : `${characters.slice(0, length).join("").trimEnd()} …`;
});

// It would put a value past `hold`.
engine.registerFilter("raw", () => {
  throw new TypeError("the filter raw is not for mails: values are always plain text");
});

const parsed = new Map<string, MailTemplate>();

/**
 * The template of a mail's text: front matter (`subject`, optional `preheader`), then Liquid and Markdown.
 * Parsed once for each text.
 *
 * @throws MailTextError
 */
export function mailTemplate(mail: string, text: string): MailTemplate {
  const known = parsed.get(text);
  if (known) return known;
  try {
    const template = parse(text);
    parsed.set(text, template);
    return template;
  } catch (error) {
    throw new MailTextError(mail, error);
  }
}

function parse(text: string): MailTemplate {
  const [, front = "", body = text] = /^---\n([\s\S]*?\n)---\n([\s\S]*)$/.exec(text.replaceAll("\r\n", "\n")) ?? [];
  const fields = new Map<string, string>();
  for (const row of front.split("\n").filter(Boolean)) {
    const [, key, value] = /^(subject|preheader):\s*(.+)$/.exec(row) ?? [];
    if (!key || !value) throw new SyntaxError(`the front matter has "${row}", but may have subject and preheader only`);
    fields.set(key, value);
  }
  const liquid = (source: string) => engine.parse(source);
  return {
    subject: liquid(fields.get("subject") ?? ""),
    preheader: liquid(fields.get("preheader") ?? ""),
    body: liquid(body),
  };
}

/**
 * Plays a parsed text with its data; values come out as markers (merge.ts).
 *
 * @throws MailTextError naming the mail and the variable it was not given
 */
export function play(mail: string, template: Template[], data: object): string {
  try {
    return String(engine.renderSync(template, data));
  } catch (error) {
    throw new MailTextError(mail, error);
  }
}
