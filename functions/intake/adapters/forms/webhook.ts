import { sayDelivery, sayStep } from "../../../language/texts.ts";
import { fingerprint } from "../../../platform/security/fingerprint.ts";
import { textOf } from "../../inquiry/consent-box.ts";
import { draftFromAnswers } from "../../inquiry/form-answer.ts";
import { applyMapping, type Submission } from "../../inquiry/mapping.ts";
import type { Signal, SourceContext } from "../../inquiry/signal.ts";
import type { Adapter, Bearer, Delivery } from "../../wire/adapter.ts";
import { bearsSecret, hmac, matchesOne } from "../../wire/signature.ts";
import { momentOf } from "./moment.ts";
import { hubspotConsent, leavesOf } from "./webhook-answers.ts";
import { canonical, submissionsIn } from "./webhook-body.ts";

/** Where programs put the HMAC of what they send. */
const signatureHeaders = [
  "x-leadwright-signature",
  "x-hub-signature-256",
  "x-signature",
  "x-signature-256",
  "x-signature-sha256",
  "x-webhook-signature",
  "x-webhook-signature-256",
  "x-hmac-sha256",
  "x-hmac-signature",
  "x-content-signature",
  "webhook-signature",
  "signature",
];
const tokenHeaders = ["x-leadwright-token", "x-webhook-token", "x-api-key", "x-auth-token"];

/** Where form plugins put what a submission is known by, for ever. A bare `id` may be the form's or the person's. */
const idKeys = [
  "submission_id",
  "submissionId",
  "entry_id",
  "entryId",
  "response_id",
  "responseId",
  "event_id",
  "eventId",
];
const momentKeys = ["submittedAt", "submitted_at", "created_at", "createdAt"];

function isSigned({ headers, bytes }: Delivery, keys: readonly string[] | undefined): boolean {
  return signatureHeaders.some((name) => {
    const given = headers[name]?.trim().replace(/^sha256=/i, "");
    const asHex = matchesOne(given?.toLowerCase(), keys, (key) => hmac(key, bytes));
    return asHex || matchesOne(given, keys, (key) => hmac(key, bytes, "sha256", "base64"));
  });
}

const bearer: Bearer = {
  given({ headers, query }) {
    const authorized = headers.authorization?.match(/^Bearer\s+(\S+)$/i)?.[1];
    return [query.get("token") ?? undefined, authorized, ...tokenHeaders.map((name) => headers[name])];
  },
  right: ({ token }) => token,
};

const firstOf = (submission: Submission, keys: readonly string[]): string | undefined =>
  keys.map((key) => (Object.hasOwn(submission, key) ? textOf(submission[key]) : undefined)).find(Boolean);

/** The plugin's own id; Gravity Forms' entry is an `id` beside the form's and its date. */
function ownId(submission: Submission): string | undefined {
  const form = firstOf(submission, ["form_id", "formId"]);
  const entry = form && firstOf(submission, ["date_created"]) ? firstOf(submission, ["id"]) : undefined;
  const id = firstOf(submission, idKeys) ?? entry;
  return id && [form, id].filter(Boolean).join("/");
}

function signalOf(submission: Submission, { source }: SourceContext): Signal {
  const { id, answers } = applyMapping(source, leavesOf(submission), submission);
  const draft = {
    ...draftFromAnswers(answers, source),
    ...hubspotConsent(submission),
    at: momentOf(firstOf(submission, momentKeys)),
    test: submission.test === true || submission.is_test === true,
  };
  const known = id ?? ownId(submission);
  if (known !== undefined) return { kind: "inquiry", id: known.slice(0, 300), draft: draft };
  return { kind: "inquiry", id: fingerprint(canonical(submission)), draft: draft, brief: true };
}

/** Any program that posts JSON or a form (contracts/forms.md 4 and 5, tiktok-and-others.md): by `hmac` signature or `token`. */
export const webhook: Adapter = {
  channel: "form",
  anyChannel: true,
  secrets: ["hmac", "token"],
  needed: [["hmac", "token"]],
  verify(delivery, { secrets }) {
    if (isSigned(delivery, secrets.hmac) || bearsSecret(bearer, delivery, secrets)) return undefined;
    return secrets.token?.length ? sayDelivery("refused.noToken") : sayDelivery("refused.noSignature");
  },
  signatures: signatureHeaders,
  bearer,
  parse: (delivery, context): Signal[] => submissionsIn(delivery).map((submission) => signalOf(submission, context)),
  urlQuery: ({ secrets }, _, { token } = {}) =>
    token && !("hmac" in secrets) ? `token=${encodeURIComponent(token)}` : "",
  steps: ({ secrets }, url) => [
    sayStep("hmac" in secrets || url.includes("?token=") ? "webhook.address" : "webhook.addressAndToken", { url }),
    sayStep("webhook.method"),
    sayStep("hmac" in secrets ? "webhook.sign" : "webhook.bearer"),
    sayStep("webhook.look", { example: '{"email": "contact.mail", "name": "1.3 + 1.6", "id": "entry.id"}' }),
  ],
};
