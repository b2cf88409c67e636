import * as z from "zod";
import { sayDelivery, sayStep } from "../../../language/texts.ts";
import { millis, minute } from "../../../platform/time.ts";
import { fieldOfType } from "../../inquiry/field.ts";
import { draftFromAnswers } from "../../inquiry/form-answer.ts";
import type { InquiryDraft } from "../../inquiry/inquiry-draft.ts";
import { applyMapping } from "../../inquiry/mapping.ts";
import type { Signal, SourceContext } from "../../inquiry/signal.ts";
import type { Adapter, Bearer, Delivery } from "../../wire/adapter.ts";
import { exactJson } from "../../wire/exact-json.ts";
import { bearsSecret, hmac, matchesOne, urlToken, urlTokens } from "../../wire/signature.ts";
import { optionally, PlatformId, readWire } from "../../wire/wire.ts";
import { momentOf } from "./moment.ts";

const Data = z.record(z.string(), z.unknown());

const Event = z.object({ triggerType: z.literal("form_submission"), payload: z.unknown() });
const Submission = z.object({
  id: PlatformId,
  name: z.string().nullish(),
  data: Data,
  schema: z.array(z.object({ fieldName: z.string(), fieldType: z.string().nullish() })).nullish(),
  submittedAt: z.string().nullish(),
  formId: optionally(PlatformId),
});
type Submission = z.infer<typeof Submission>;
const Other = z.object({ triggerType: z.string() });

/** The older shape: flat, and without types of its fields. */
const FirstVersion = z
  .object({ _id: PlatformId, name: z.string().nullish(), data: Data, d: z.string().nullish() })
  .transform(({ _id: id, name, data, d: submittedAt }): Submission => ({ id, name, data, submittedAt }));

const signedWithin = 5 * minute;

function signatureFault({ headers, bytes }: Delivery, { secrets, now }: SourceContext): string | undefined {
  const { "x-webflow-signature": given, "x-webflow-timestamp": at = "" } = headers;
  if (!given) return sayDelivery("refused.neither");
  const fits = matchesOne(given, secrets.secret, (secret) =>
    hmac(secret, Buffer.concat([Buffer.from(`${at}:`), bytes])),
  );
  if (!fits) return sayDelivery("refused.notMade");
  const age = Math.abs(millis(now) - Number(at));
  return age <= signedWithin ? undefined : sayDelivery("refused.late");
}

function submissionIn(body: unknown): Submission | undefined {
  const event = Event.safeParse(body);
  if (event.success) return readWire(event.data.payload, Submission);
  return Other.safeParse(body).success ? undefined : readWire(body, FirstVersion);
}

function toDraft({ data, schema, submittedAt, formId }: Submission, { source }: SourceContext): InquiryDraft {
  const types = new Map((schema ?? []).map(({ fieldName, fieldType }) => [fieldName, fieldType ?? undefined]));
  const leaves = Object.entries(data).map(([label, value]) => {
    return { label, path: label, names: [label], value, field: fieldOfType(types.get(label)) };
  });
  const draft = draftFromAnswers(applyMapping(source, leaves).answers, source);
  const attribution = { ...draft.attribution, form_id: formId };
  return { ...draft, at: momentOf(submittedAt ?? undefined), attribution };
}

const bearer: Bearer = {
  given: ({ query }) => [query.get("token") ?? undefined],
  right: ({ secret }) => urlTokens(secret),
};

/** Webflow's webhook `form_submission`, of both versions (contracts/forms.md 3). */
export const webflow: Adapter = {
  channel: "form",
  secrets: ["secret"],
  needed: [["secret"]],
  verify(delivery, context) {
    return bearsSecret(bearer, delivery, context.secrets) ? undefined : signatureFault(delivery, context);
  },
  signatures: ["x-webflow-signature", "x-webflow-timestamp"],
  bearer,
  parse({ bytes }, context): Signal[] {
    const submission = submissionIn(exactJson(bytes));
    return submission ? [{ kind: "inquiry", id: submission.id, draft: toDraft(submission, context) }] : [];
  },
  steps: (_, url) => [
    sayStep("webflow.1"),
    sayStep("webflow.2"),
    sayStep("webflow.3", { url }),
    sayStep("webflow.4"),
    sayStep("webflow.5", { example: '{"email": "Where can we reach you?"}' }),
  ],
  urlQuery: (_, { secret }) => (secret?.[0] ? `token=${urlToken(secret[0])}` : ""),
};
