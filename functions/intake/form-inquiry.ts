import { createHash } from "node:crypto";
import { normalizeEmail, normalizeName, normalizePhone } from "../lead/identity.ts";
import { attributionFields, type Inquiry, InquiryId } from "../lead/inquiry.ts";
import type { Once } from "../lead/receive.ts";
import type { Source } from "../lead/source.ts";
import { type Instant, minute, plus } from "../platform/clock.ts";
import { type FieldError, Refusal } from "../platform/error.ts";
import { sortable } from "../platform/id.ts";
import type { Fields } from "./body.ts";
import { line, prose } from "./cleaning.ts";

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
]);

/** A repeat without a submission id counts as one in this time (LIFECYCLE section 5). */
const repeatWindow = 10 * minute;

const ticked = new Set(["on", "true", "yes", "1"]);

/** What one post of a form says, cleaned; values are `undefined` when empty. */
type Read = (name: string, longest: number) => string | undefined;

const reader =
  (fields: Fields): Read =>
  (name, longest) =>
    (fields.get(name) ?? []).map((value) => line(value, longest)).find(Boolean);

function contact(read: Read, source: Source) {
  const country = read("country", 2)?.toUpperCase();
  const given = { email: read("email", 320), phone: read("phone", 60) };
  const email = given.email && normalizeEmail(given.email);
  const phone = given.phone && normalizePhone(given.phone, country ?? source.country);
  if (!email && !phone) throw new Refusal("invalid", "We need a way to reach you.", { errors: unreachable(given) });
  const unusable: Record<string, string> = {};
  if (given.email && !email) unusable.email = given.email;
  if (given.phone && !phone) unusable.phone = given.phone;
  return { email, phone, country: country ?? source.country, unusable };
}

function unreachable(given: { email?: string; phone?: string }): FieldError[] {
  const errors: FieldError[] = [];
  if (given.email)
    errors.push({
      field: "email",
      message: "This is not a mail address we can write to. Write it as name@example.com.",
    });
  if (given.phone)
    errors.push({
      field: "phone",
      message: "This is not a phone number we can call. Write it with its country code, such as +353 1 234 5678.",
    });
  return errors.length > 0 ? errors : [{ field: "email", message: "Give a mail address or a phone number." }];
}

function person(read: Read) {
  const [firstName, lastName] = [read("first_name", 100), read("last_name", 100)];
  return {
    name: read("name", 200) ?? ([firstName, lastName].filter(Boolean).join(" ") || undefined),
    firstName,
    lastName,
  };
}

function consentOf(read: Read, { consent }: Source, address: string): Inquiry["consent"] {
  if (consent.by === "none") return { basis: "inquiry" };
  const agreed = consent.by === "submit" || ticked.has(read("consent", 10)?.toLowerCase() ?? "");
  return agreed ? { basis: "opt-in", text: consent.text, address } : { basis: "inquiry" };
}

function extras(fields: Fields): Record<string, unknown> {
  const own = new Set<string>(ownFields);
  const rest = [...fields].filter(([name]) => !own.has(name) && !circumstances.has(name)).slice(0, 50);
  const said = rest.map(
    ([name, values]) => [line(name, 100), values.slice(0, 20).map((value) => prose(value, 2000))] as const,
  );
  return Object.fromEntries(said.map(([name, values]) => [name, values.length === 1 ? values[0] : values]));
}

const webPage = (value: string | undefined): string | undefined =>
  value && /^https?:\/\//.test(value) ? value : undefined;

function mark(read: Read, source: Source): Inquiry["source"] {
  const marks = attributionFields.flatMap((name) => {
    const value = read(name, 500);
    return value ? [[name, value] as const] : [];
  });
  const { id, name, channel, platform } = source;
  return {
    id,
    name,
    channel,
    platform,
    campaign: read("utm_campaign", 200),
    page: webPage(read("page_url", 2000)),
    referrer: webPage(read("referrer", 2000)),
    attribution: Object.fromEntries(marks),
  };
}

const language = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

/**
 * What a posted form says, as an inquiry. Nothing in it is trusted.
 *
 * @param address the sender's IP address, kept as proof of consent
 * @throws Refusal `invalid` when neither mail address nor phone is usable; an unusable one beside a usable one is kept raw
 */
export function formInquiry(fields: Fields, source: Source, address: string, now: Instant): Inquiry {
  const read = reader(fields);
  const wanted = read("language", 35);
  const message = (fields.get("message") ?? []).map((value) => prose(value, 20_000)).find(Boolean);
  return {
    id: InquiryId.parse(`inq_${sortable(now, 0)}`),
    receivedAt: now,
    source: mark(read, source),
    pool: source.pool,
    ...person(read),
    ...contact(read, source),
    company: read("company", 200),
    message,
    language: wanted && language.test(wanted) ? wanted : source.language,
    consent: consentOf(read, source, address),
    extra: extras(fields),
  };
}

/** By what a form's post is known when it comes again (LIFECYCLE section 5): a corrected resubmission is another. */
export function formOnce(fields: Fields, inquiry: Inquiry): Once {
  const submission = reader(fields)("submission_id", 200);
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
  const hash = createHash("sha256")
    .update(JSON.stringify([submission, ...content]))
    .digest("hex");
  return submission ? { hash } : { hash, until: plus(receivedAt, repeatWindow) };
}

const sorted = (extra: Record<string, unknown>) => Object.entries(extra).sort(([a], [b]) => (a < b ? -1 : 1));
