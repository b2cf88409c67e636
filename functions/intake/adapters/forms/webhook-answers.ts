import * as z from "zod";
import { fieldOfType } from "../../inquiry/field.ts";
import type { MappedAnswer, Submission } from "../../inquiry/mapping.ts";

const leavesAtMost = 500;
/** RFC 5321: no mail address is longer. */
const addressAtMost = 320;

/** What carries answers and says nothing of whose they are. */
const containers =
  /^(\d*|data|fields?|custom_?fields|hidden|context|tracking|attribution|payload|body|answers?|form_?data|entry|submission|form_?response|responses?|values?|params|result|object|record|contact|person|people|lead|customer|client|user|visitor|attendee|guest|invitee|subscriber|respondent|applicant|buyer)$/i;

/** Whose mail address and phone are not the lead's. */
const staff =
  /^(owner|agent|assign(ee|ed_?to)|seller|sales_?(rep|person)|staff|employee|host|organi[sz]er|admin|created_?by)$/i;

const Text = z.union([z.string(), z.number()]).transform(String).optional().catch(undefined);
/** How form plugins write one field: Elementor, HubSpot, WPForms and others. */
const Field = z.object({ id: Text, key: Text, name: Text, label: Text, title: Text, question: Text, type: Text });
const valueKeys = ["value", "values", "answer", "raw_value"] as const;

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
const isList = (value: unknown): value is unknown[] => Array.isArray(value) && !value.some(isObject);

function fieldWithAnswer(node: object, path: string, key: string): MappedAnswer | undefined {
  const valueKey = valueKeys.find((one) => Object.hasOwn(node, one));
  const { id, name, label, title, question, type, key: ownKey } = Field.parse(node);
  const own = [name, label, title, question, ownKey, id].filter((one) => one !== undefined);
  if (valueKey === undefined || own.length === 0) return undefined;
  const value: unknown = Object.entries(node).find(([one]) => one === valueKey)?.[1];
  if (isObject(value) && !isList(value)) return undefined;
  const shown = label ?? title ?? question ?? name ?? ownKey ?? id ?? key;
  return { label: shown, names: [...own, key], path: `${path}.${valueKey}`, value, field: fieldOfType(type) };
}

const joined = (path: string, key: string, inList: boolean): string => {
  if (inList) return `${path}[${key}]`;
  return path === "" ? key : `${path}.${key}`;
};

function leavesUnder(node: unknown, path: string, parents: readonly string[]): MappedAnswer[] {
  const key = parents.at(-1) ?? "";
  if (!isObject(node) || isList(node)) return [leaf(node, path, parents)];
  const inList = Array.isArray(node);
  const field = inList ? undefined : fieldWithAnswer(node, path, key);
  if (field) return [field];
  return Object.entries(node).flatMap(([name, value]) =>
    leavesUnder(value, joined(path, name, inList), [...parents, name]),
  );
}

/** Gravity Forms has numbers for names: there a value says itself that it is a mail address or a number to call. */
function fieldOfValue(value: unknown): "email" | "phone" | undefined {
  if (typeof value !== "string" || value.length > addressAtMost) return undefined;
  if (/^[^\s@]+@[^\s@][^\s@.]*\.[^\s@]+$/.test(value)) return "email";
  return /^\+(\d[ ()-]*){7,15}$/.test(value) ? "phone" : undefined;
}

/** A value's key tells what it is only where it stands among answers: a `name` under `form` is the form's. */
function leaf(value: unknown, path: string, parents: readonly string[]): MappedAnswer {
  const [key = "", parent = ""] = parents.toReversed();
  const above = parents.slice(0, -1);
  if (above.some((one) => staff.test(one))) return { label: path, names: [], path, value };
  if (!/\p{L}/u.test(key)) return { label: path, names: [], path, value, field: fieldOfValue(value) };
  const name = above.length === 0 || containers.test(parent) ? key : `${parent} ${key}`;
  return { label: above.every((one) => containers.test(one)) ? key : path, names: [name], path, value };
}

const Consent = z.object({
  consent: z.object({
    text: z.string().optional(),
    communications: z.array(z.object({ value: z.boolean(), text: z.string().optional() })).default([]),
  }),
});

/** HubSpot: each kind of being written to must be agreed to; that the data are processed is no consent to mail. */
export function hubspotConsent({ legalConsentOptions }: Submission): { agreed?: boolean; agreedTo?: string } {
  if (legalConsentOptions === undefined || legalConsentOptions === null) return {};
  const draft = Consent.safeParse(legalConsentOptions);
  if (!draft.success) return { agreed: false };
  const { text, communications } = draft.data.consent;
  const agreed = communications.length > 0 && communications.every(({ value }) => value);
  const agreedTo = [text, ...communications.map((one) => one.text)].filter(Boolean).join("\n");
  return agreedTo ? { agreed, agreedTo } : { agreed };
}

const depthOf = ({ path }: MappedAnswer): number => path.split(/[.[]/).length;

/** The answers of any form's payload, those that stand higher up first. */
export function leavesOf(submission: Submission): MappedAnswer[] {
  const { legalConsentOptions: _, ...answers } = submission;
  const top = Object.entries(answers).flatMap(([name, value]) => leavesUnder(value, name, [name]));
  return top.slice(0, leavesAtMost).toSorted((a, b) => depthOf(a) - depthOf(b));
}
