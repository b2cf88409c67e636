import type { Template } from "liquidjs";
import { parts } from "../../../workflows/definitions/shipped.ts";
import { frontMatter } from "../template/front-matter.ts";
import { mailEngine } from "../template/liquid.ts";

/** A mail's text is wrong, or asks for a value it was not given. Sending it again does not help. */
export class MailTextError extends Error {
  constructor(mail: string, cause: unknown) {
    super(`Mail "${mail}": ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = "MailTextError";
  }
}

export interface MailTemplate {
  subject: Template[];
  preheader: Template[];
  body: Template[];
}

const engine = mailEngine(parts);

const parsed = new Map<string, MailTemplate>();

/** Front matter (`purpose`, `subject`, `preheader`?), then Liquid and Markdown; parsed once. @throws MailTextError */
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
  const { fields, body } = frontMatter(text) ?? { fields: {}, body: text };
  const liquid = (source: string) => engine.parse(source);
  return {
    subject: liquid(fields.subject?.value ?? ""),
    preheader: liquid(fields.preheader?.value ?? ""),
    body: liquid(body),
  };
}

/** Values come out as markers (merge.ts). @throws MailTextError naming the mail and the variable it was not given */
export function renderTemplate(mail: string, template: Template[], data: object): string {
  try {
    return String(engine.renderSync(template, data));
  } catch (error) {
    throw new MailTextError(mail, error);
  }
}
