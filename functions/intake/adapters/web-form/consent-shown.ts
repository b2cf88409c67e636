import type { Source } from "../../../source/source.ts";
import { isTicked } from "../../inquiry/consent-box.ts";
import { formFieldMeant } from "../../inquiry/field.ts";
import { consentPaths } from "../../inquiry/mapping-rule.ts";
import type { FormFields } from "../../wire/body.ts";

/** By which a page says what text of consent it has shown, and where: kept as the proof (RULES.md LAW-4). */
export const textField = "consent_text";
export const pageField = "consent_page";

export interface ShownConsent {
  text: string;
  box?: { name: string; ticked: boolean };
}

/** The field by which a source gains consent: as its mapping calls it, else as the form does, else as we do. */
export function consentBoxName(source: Source, posted: Iterable<string> = []): string {
  const [mapped] = consentPaths(source) ?? [];
  if (mapped) return mapped;
  const names = [...posted];
  return (
    (names.includes("consent") ? undefined : names.find((name) => formFieldMeant([name]) === "consent")) ?? "consent"
  );
}

/** What is to be shown to whoever sends a source's form; nothing where it gains no consent. */
export function shownConsent(source: Source, fields: FormFields): ShownConsent | undefined {
  const { consent } = source;
  if (consent.by === "none") return undefined;
  if (consent.by === "submit") return { text: consent.text };
  const name = consentBoxName(source, fields.keys());
  return { text: consent.text, box: { name, ticked: (fields.get(name) ?? []).some(isTicked) } };
}
