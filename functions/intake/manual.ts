import * as z from "zod";
import { assign } from "../lead/change.ts";
import { digest } from "../lead/digest.ts";
import { channels } from "../lead/inquiry.ts";
import type { Lead } from "../lead/lead.ts";
import { leadView } from "../lead/lead-view.ts";
import { OwnerId } from "../lead/owner.ts";
import { type Receipt, receive } from "../lead/receive.ts";
import { ensureSource, ownerNamed } from "../lead/registry.ts";
import { Source, SourceId } from "../lead/source.ts";
import { readLead } from "../lead/store.ts";
import type { Route } from "../platform/api.ts";
import { type Instant, now } from "../platform/clock.ts";
import { Refusal } from "../platform/error.ts";
import { fingerprint } from "../platform/fingerprint.ts";
import { json, type Request, readShape } from "../platform/http.ts";
import { deliveryIn } from "./delivery.ts";
import { exactJson } from "./exact-json.ts";
import { keepPayload, keyOf } from "./payload.ts";
import { inquiryOf } from "./said.ts";
import { sourceNamed } from "./source/sources.ts";
import { newInquiryId, onceOf } from "./take.ts";

/** What somebody of ours knows of a person they have met or spoken to. */
const Entry = z.strictObject({
  name: z.string().optional(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  company: z.string().optional(),
  message: z.string().optional(),
  language: z.string().optional(),
  country: z.string().optional(),
  /** How they got in touch: it says by when they are to be answered. */
  channel: z.enum(channels).optional(),
  source: SourceId.optional(),
  owner: OwnerId.optional(),
  campaign: z.string().optional(),
  /** What they agreed to, and how that is known. */
  consent: z.strictObject({ text: z.string().trim().min(1) }).optional(),
  extra: z.record(z.string(), z.unknown()).optional(),
});
type Entry = z.infer<typeof Entry>;

/** The source of what is typed in by hand, made when it is first needed. */
const ordinary = (): Source =>
  Source.parse({
    ...{ id: "manual", channel: "referral", platform: "manual", name: "Typed in by hand" },
    consent: { by: "none" },
  });

/** The same entry sent twice is one: by the caller's own key, or by what it says. */
function knownBy(request: Request, entry: Entry): { id: string; brief: boolean } {
  const key = request.headers["idempotency-key"];
  const said = fingerprint(JSON.stringify(entry));
  return key ? { id: `key ${key}`, brief: false } : { id: said, brief: true };
}

/** Stores the entry as an inquiry that nobody is thanked for. @throws Refusal `invalid` */
async function enterInquiry(request: Request, entry: Entry, at: Instant): Promise<Receipt> {
  const { consent, channel, source: _, owner, ...said } = entry;
  const own = entry.source ? await sourceNamed(entry.source) : await ensureSource(ordinary());
  const source: Source = {
    ...own,
    channel: channel ?? own.channel,
    consent: { ...(consent ? { by: "field", text: consent.text } : { by: "none" }), confirm: "none" },
  };
  const whole = { ...said, agreed: consent !== undefined, agreedTo: consent?.text, manual: true };
  const inquiry = { ...inquiryOf(whole, source, { id: newInquiryId(at), receivedAt: at }), owner };
  const payload = await keepPayload(Buffer.from(JSON.stringify(entry)), keyOf.inquiry(inquiry.id), "application/json");
  return receive({ inquiry, once: onceOf(knownBy(request, entry), at), payload }, at);
}

/** A lead typed in by hand: the person met at a fair or spoken to on the phone (SURFACE.md `POST /api/leads`). */
async function enter(request: Request): Promise<Lead> {
  const at = now();
  const entry = readShape(exactJson(deliveryIn(request).bytes), Entry);
  const owner = entry.owner && (await ownerNamed(entry.owner));
  const { leadId, inquiryId, repeat } = await enterInquiry(request, entry, at);
  if (!leadId) throw new Refusal("conflict", "The same entry is in quarantine.");
  await digest(leadId, [inquiryId], at);
  const lead = await readLead(leadId);
  // Sent again, it takes the lead from nobody who has it by now.
  return owner && !repeat && lead.owner !== owner.id ? assign(leadId, owner, { kind: "ops" }, at) : lead;
}

export const manualRoutes: Route[] = [
  { method: "POST", path: "/api/leads", answer: async (request) => json(201, leadView(await enter(request))) },
];
