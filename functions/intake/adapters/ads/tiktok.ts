import * as z from "zod";
import { sayDelivery, sayStep } from "../../../language/texts.ts";
import { logInfo } from "../../../platform/observability/log.ts";
import type { InquiryDraft } from "../../inquiry/inquiry-draft.ts";
import type { Signal, SourceContext } from "../../inquiry/signal.ts";
import type { Adapter, Bearer, Delivery } from "../../wire/adapter.ts";
import { type LeadFormAnswer, sortAnswers } from "../../wire/answers.ts";
import { bearsSecret, hmac, matchesOne, urlToken, urlTokens } from "../../wire/signature.ts";
import {
  EpochMoment,
  List,
  OptionalText,
  PlatformId,
  Reference,
  readEach,
  readJsonBody,
  unreadable,
} from "../../wire/wire.ts";

const Envelope = z.object({ object: z.union([z.string(), z.number().transform(String)]) });
const Notification = z.object({ entry: z.array(z.unknown()) });
const Entry = z.object({
  id: PlatformId,
  page_id: Reference,
  advertiser_id: Reference,
  campaign_id: Reference,
  adgroup_id: Reference,
  ad_id: Reference,
  create_time: EpochMoment,
  lead_source: OptionalText,
  changes: List,
});

const Value = z.union([
  z.string(),
  z.number().transform(String),
  z.boolean().transform(String),
  z.record(z.string(), z.unknown()).transform((value) => JSON.stringify(value)),
]);
const Change = z.object({
  field: z.string(),
  value: z.union([z.array(Value.catch("")), Value.transform((value) => [value])]),
});

const asAnswer = ({ field, value }: z.infer<typeof Change>): LeadFormAnswer => ({
  names: [field],
  question: field,
  values: value,
});

const toDraft = (lead: z.infer<typeof Entry>): InquiryDraft => ({
  ...sortAnswers(readEach(lead.changes, Change).map(asAnswer)),
  at: lead.create_time,
  attribution: {
    form_id: lead.page_id,
    advertiser_id: lead.advertiser_id,
    campaign_id: lead.campaign_id,
    adgroup_id: lead.adgroup_id,
    ad_id: lead.ad_id,
    lead_source: lead.lead_source,
  },
});

function signalOf(entry: unknown): Signal {
  const read = Entry.safeParse(entry);
  if (!read.success) return unreadable(entry, sayDelivery("unreadable.noLeadId"));
  return { kind: "inquiry", id: read.data.id, draft: toDraft(read.data) };
}

/** Objects other than 1 are other subscriptions on the same URL (contracts/tiktok-and-others.md 2). */
function parse({ bytes }: Delivery): Signal[] {
  const isOfLeads = readJsonBody(bytes, Envelope).object === "1";
  return isOfLeads ? readJsonBody(bytes, Notification).entry.map(signalOf) : [];
}

const escaped = (text: string): string =>
  text.replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** One implementation reports that what is signed is the body with its non-ASCII escaped; the untouched body counts too. */
function isSigned(header: string, bytes: Buffer, secrets: readonly string[] | undefined): boolean {
  const given = header.toLowerCase();
  return [bytes, escaped(bytes.toString("utf8"))].some((signed) =>
    matchesOne(given, secrets, (secret) => hmac(secret, signed)),
  );
}

/** A token that is given twice is none. */
const bearer: Bearer = {
  given({ query }) {
    const tokens = query.getAll("token");
    return tokens.length === 1 ? tokens : [];
  },
  right: ({ secret }) => urlTokens(secret),
};

/** Either proof is enough: reports of TikTok's signature disagree (contracts/tiktok-and-others.md, signature). */
function verify(delivery: Delivery, { secrets }: SourceContext): string | undefined {
  const header = delivery.headers["x-open-signature"];
  const signed = header !== undefined && isSigned(header, delivery.bytes, secrets.secret);
  const tokenHolds = bearsSecret(bearer, delivery, secrets);
  if (header !== undefined && tokenHolds) logInfo("TikTok's signature beside the URL's token", { signed });
  return signed || tokenHolds ? undefined : sayDelivery("refused.tiktok");
}

/** TikTok Lead Generation, instant forms and direct messages (contracts/tiktok-and-others.md). */
export const tiktok: Adapter = {
  channel: "ad",
  secrets: ["secret"],
  needed: [["secret"]],
  verify,
  signatures: ["x-open-signature"],
  bearer,
  parse,
  urlQuery: (_, { secret }) => (secret?.[0] ? `token=${urlToken(secret[0])}` : ""),
  steps: (source, url) => [
    sayStep("tiktok.1"),
    sayStep("tiktok.2"),
    sayStep("tiktok.3", { url }),
    sayStep("tiktok.4"),
    sayStep("tiktok.5"),
    sayStep("tiktok.6", { name: source.name }),
  ],
};
