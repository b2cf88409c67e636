import * as z from "zod";
import { sayDelivery, sayStep } from "../../../language/texts.ts";
import { AppError } from "../../../platform/error.ts";
import { json } from "../../../platform/http/http.ts";
import { fingerprint } from "../../../platform/security/fingerprint.ts";
import type { InquiryDraft } from "../../inquiry/inquiry-draft.ts";
import type { Signal, SourceContext } from "../../inquiry/signal.ts";
import type { Adapter, Bearer, Delivery } from "../../wire/adapter.ts";
import { type LeadFormAnswer, sortAnswers } from "../../wire/answers.ts";
import { matchesOne, urlToken } from "../../wire/signature.ts";
import { IsoMoment, List, OptionalText, PlatformId, Reference, readEach, readJsonBody } from "../../wire/wire.ts";

const Notification = z.object({
  lead_id: PlatformId.optional().catch(undefined),
  user_column_data: List,
  google_key: OptionalText,
  is_test: z
    .union([z.boolean(), z.literal("true").transform(() => true)])
    .optional()
    .catch(undefined),
  gcl_id: OptionalText,
  lead_submit_time: IsoMoment,
  form_id: Reference,
  campaign_id: Reference,
  adgroup_id: Reference,
  creative_id: Reference,
  asset_group_id: Reference,
});
type Notification = z.infer<typeof Notification>;

const Column = z.object({
  column_id: OptionalText,
  column_name: OptionalText,
  string_value: z.union([z.string(), z.number(), z.boolean()]).transform(String),
});

/** Google sends these ids in capitals; an own question has another, so it is kept under its words. */
const isGoogles = (id: string): boolean => /^[A-Z_]+$/.test(id);

function asAnswer({ column_id: id, column_name: name, string_value: value }: z.infer<typeof Column>): LeadFormAnswer {
  const question = id && isGoogles(id) ? id.toLowerCase() : (name ?? id ?? "");
  return { names: [id, name], question, values: [value] };
}

function toDraft(lead: Notification): InquiryDraft {
  return {
    ...sortAnswers(readEach(lead.user_column_data, Column).map(asAnswer)),
    at: lead.lead_submit_time,
    ...(lead.is_test && { test: true }),
    attribution: {
      gclid: lead.gcl_id,
      campaign_id: lead.campaign_id,
      adgroup_id: lead.adgroup_id,
      creative_id: lead.creative_id,
      asset_group_id: lead.asset_group_id,
      form_id: lead.form_id,
    },
  };
}

/** Google's "Send test data" without any answer: it is noted, and makes no lead. */
const isBareTest = ({ is_test: test, user_column_data: columns }: Notification): boolean =>
  test === true && columns.length === 0;

const keyPattern = /("google_key"\s*:\s*)(?:"(?:[^"\\]|\\.)+"?|\d+)/gs;

/** The same bytes without the key that Google writes into them. */
const withoutSecrets = (bytes: Buffer): Buffer =>
  Buffer.from(bytes.toString("latin1").replace(keyPattern, '$1"removed"'), "latin1");

/** "Send test data" may leave the key out: then it is known by the address's token (contracts/google-ads.md 4). */
function isKeylessTest(
  { is_test: test, google_key: key }: Notification,
  query: URLSearchParams,
  { secrets }: SourceContext,
) {
  return test === true && key === undefined && matchesOne(query.get("token") ?? undefined, secrets.key, urlToken);
}

function notificationIn({ bytes }: Delivery): Notification | string {
  try {
    return readJsonBody(bytes, Notification);
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

const bearer: Bearer = {
  given(delivery) {
    const lead = notificationIn(delivery);
    return typeof lead === "string" ? [] : [lead.google_key];
  },
  right: ({ key }) => key,
};

function verify(delivery: Delivery, context: SourceContext): string | undefined {
  const lead = notificationIn(delivery);
  if (typeof lead === "string") return lead;
  if (isKeylessTest(lead, delivery.query, context)) return undefined;
  return matchesOne(lead.google_key, context.secrets.key) ? undefined : sayDelivery("refused.googleKey");
}

function parse({ bytes }: Delivery): Signal[] {
  const lead = readJsonBody(bytes, Notification);
  const id = lead.lead_id ?? `sha256-${fingerprint(withoutSecrets(bytes))}`;
  return [isBareTest(lead) ? { kind: "tested", id } : { kind: "inquiry", id, draft: toDraft(lead) }];
}

/** Google Ads lead form assets (contracts/google-ads.md). */
export const googleAds: Adapter = {
  channel: "ad",
  secrets: ["key"],
  needed: [["key"]],
  verify,
  bearer,
  parse,
  refuse: (reason) => json(401, { message: reason }),
  withoutSecrets,
  urlQuery: (_, { key }) => (key?.[0] ? `token=${urlToken(key[0])}` : ""),
  steps: (source, url) => [
    sayStep("google-ads.1"),
    sayStep("google-ads.2"),
    sayStep("google-ads.3", { url }),
    sayStep("google-ads.4"),
    sayStep("google-ads.5", { name: source.name }),
    sayStep("google-ads.6"),
  ],
};
