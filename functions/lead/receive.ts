import * as z from "zod";
import { type Instant, plus } from "../platform/clock.ts";
import { Refusal } from "../platform/error.ts";
import { sortable } from "../platform/id.ts";
import { getMany, type Item, type Key } from "../platform/table.ts";
import { absent, transact, type Write } from "../platform/write.ts";
import { activity } from "./activity.ts";
import { namesAgree, normalizeName } from "./identity.ts";
import { heardIn, type Inquiry, type InquiryId } from "./inquiry.ts";
import { emailKey, handleKey, inquiryKey, onceKey, phoneKey } from "./keys.ts";
import { type Lead, LeadId } from "./lead.ts";
import { type Once, OnceItem, onceWrite, repeatAmong, standsInTheWay } from "./once.ts";
import { grace } from "./stage.ts";
import { leadItem } from "./store.ts";

/** An inquiry, with its payload word for word. */
export interface Arrival {
  inquiry: Inquiry;
  once: Once;
  /** The payload as it came, or where it is kept. */
  payload: object;
}

export interface Receipt {
  inquiryId: InquiryId;
  /** Whose it is; not known of a repeat whose first is still in quarantine. */
  leadId?: LeadId;
  repeat: boolean;
  /** Whether it made its lead. */
  made?: boolean;
}

const LeadClaim = z.object({ leadId: LeadId });
const PhoneClaim = z.object({ holders: z.array(z.object({ leadId: LeadId, name: z.string() })), revision: z.number() });

/** The claims that stand, as read. */
interface Claims {
  once: OnceItem | undefined;
  handle: z.infer<typeof LeadClaim> | undefined;
  email: z.infer<typeof LeadClaim> | undefined;
  phone: z.infer<typeof PhoneClaim> | undefined;
}

/** How many leads one phone number may lead to; a switchboard has more, and is no identity. */
const holdersAtMost = 20;
const attempts = 6;

/**
 * Takes an inquiry in: once, under the one lead it belongs to, durably. One read and one transaction when nobody else is
 * at the same person; whatever is slow happens behind the table's stream.
 *
 * @throws Refusal `unavailable` when others stay in the way
 */
export async function receive(arrival: Arrival, now: Instant): Promise<Receipt> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const claims = await readClaims(arrival, now);
    const { once } = claims;
    if (once) return { inquiryId: once.inquiryId, leadId: once.leadId, repeat: true };
    const known = knownLead(arrival.inquiry, claims);
    const inquiry = { ...withoutOthersAddress(arrival.inquiry, claims, known), made: !known || undefined };
    const leadId = known ?? LeadId.parse(`ld_${sortable(now)}`);
    const made = known ? [] : [{ put: leadItem(newLead(leadId, inquiry, now)), when: absent }];
    const obstacles = await transact([
      onceWrite(inquiry.source.id, arrival.once, inquiry.id, leadId, now),
      ...made,
      { put: inquiryItem(leadId, { ...arrival, inquiry }), when: absent },
      ...claimWrites(leadId, inquiry, claims),
    ]);
    if (obstacles.length === 0) return { inquiryId: inquiry.id, leadId, repeat: false, made: !known };
    const earlier = repeatAmong(obstacles);
    if (earlier) return { ...earlier, repeat: true };
  }
  throw new Refusal("unavailable", "Too many inquiries of this person at once; send it again in a moment.");
}

/** What would become of an inquiry if it were taken in now; nothing is stored. */
export async function foresee(
  arrival: Pick<Arrival, "inquiry" | "once">,
  now: Instant,
): Promise<"new" | "known" | "repeat"> {
  const claims = await readClaims(arrival, now);
  if (claims.once) return "repeat";
  return knownLead(arrival.inquiry, claims) ? "known" : "new";
}

async function readClaims({ inquiry, once }: Pick<Arrival, "inquiry" | "once">, now: Instant): Promise<Claims> {
  const keys = [
    onceKey(inquiry.source.id, once.hash),
    ...(inquiry.handle ? [handleKey(inquiry.handle)] : []),
    ...(inquiry.email ? [emailKey(inquiry.email)] : []),
    ...(inquiry.phone ? [phoneKey(inquiry.phone)] : []),
  ];
  const found = await getMany(keys);
  const read = <T>(key: Key | undefined, schema: z.ZodType<T>): T | undefined => {
    const item = found.find(({ pk }) => pk === key?.pk);
    return item && schema.parse(item);
  };
  const repeat = read(onceKey(inquiry.source.id, once.hash), OnceItem);
  return {
    once: repeat && standsInTheWay(repeat, inquiry.id, now) ? repeat : undefined,
    handle: read(inquiry.handle && handleKey(inquiry.handle), LeadClaim),
    email: read(inquiry.email ? emailKey(inquiry.email) : undefined, LeadClaim),
    phone: read(inquiry.phone ? phoneKey(inquiry.phone) : undefined, PhoneClaim),
  };
}

