import { normalizeName } from "../../lead/identity.ts";
import { attributionFields, type Inquiry } from "../../lead/inquiry.ts";
import type { Once } from "../../lead/once.ts";
import type { Source, SourceId } from "../../lead/source.ts";
import { type Instant, minute, plus } from "../../platform/clock.ts";
import { fingerprint } from "../../platform/fingerprint.ts";
import type { Fields } from "../body.ts";
import { inquiryOf, type Said } from "../said.ts";
import { newInquiryId } from "../take.ts";
import { fillTimeField, honeypotName, loadedField } from "./suspicion.ts";

/** The fields of SURFACE.md that are the inquiry's own; any other is kept as `extra`. */
const ownFields = [
  "name",
  "first_name",
  "last_name",
  "email",
  "phone",
  "company",
  "message",
  "language",
  "country",
  "consent",
] as const;

/** Fields that say how the form was reached or guarded, not what the person asks. */
const circumstances: ReadonlySet<string> = new Set([
  ...attributionFields,
  "submission_id",
  "page_url",
  "referrer",
  "_fbp",
  "_fbc",
  "cf-turnstile-response",
  "g-recaptcha-response",
  "h-captcha-response",
  fillTimeField,
  loadedField,
]);

/** A repeat without a submission id counts as one in this time (LIFECYCLE section 5). */
const repeatWindow = 10 * minute;

const ticked = new Set(["on", "true", "yes", "1"]);

/** The first value of a field that says anything. */
const reader =
  (fields: Fields) =>
  (name: string): string | undefined =>
    fields.get(name)?.find((value) => value.trim() !== "");

function extras(fields: Fields, source: SourceId): Record<string, unknown> {
  const own = new Set<string>([...ownFields, honeypotName(source)]);
  const rest = [...fields].filter(([name]) => !own.has(name) && !circumstances.has(name));
  return Object.fromEntries(rest.map(([name, values]) => [name, values.length === 1 ? values[0] : values]));
}

/** What a posted form says. */
export function formSaid(fields: Fields, { id, consent }: Source): Said {
  const read = reader(fields);
  return {
    name: read("name"),
    firstName: read("first_name"),
    lastName: read("last_name"),
    email: read("email"),
    phone: read("phone"),
    company: read("company"),
    message: read("message"),
    language: read("language"),
    country: read("country"),
    agreed: consent.by === "field" ? ticked.has(read("consent")?.trim().toLowerCase() ?? "") : undefined,
    page: read("page_url"),
    referrer: read("referrer"),
    attribution: Object.fromEntries(attributionFields.map((name) => [name, read(name)])),
    extra: extras(fields, id),
  };
}

/**
 * What a posted form says, as an inquiry. Nothing in it is trusted.
 *
 * @param address the sender's IP address, kept as proof of consent
 * @throws Refusal `invalid` when neither mail address nor phone is usable; an unusable one beside a usable one is kept raw
 */
export function formInquiry(fields: Fields, source: Source, address: string, now: Instant): Inquiry {
  return inquiryOf(formSaid(fields, source), source, { id: newInquiryId(now), receivedAt: now, address });
}

/** By what a form's post is known when it comes again (LIFECYCLE section 5): a corrected resubmission is another. */
export function formOnce(fields: Fields, inquiry: Inquiry): Once {
  const submission = reader(fields)("submission_id");
  const { name, email, phone, company, message, consent, extra, receivedAt } = inquiry;
  const content = [
    normalizeName(name ?? ""),
    email,
    phone,
    company?.toLowerCase(),
    message,
    consent.basis,
    sorted(extra),
  ];
  const hash = fingerprint(JSON.stringify([submission, ...content]));
  return submission ? { hash } : { hash, until: plus(receivedAt, repeatWindow) };
}

const sorted = (extra: Record<string, unknown>) => Object.entries(extra).sort(([a], [b]) => (a < b ? -1 : 1));
