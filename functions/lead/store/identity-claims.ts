import * as z from "zod";
import { type StoredItem, storedItem } from "../../platform/aws/stored-item.ts";
import { getMany, type Key, keyOf } from "../../platform/aws/table.ts";
import { absent, type Condition, unchanged, type Write } from "../../platform/aws/write.ts";
import type { Inquiry } from "../model/inquiry.ts";
import { type Lead, LeadId } from "../model/lead.ts";
import { namesAgree, normalizeName } from "../rules/identity.ts";
import { type IdempotencyKey, idempotencyKeys, isDuplicate, type StoredIdempotencyKey } from "./idempotency.ts";
import { emailKey, handleKey, idempotencyItemKey, phoneKey, revisionKey } from "./keys.ts";
import { type Revision, revisions } from "./revision.ts";

/** One that was released leads to nobody. */
const LeadClaim = z.object({ leadId: LeadId.optional() });
const PhoneClaim = z.object({ holders: z.array(z.object({ leadId: LeadId, name: z.string() })), revision: z.number() });
type PhoneClaim = z.infer<typeof PhoneClaim>;

export const leadClaims = storedItem<z.infer<typeof LeadClaim>>({ kind: "claim", shape: LeadClaim });
export const phoneClaims = storedItem<PhoneClaim>({ kind: "claim", shape: PhoneClaim });

export interface Claims {
  repeat: StoredIdempotencyKey | undefined;
  handle: { leadId: LeadId } | undefined;
  email: { leadId: LeadId } | undefined;
  phone: PhoneClaim | undefined;
  /** What its sender has made of the inquiry before it came; undefined where nothing was. */
  revision: Revision | undefined;
}

/** How many leads one phone number may lead to; a switchboard has more, and is no identity. */
const holdersAtMost = 20;

/** Only chats (edit, unsay), calls (told in parts) and LinkedIn (contracts/linkedin.md 3 `DELETED`) tell before one came. */
const isRevisable = ({ source: { channel, platform } }: Inquiry): boolean =>
  channel === "messenger" || channel === "call" || platform === "linkedin";

/** Reads the claims that an inquiry meets, in one request. */
export async function readClaims(inquiry: Inquiry, idempotencyKey: IdempotencyKey): Promise<Claims> {
  const idempotencyItemAt = idempotencyItemKey(inquiry.source.id, idempotencyKey.hash);
  const revisionAt = revisionKey(inquiry.source.id, idempotencyKey.hash);
  const keys = [
    idempotencyItemAt,
    ...(isRevisable(inquiry) ? [revisionAt] : []),
    ...(inquiry.handle ? [handleKey(inquiry.handle)] : []),
    ...(inquiry.email ? [emailKey(inquiry.email)] : []),
    ...(inquiry.phone ? [phoneKey(inquiry.phone)] : []),
  ];
  const found = await getMany(keys);
  const read = <T>(key: Key | undefined, items: Pick<StoredItem<T>, "read">): T | undefined => {
    const item = found.find(({ pk, sk }) => pk === key?.pk && sk === key.sk);
    return item && items.read(item);
  };
  const claimed = (key: Key | undefined): { leadId: LeadId } | undefined => {
    const leadId = read(key, leadClaims)?.leadId;
    return leadId && { leadId };
  };
  const repeat = read(idempotencyItemAt, idempotencyKeys);
  const coming = { idempotencyKey, id: inquiry.id, at: inquiry.receivedAt };
  return {
    repeat: repeat && isDuplicate(repeat, coming) ? repeat : undefined,
    handle: claimed(inquiry.handle && handleKey(inquiry.handle)),
    email: claimed(inquiry.email ? emailKey(inquiry.email) : undefined),
    phone: read(inquiry.phone ? phoneKey(inquiry.phone) : undefined, phoneClaims),
    revision: read(revisionAt, revisions),
  };
}

/** Whose inquiry it is (LIFECYCLE.md section 5): by account, address, or number if the names agree or they called from it. */
export function knownLead(inquiry: Inquiry, claims: Claims): LeadId | undefined {
  if (claims.handle) return claims.handle.leadId;
  if (claims.email) return claims.email.leadId;
  const holders = claims.phone?.holders ?? [];
  const agreeing = holders.find((holder) => namesAgree(holder.name, inquiry.name));
  return (agreeing ?? (inquiry.phoneIsTheirs ? holders.at(-1) : undefined))?.leadId;
}

/** An address that leads to another lead stays theirs (LIFECYCLE.md section 5: unique claims); it is kept beside the inquiry. */
export function withoutOthersAddress(inquiry: Inquiry, claims: Claims, known: LeadId | undefined): Inquiry {
  const { email, ...rest } = inquiry;
  if (!email || !claims.email || claims.email.leadId === known) return inquiry;
  return { ...rest, unusable: { ...inquiry.unusable, email } };
}

/** What holds while nothing else has been made of an inquiry to come than what was read. */
export const revisionChecks = (inquiry: Inquiry, { hash }: IdempotencyKey, { revision }: Claims): Write[] =>
  isRevisable(inquiry)
    ? [{ check: revisionKey(inquiry.source.id, hash), when: revision ? unchanged(revision) : absent }]
    : [];

/** The kind of what was a claim. */
const released = "released-claim";

/** Whether nobody holds a claim: it is not there, or was released. */
const unclaimed: Condition = { expression: "attribute_not_exists(leadId)" };

/** Claims what the inquiry's person can be reached by and nobody holds yet. */
export function claimWrites(leadId: LeadId, { handle, email, phone, name }: Inquiry, claims: Claims): Write[] {
  const writes: Write[] = [];
  if (handle && !claims.handle) writes.push({ put: { ...handleKey(handle), kind: "claim", leadId }, when: unclaimed });
  if (email && !claims.email) writes.push({ put: { ...emailKey(email), kind: "claim", leadId }, when: unclaimed });
  const holders = claims.phone?.holders ?? [];
  if (phone && !holders.some((holder) => holder.leadId === leadId)) {
    const revision = claims.phone?.revision ?? 0;
    const all = [...holders, { leadId, name: normalizeName(name ?? "") }].slice(-holdersAtMost);
    writes.push({
      put: phoneClaims.write(phoneKey(phone), { ...claims.phone, holders: all, revision: revision + 1 }),
      when: claims.phone ? { expression: "revision = :revision", values: { ":revision": revision } } : absent,
    });
  }
  return writes;
}

/** Lets go the address and numbers of a lead that were somebody else's; platform accounts stay: nobody can type those in. */
export async function releaseWrites({ id, email, phones }: Pick<Lead, "id" | "email" | "phones">): Promise<Write[]> {
  const keys = [...(email ? [emailKey(email)] : []), ...phones.map(phoneKey)];
  const held = keys.length > 0 ? await getMany(keys) : [];
  return held.flatMap((item): Write[] => {
    const { leadId: holder, ...rest } = leadClaims.find(item) ?? {};
    if (holder === id)
      return [
        {
          put: { ...rest, ...keyOf(item), kind: released },
          when: { expression: "leadId = :id", values: { ":id": id } },
        },
      ];
    const numbers = "holders" in item ? phoneClaims.find(item) : undefined;
    if (!numbers?.holders.some(({ leadId }) => leadId === id)) return [];
    const { revision } = numbers;
    const holders = numbers.holders.filter(({ leadId }) => leadId !== id);
    const left = phoneClaims.write(item, { ...numbers, holders, revision: revision + 1 });
    const when = { expression: "revision = :revision", values: { ":revision": revision } };
    return [{ put: { ...left, kind: holders.length > 0 ? "claim" : released }, when }];
  });
}