/**
 * Whose inquiry it is (LIFECYCLE section 5): the holder of the platform's account; else of the address; else of the number,
 * if the names agree or they called from it.
 */
function knownLead(inquiry: Inquiry, claims: Claims): LeadId | undefined {
  if (claims.handle) return claims.handle.leadId;
  if (claims.email) return claims.email.leadId;
  const holders = claims.phone?.holders ?? [];
  const agreeing = holders.find((holder) => namesAgree(holder.name, inquiry.name));
  return (agreeing ?? (inquiry.phoneIsTheirs ? holders.at(-1) : undefined))?.leadId;
}

/** An address that leads to another lead stays theirs (LIFECYCLE section 5: unique claims); it is kept beside the inquiry. */
function withoutOthersAddress(inquiry: Inquiry, claims: Claims, known: LeadId | undefined): Inquiry {
  const { email, ...rest } = inquiry;
  if (!email || !claims.email || claims.email.leadId === known) return inquiry;
  return { ...rest, unusable: { ...inquiry.unusable, email } };
}

/** Claims what the inquiry's person can be reached by and nobody holds yet. */
function claimWrites(leadId: LeadId, { handle, email, phone, name }: Inquiry, claims: Claims): Write[] {
  const writes: Write[] = [];
  if (handle && !claims.handle) writes.push({ put: { ...handleKey(handle), kind: "claim", leadId }, when: absent });
  if (email && !claims.email) writes.push({ put: { ...emailKey(email), kind: "claim", leadId }, when: absent });
  const holders = claims.phone?.holders ?? [];
  if (phone && !holders.some((holder) => holder.leadId === leadId)) {
    const revision = claims.phone?.revision ?? 0;
    const all = [...holders, { leadId, name: normalizeName(name ?? "") }].slice(-holdersAtMost);
    writes.push({
      put: { ...phoneKey(phone), kind: "claim", holders: all, revision: revision + 1 },
      when: claims.phone ? { expression: "revision = :revision", values: { ":revision": revision } } : absent,
    });
  }
  return writes;
}

/** The inquiry is its own timeline entry, so there is exactly one for it. */
const inquiryItem = (leadId: LeadId, { inquiry, payload }: Arrival): Item => ({
  ...inquiryKey(leadId, inquiry.id),
  kind: "inquiry",
  schema: 1,
  at: inquiry.receivedAt,
  leadId,
  facts: [
    activity(
      "inquiry.received",
      {
        ...{ inquiryId: inquiry.id, channel: inquiry.source.channel, source: inquiry.source.id },
        attachments: inquiry.attachments,
      },
      { kind: "lead", id: leadId },
    ),
  ],
  inquiry,
  payload,
});

/** A card as the door makes it, `now`: epoch 0, due within the grace time, to be digested behind the stream. */
const newLead = (id: LeadId, inquiry: Inquiry, now: Instant): Lead => ({
  id,
  version: 1,
  epoch: 0,
  run: 0,
  stage: "new",
  temperature: "cold",
  score: { fit: 0, engagement: 0, total: 0, reasons: [] },
  name: inquiry.name,
  firstName: inquiry.firstName,
  lastName: inquiry.lastName,
  email: inquiry.email,
  phone: inquiry.phone,
  phones: inquiry.phone ? [inquiry.phone] : [],
  handles: inquiry.handle ? [inquiry.handle] : [],
  company: inquiry.company,
  language: inquiry.language ?? "en",
  country: inquiry.country,
  pool: inquiry.pool,
  source: inquiry.source,
  consent: { ...inquiry.consent, at: inquiry.receivedAt, source: inquiry.source.id, page: inquiry.source.page },
  suppressed: {},
  qualification: {},
  reminders: 0,
  dueAt: plus(now, grace),
  cycle: 0,
  test: inquiry.test,
  pending: [],
  clicks: [],
  lastInquiry: inquiry.id,
  heardAt: heardIn(inquiry),
  signAt: inquiry.receivedAt,
  createdAt: inquiry.receivedAt,
  updatedAt: now,
});
