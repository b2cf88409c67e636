import * as z from "zod";
import { Email } from "../intake/inquiry/contact.ts";
import { Extra } from "../intake/inquiry/extra.ts";
import { normalizeInquiry } from "../intake/inquiry/inquiry-draft.ts";
import { inquiryPayloadKey, storePayload } from "../intake/inquiry/payload.ts";
import { idempotencyKeyOf, newInquiryId } from "../intake/inquiry/submit.ts";
import { sayError, sayForm, saySource } from "../language/texts.ts";
import { assignLead } from "../lead/commands/change.ts";
import { ingestInquiries } from "../lead/commands/ingest-inquiries.ts";
import { type Receipt, receiveInquiry } from "../lead/commands/receive-inquiry.ts";
import { Country, LanguageTag } from "../lead/model/codes.ts";
import { channels } from "../lead/model/inquiry.ts";
import type { Lead } from "../lead/model/lead.ts";
import { OwnerId } from "../lead/model/owner.ts";
import { normalizePhone } from "../lead/rules/identity.ts";
import { ownerNamed } from "../lead/store/owners.ts";
import { readLead } from "../lead/store/repository.ts";
import { AppError } from "../platform/error.ts";
import { noInput, type Route, route } from "../platform/http/api.ts";
import type { Principal } from "../platform/http/auth.ts";
import { type HttpRequest, json } from "../platform/http/http.ts";
import { withVersion } from "../platform/http/precondition.ts";
import { fingerprint } from "../platform/security/fingerprint.ts";
import { type Instant, now } from "../platform/time.ts";
import { sourceNamed, sources } from "../source/registry.ts";
import { Source, SourceId } from "../source/source.ts";
import { LeadView, leadView } from "./lead-view.ts";

const text = (longest: number) => z.string().trim().min(1).max(longest);

/** What somebody of ours knows of a person they have met or spoken to; what could not be kept whole is refused. */
const Entry = z
  .strictObject({
    name: text(200).optional(),
    firstName: text(100).optional(),
    lastName: text(100).optional(),
    email: Email.optional(),
    phone: text(60).optional(),
    company: text(200).optional(),
    message: text(20_000).optional(),
    language: LanguageTag.optional(),
    country: Country.optional(),
    /** How they got in touch: it says by when they are to be answered. */
    channel: z.enum(channels).optional(),
    source: SourceId.optional(),
    owner: OwnerId.optional(),
    campaign: text(200).optional(),
    /** What they agreed to, and how that is known. */
    consent: z.strictObject({ text: text(5000) }).optional(),
    extra: Extra.optional(),
  })
  .refine(({ phone, country }) => phone === undefined || normalizePhone(phone, country) !== undefined, {
    path: ["phone"],
    message: sayForm("noPhone"),
  });
type Entry = z.output<typeof Entry>;

const ordinary = (): Source =>
  Source.parse({
    ...{ id: "manual", channel: "referral", platform: "manual", name: saySource("entered.name") },
    consent: { by: "none" },
  });

/** The same entry sent twice is one: by the caller's own key, or by what it says. */
function knownBy(request: HttpRequest, entry: Entry): { id: string; brief: boolean } {
  const key = request.headers["idempotency-key"];
  const draft = fingerprint(JSON.stringify(entry));
  return key ? { id: `key ${key}`, brief: false } : { id: draft, brief: true };
}

/** Stores the entry as an inquiry that nobody is thanked for. @throws AppError `invalid` */
async function enterInquiry(request: HttpRequest, entry: Entry, at: Instant): Promise<Receipt> {
  const { consent, channel, source: _, owner, ...draft } = entry;
  const own = entry.source ? await sourceNamed(entry.source) : await sources.ensure(ordinary());
  const source: Source = {
    ...own,
    channel: channel ?? own.channel,
    consent: { ...(consent ? { by: "field", text: consent.text } : { by: "none" }), confirm: "none" },
  };
  const whole = { ...draft, agreed: consent !== undefined, agreedTo: consent?.text, manual: true, emailIsTheirs: true };
  const inquiry = { ...normalizeInquiry(whole, source, { id: newInquiryId(at), receivedAt: at }), owner };
  const payload = await storePayload(
    Buffer.from(JSON.stringify(entry)),
    inquiryPayloadKey(inquiry.id),
    "application/json",
  );
  return receiveInquiry({ inquiry, idempotencyKey: idempotencyKeyOf(knownBy(request, entry), at), payload }, at);
}

/** A lead typed in by hand: the person met at a fair or spoken to on the phone (SURFACE.md `POST /api/leads`). */
async function enter(request: HttpRequest, entry: Entry, by: Principal): Promise<Lead> {
  const at = now();
  const owner = entry.owner && (await ownerNamed(entry.owner));
  const { leadId, inquiryId, repeat } = await enterInquiry(request, entry, at);
  if (!leadId) throw new AppError("conflict", sayError("lead.inQuarantine"));
  await ingestInquiries(leadId, [inquiryId], at);
  // Sent again, it takes the lead from nobody who has it by now.
  return owner && !repeat ? assignLead(leadId, owner.id, by, at) : readLead(leadId);
}

export const manualRoutes: Route[] = [
  route({
    ...noInput,
    ...{ method: "POST", path: "/api/leads", title: "Enter a lead by hand", response: LeadView, success: 201 },
    body: Entry,
    answer: async ({ request, body, by }) => {
      const lead = await enter(request, body, by);
      return withVersion(json(201, leadView(lead)), lead.version);
    },
  }),
];
