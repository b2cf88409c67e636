import { refusalAmong } from "../../language/box-meaning.ts";
import { type Attachment, attributionFields, type Handle, type Inquiry, InquiryId } from "../../lead/model/inquiry.ts";
import { normalizeEmail, normalizePhone } from "../../lead/rules/identity.ts";
import { AppError, type FieldError } from "../../platform/error.ts";
import { isOurOwn, ownDomainTrouble } from "../../platform/own-domain.ts";
import { fingerprint } from "../../platform/security/fingerprint.ts";
import type { Instant } from "../../platform/time.ts";
import type { Source } from "../../source/source.ts";
import { isLonger, line, prose } from "./cleaning.ts";
import { consentBoxes, isAgreed } from "./consent-box.ts";
import { extras, isKeptWhole } from "./extra.ts";

/** What one signal says, sorted into our fields, word for word: nothing of it is cleaned or trusted yet. */
export interface InquiryDraft {
  name?: string | undefined;
  firstName?: string | undefined;
  lastName?: string | undefined;
  email?: string | undefined;
  phone?: string | undefined;
  /** They called or wrote from that number. */
  phoneIsTheirs?: boolean;
  /** Nobody typed in the address: its domain vouches for it, or somebody of ours brings it with evidence. */
  emailIsTheirs?: boolean;
  /** A mail for whose sender no domain vouches. */
  unvouched?: boolean;
  handle?: Handle;
  company?: string | undefined;
  message?: string | undefined;
  language?: string | undefined;
  country?: string | undefined;
  /** They were spoken to already: a call that was answered, and for how long. */
  answered?: { seconds?: number };
  /** Whether they ticked the box; absent where the platform says nothing of it. */
  agreed?: boolean | undefined;
  /** The exact text they agreed to, where the platform or the page says it; else the source's. */
  agreedTo?: string | undefined;
  /** The page that showed the text, where it is another than the one they came by. */
  agreedOn?: string | undefined;
  /** They say that they want no mail. */
  refusal?: Inquiry["refusal"];
  /** When it was made, by the platform's clock. */
  at?: Instant | undefined;
  page?: string | undefined;
  referrer?: string | undefined;
  campaign?: string | undefined;
  /** UTM parameters, click ids, and the platform's ids of ad, campaign and form. */
  attribution?: Record<string, string | undefined>;
  /** Answers to the platform's other questions. */
  extra?: Record<string, unknown>;
  /** Files, kept in the bucket already. */
  attachments?: Attachment[] | undefined;
  /** Of a mail: the Message-IDs of its conversation, its own last. */
  thread?: string[] | undefined;
  /** Of a mail: what it was about. */
  subject?: string | undefined;
  test?: boolean;
  /** How whoever brings a list of them says that they agreed: recorded as proof (LIFECYCLE.md section 4, `imported`). */
  evidence?: string | undefined;
  /** Somebody of ours brought it in: they wrote nothing themselves, and are not thanked for it. */
  manual?: boolean;
}

/** Characters that are kept of each field. */
const longest = { name: 200, firstName: 100, lastName: 100, company: 200, message: 20_000 };

const clean = (value: string | undefined, longest: number): string | undefined =>
  (value && line(value, longest)) || undefined;

const language = /^[a-z]{2,3}([-_][A-Za-z0-9]{2,8})*$/;
const webPage = (value: string | undefined): string | undefined =>
  value && /^https?:\/\//.test(value) ? clean(value, 2000) : undefined;

function contact(said: InquiryDraft, source: Source) {
  const wanted = clean(said.country, 60)?.toUpperCase();
  const country = wanted && /^[A-Z]{2}$/.test(wanted) ? wanted : source.country;
  const given = { email: clean(said.email, 320), phone: clean(said.phone, 60) };
  const address = given.email && normalizeEmail(given.email);
  // What is sent under our own domain comes back to us, and round again.
  const email = address && !isOurOwn(address) ? address : undefined;
  const phone = given.phone && normalizePhone(given.phone, country);
  if (!email && !phone && !said.handle)
    throw new AppError("invalid", "We need a way to reach you.", { errors: unreachable(given) });
  const unusable: Record<string, string> = {};
  if (given.email && !email) unusable.email = given.email;
  if (given.phone && !phone) unusable.phone = given.phone;
  return { email, phone, country, unusable, phoneIsTheirs: phone ? said.phoneIsTheirs : undefined };
}

function unreachable(given: { email?: string; phone?: string }): FieldError[] {
  const errors: FieldError[] = [];
  if (given.email)
    errors.push({
      field: "email",
      message:
        ownDomainTrouble(given.email) ?? "This is not a mail address we can write to. Write it as name@example.com.",
    });
  if (given.phone)
    errors.push({
      field: "phone",
      message: "This is not a phone number we can call. Write it with its country code, such as +353 1 234 5678.",
    });
  return errors.length > 0 ? errors : [{ field: "email", message: "Give a mail address or a phone number." }];
}

