import { refusalAmong } from "../../language/box-meaning.ts";
import { sayForm } from "../../language/texts.ts";
import { type Attachment, attributionFields, type Handle, type Inquiry, InquiryId } from "../../lead/model/inquiry.ts";
import { normalizeEmail, normalizePhone } from "../../lead/rules/identity.ts";
import { AppError, type FieldError } from "../../platform/error.ts";
import { isOurOwn } from "../../platform/own-domain.ts";
import { fingerprint } from "../../platform/security/fingerprint.ts";
import type { Instant } from "../../platform/time.ts";
import type { Source } from "../../source/source.ts";
import { cleanLine, cleanProse, isLonger } from "./cleaning.ts";
import { consentBoxes, isAgreed } from "./consent-box.ts";
import { ownDomainTrouble } from "./contact.ts";
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
  refusal?: Inquiry["refusal"];
  /** When it was made, by the platform's clock. */
  at?: Instant | undefined;
  page?: string | undefined;
  referrer?: string | undefined;
  campaign?: string | undefined;
  attribution?: Record<string, string | undefined>;
  extra?: Record<string, unknown>;
  attachments?: Attachment[] | undefined;
  /** Of a mail: the Message-IDs of its conversation, its own last. */
  thread?: string[] | undefined;
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
  (value && cleanLine(value, longest)) || undefined;

const language = /^[a-z]{2,3}([-_][A-Za-z0-9]{2,8})*$/;
const webPage = (value: string | undefined): string | undefined =>
  value && /^https?:\/\//.test(value) ? clean(value, 2000) : undefined;

function contact(draft: InquiryDraft, source: Source) {
  const wanted = clean(draft.country, 60)?.toUpperCase();
  const country = wanted && /^[A-Z]{2}$/.test(wanted) ? wanted : source.country;
  const given = { email: clean(draft.email, 320), phone: clean(draft.phone, 60) };
  const address = given.email && normalizeEmail(given.email);
  // What is sent under our own domain comes back to us, and round again.
  const email = address && !isOurOwn(address) ? address : undefined;
  const phone = given.phone && normalizePhone(given.phone, country);
  if (!email && !phone && !draft.handle) throw unreachable(given, source.language);
  const unusable: Record<string, string> = {};
  if (given.email && !email) unusable.email = given.email;
  if (given.phone && !phone) unusable.phone = given.phone;
  return { email, phone, country, unusable, phoneIsTheirs: phone ? draft.phoneIsTheirs : undefined };
}

function unreachable(given: { email?: string; phone?: string }, language: string): AppError {
  const say = sayForm.in(language);
  const errors: FieldError[] = [];
  if (given.email)
    errors.push({
      field: "email",
      message: ownDomainTrouble(given.email, say) ?? say("noEmail"),
    });
  if (given.phone)
    errors.push({
      field: "phone",
      message: say("noPhone"),
    });
  if (errors.length === 0) errors.push({ field: "email", message: say("noContact") });
  return new AppError("invalid", say("needAWay"), { errors });
}

function person(draft: InquiryDraft) {
  const [firstName, lastName] = [clean(draft.firstName, longest.firstName), clean(draft.lastName, longest.lastName)];
  const whole = clean(draft.name, longest.name) ?? ([firstName, lastName].filter(Boolean).join(" ") || undefined);
  return { name: whole, firstName, lastName };
}

const others = ({ extra = {} }: InquiryDraft) =>
  Object.entries(extra).map(([label, value]) => ({ label, names: [label], value }));

function isAgreeing(draft: InquiryDraft, source: Source): boolean {
  if (draft.agreed !== undefined) return draft.agreed;
  return source.consent.by === "field" ? isAgreed(consentBoxes(others(draft), source)) : source.consent.by === "submit";
}

/** What they agreed to (LIFECYCLE.md section 4); a platform that says of a box whether it was ticked is believed. */
function consentOf(draft: InquiryDraft, source: Source, address: string | undefined): Inquiry["consent"] {
  const { consent } = source;
  const confirm = consent.confirm === "none" ? consent.confirm : undefined;
  const agreed = isAgreeing(draft, source);
  if (draft.evidence && agreed) return { basis: "imported", text: draft.evidence, confirm };
  const text = clean(draft.agreedTo, 5000) ?? (consent.by === "none" ? undefined : consent.text);
  if (consent.by === "none" || !agreed || !text) return { basis: "inquiry", confirm };
  return {
    basis: "opt-in",
    text,
    version: fingerprint(text).slice(0, 8),
    address,
    page: webPage(draft.agreedOn),
    confirm,
  };
}

function cutIn(draft: InquiryDraft, kept: Record<string, unknown>): string[] | undefined {
  const named = (["name", "firstName", "lastName", "company", "message"] as const).filter((field) =>
    isLonger(draft[field] ?? "", longest[field]),
  );
  const answers = Object.values(draft.extra ?? {});
  const isCut = answers.length > Object.keys(kept).length || !answers.every(isKeptWhole);
  const cut = [...named, ...(isCut ? ["extra"] : [])];
  return cut.length > 0 ? cut : undefined;
}

function mark(draft: InquiryDraft, source: Source): Inquiry["source"] {
  const marks = Object.entries(draft.attribution ?? {}).flatMap(([name, value]) => {
    const cleaned = clean(value, 500);
    return cleaned ? [[name, cleaned] as const] : [];
  });
  const { id, name, channel, platform } = source;
  const attribution = Object.fromEntries(marks.slice(0, attributionFields.length + 20));
  return {
    ...{ id, name, channel, platform, attribution },
    campaign: clean(draft.campaign, 200) ?? clean(attribution.utm_campaign, 200),
    page: webPage(draft.page),
    referrer: webPage(draft.referrer),
  };
}

/** Which inquiry it is to be: its id, when it was received, and the sender's IP address as proof of consent. */
export interface DraftReceipt {
  id: InquiryId;
  receivedAt: Instant;
  address?: string | undefined;
}

/** Cleaned, never trusted. @throws AppError `invalid` when nobody can be reached; unusable data beside usable stays raw */
export function normalizeInquiry(
  draft: InquiryDraft,
  source: Source,
  { id, receivedAt, address }: DraftReceipt,
): Inquiry {
  const wanted = clean(draft.language, 35);
  const extra = extras(draft.extra);
  const message = draft.message && cleanProse(draft.message, longest.message);
  const contacts = contact(draft, source);
  return {
    id: InquiryId.parse(id),
    receivedAt,
    saidAt: draft.at,
    source: mark(draft, source),
    pool: source.pool,
    ...person(draft),
    ...contacts,
    handle: draft.handle,
    company: clean(draft.company, longest.company),
    message: message || undefined,
    language: wanted && language.test(wanted) ? wanted.replaceAll("_", "-") : source.language,
    consent: consentOf(draft, source, address),
    refusal: draft.refusal ?? refusalAmong(others(draft)),
    extra,
    cut: cutIn(draft, extra),
    answered: draft.answered,
    attachments: draft.attachments,
    thread: draft.thread,
    subject: clean(draft.subject, 500),
    test: draft.test || undefined,
    manual: draft.manual || undefined,
    emailIsTheirs: (draft.emailIsTheirs && contacts.email !== undefined) || undefined,
    unvouched: draft.unvouched || undefined,
  };
}
