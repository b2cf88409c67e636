import * as z from "zod";
import { sayDelivery, sayStep } from "../../../language/texts.ts";
import { type HttpResponse, json } from "../../../platform/http/http.ts";
import { withoutMissing } from "../../inquiry/present.ts";
import type { Signal, SourceContext } from "../../inquiry/signal.ts";
import type { Adapter, Delivery } from "../../wire/adapter.ts";
import { hmac, matchesOne } from "../../wire/signature.ts";
import { EpochMoment, OptionalText, readJsonBody, TextId } from "../../wire/wire.ts";
import { fetchResponse } from "./linkedin-api.ts";
import { formReference, lastOf } from "./linkedin-urn.ts";

const Envelope = z.object({ type: z.string() });
const LeadAction = z.object({
  leadGenFormResponse: z
    .string()
    .regex(/^urn:li:leadGenFormResponse:/)
    .transform((urn) => urn.slice(urn.lastIndexOf(":") + 1))
    .pipe(TextId),
  leadAction: z.string(),
  leadGenForm: OptionalText,
  owner: z.object({ sponsoredAccount: OptionalText, organization: OptionalText }).optional().catch(undefined),
  associatedEntity: z.object({ sponsoredCreative: OptionalText }).optional().catch(undefined),
  occurredAt: EpochMoment,
});
type LeadAction = z.infer<typeof LeadAction>;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** What LinkedIn signs with: a challenge that began with this prefix would be answered with an event's signature. */
const signedPrefix = "hmacsha256=";

/** Signs the challenge. Only a UUID is signed: anything else may be an event that somebody wants signed. */
function greet({ query }: Delivery, { secrets }: SourceContext): HttpResponse {
  const [challengeCode, second] = query.getAll("challengeCode");
  if (!challengeCode || second !== undefined || !uuid.test(challengeCode))
    return json(400, { message: sayDelivery("refused.challenge") });
  const newest = secrets.clientSecret?.[0];
  if (!newest) return json(403, { message: sayDelivery("refused.noClientSecret") });
  return json(200, { challengeCode, challengeResponse: hmac(newest, challengeCode) });
}

function verify({ headers, bytes }: Delivery, { secrets }: SourceContext): string | undefined {
  const header = headers["x-li-signature"];
  if (!header) return sayDelivery("refused.header", { header: "X-LI-Signature" });
  const given = /^(?:hmacsha256=)?([0-9a-f]{64})$/i.exec(header)?.[1]?.toLowerCase();
  if (!given) return sayDelivery("refused.oneSignature", { header: "X-LI-Signature" });
  const signed = Buffer.concat([Buffer.from(signedPrefix), bytes]);
  const isTheirs = matchesOne(given, secrets.clientSecret, (secret) => hmac(secret, signed));
  return isTheirs ? undefined : sayDelivery("refused.clientSecret");
}

function created(id: string, { leadGenForm, owner, associatedEntity, occurredAt: at }: LeadAction): Signal {
  const { form_id, form_version } = formReference(leadGenForm) ?? {};
  const marks = withoutMissing({
    form_id,
    account_id: lastOf(owner?.sponsoredAccount ?? owner?.organization),
    creative_id: lastOf(associatedEntity?.sponsoredCreative),
  });
  return {
    kind: "fetch",
    id,
    ask: { id, ...marks, ...withoutMissing({ form_version }) },
    draft: { at, attribution: marks },
  };
}

function parse({ bytes }: Delivery): Signal[] {
  if (readJsonBody(bytes, Envelope).type !== "LEAD_ACTION") return [];
  const action = readJsonBody(bytes, LeadAction);
  const { leadGenFormResponse: id } = action;
  if (action.leadAction === "DELETED") return [{ kind: "deleted", id }];
  return action.leadAction === "CREATED" ? [created(id, action)] : [];
}

/** What the API is sent to subscribe a webhook; whose account it is, only they know. */
const subscription = (webhook: string): string =>
  JSON.stringify({
    webhook,
    owner: { sponsoredAccount: "urn:li:sponsoredAccount:YOUR-ACCOUNT-ID" },
    leadType: "SPONSORED",
  });

/** LinkedIn Lead Gen Forms by Lead Sync (contracts/linkedin.md). */
export const linkedin: Adapter = {
  channel: "ad",
  secrets: ["clientSecret", "accessToken"],
  needed: [["clientSecret"], ["accessToken"]],
  challenge: greet,
  verify,
  signatures: ["x-li-signature"],
  parse,
  fetch: fetchResponse,
  steps: (source, url) => [
    sayStep("linkedin.1"),
    sayStep("linkedin.2"),
    sayStep("linkedin.3", { url }),
    sayStep("linkedin.4", { order: subscription(url) }),
    sayStep("linkedin.5", { name: source.name }),
    sayStep("linkedin.6"),
  ],
};