function person(said: InquiryDraft) {
  const [firstName, lastName] = [clean(said.firstName, longest.firstName), clean(said.lastName, longest.lastName)];
  const whole = clean(said.name, longest.name) ?? ([firstName, lastName].filter(Boolean).join(" ") || undefined);
  return { name: whole, firstName, lastName };
}

/** Answers kept beside our fields, by the questions they answer. */
const others = ({ extra = {} }: InquiryDraft) =>
  Object.entries(extra).map(([label, value]) => ({ label, names: [label], value }));

/** Whether they agreed: as the platform says of its box, else by a box among the answers, else by sending. */
function isAgreeing(said: InquiryDraft, source: Source): boolean {
  if (said.agreed !== undefined) return said.agreed;
  return source.consent.by === "field" ? isAgreed(consentBoxes(others(said), source)) : source.consent.by === "submit";
}

/** What they agreed to (LIFECYCLE.md section 4); a platform that says of a box whether it was ticked is believed. */
function consentOf(said: InquiryDraft, source: Source, address: string | undefined): Inquiry["consent"] {
  const { consent } = source;
  const confirm = consent.confirm === "none" ? consent.confirm : undefined;
  const agreed = isAgreeing(said, source);
  if (said.evidence && agreed) return { basis: "imported", text: said.evidence, confirm };
  const text = clean(said.agreedTo, 5000) ?? (consent.by === "none" ? undefined : consent.text);
  if (consent.by === "none" || !agreed || !text) return { basis: "inquiry", confirm };
  return {
    basis: "opt-in",
    text,
    version: fingerprint(text).slice(0, 8),
    address,
    page: webPage(said.agreedOn),
    confirm,
  };
}

/** The fields that say more than is kept of them; `extra` for the other answers. */
function cutIn(said: InquiryDraft, kept: Record<string, unknown>): string[] | undefined {
  const named = (["name", "firstName", "lastName", "company", "message"] as const).filter((field) =>
    isLonger(said[field] ?? "", longest[field]),
  );
  const answers = Object.values(said.extra ?? {});
  const isCut = answers.length > Object.keys(kept).length || !answers.every(isKeptWhole);
  const cut = [...named, ...(isCut ? ["extra"] : [])];
  return cut.length > 0 ? cut : undefined;
}

function mark(said: InquiryDraft, source: Source): Inquiry["source"] {
  const marks = Object.entries(said.attribution ?? {}).flatMap(([name, value]) => {
    const cleaned = clean(value, 500);
    return cleaned ? [[name, cleaned] as const] : [];
  });
  const { id, name, channel, platform } = source;
  const attribution = Object.fromEntries(marks.slice(0, attributionFields.length + 20));
  return {
    ...{ id, name, channel, platform, attribution },
    campaign: clean(said.campaign, 200) ?? clean(attribution.utm_campaign, 200),
    page: webPage(said.page),
    referrer: webPage(said.referrer),
  };
}

/** Which inquiry it is to be: its id, when it was received, and the sender's IP address as proof of consent. */
export interface DraftReceipt {
  id: InquiryId;
  receivedAt: Instant;
  address?: string | undefined;
}

/**
 * What was said, as an inquiry: cleaned, its contact data in one spelling, its consent judged. Nothing in it is trusted.
 *
 * @throws AppError `invalid` when there is no way to reach its person; unusable data beside usable is kept raw
 */
export function normalizeInquiry(
  said: InquiryDraft,
  source: Source,
  { id, receivedAt, address }: DraftReceipt,
): Inquiry {
  const wanted = clean(said.language, 35);
  const extra = extras(said.extra);
  const message = said.message && prose(said.message, longest.message);
  const contacts = contact(said, source);
  return {
    id: InquiryId.parse(id),
    receivedAt,
    saidAt: said.at,
    source: mark(said, source),
    pool: source.pool,
    ...person(said),
    ...contacts,
    handle: said.handle,
    company: clean(said.company, longest.company),
    message: message || undefined,
    language: wanted && language.test(wanted) ? wanted.replaceAll("_", "-") : source.language,
    consent: consentOf(said, source, address),
    refusal: said.refusal ?? refusalAmong(others(said)),
    extra,
    cut: cutIn(said, extra),
    answered: said.answered,
    attachments: said.attachments,
    thread: said.thread,
    subject: clean(said.subject, 500),
    test: said.test || undefined,
    manual: said.manual || undefined,
    emailIsTheirs: (said.emailIsTheirs && contacts.email !== undefined) || undefined,
    unvouched: said.unvouched || undefined,
  };
}
