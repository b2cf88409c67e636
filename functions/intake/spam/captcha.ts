import * as z from "zod";
import { sayDelivery } from "../../language/texts.ts";
import { variable } from "../../platform/config.ts";
import { logFailure } from "../../platform/observability/log.ts";
import { fingerprint } from "../../platform/security/fingerprint.ts";
import type { Source } from "../../source/source.ts";
import { raiseAlert } from "../../source/source-status.ts";
import type { SourceContext } from "../inquiry/signal.ts";
import type { FormFields } from "../wire/body.ts";

/** Services that tell people from machines (contracts/forms.md 6). */
const services = [
  {
    secret: "turnstileSecret",
    field: "cf-turnstile-response",
    url: () => `${variable("TURNSTILE_URL", "https://challenges.cloudflare.com")}/turnstile/v0/siteverify`,
  },
  {
    secret: "recaptchaSecret",
    field: "g-recaptcha-response",
    url: () => `${variable("RECAPTCHA_URL", "https://www.google.com")}/recaptcha/api/siteverify`,
  },
] as const;

type Service = (typeof services)[number];

/** Turnstile's own secrets for tests, by how they begin: what they say of a visitor is said beforehand. */
const forTests = /^[123]x0{20,}/;

/** The secret of a source that is everybody's, for tests. */
export const testSecretAmong = (secrets: Readonly<Record<string, string>>): string | undefined =>
  services.map(({ secret }) => secret).find((name) => forTests.test(secrets[name] ?? ""));

/** Below this reCAPTCHA v3 takes a visitor for a machine. */
const leastScore = 0.5;
const longestToken = 8192;
const patience = 3000;

const Answer = z.object({
  success: z.boolean(),
  hostname: z.string().optional(),
  score: z.number().default(1),
  "error-codes": z.array(z.string()).default([]),
});
type Answer = z.infer<typeof Answer>;

export interface Guarded {
  fields: FormFields;
  address: string;
  hash: string;
}

/** The same for the same token and post, so that a button pressed twice spends the token once. */
function idempotencyKey(token: string, hash: string): string {
  const of = fingerprint(`${token} ${hash}`);
  return [of.slice(0, 8), of.slice(8, 12), `8${of.slice(13, 16)}`, `8${of.slice(17, 20)}`, of.slice(20, 32)].join("-");
}

async function asked(service: Service, secret: string, response: string, { address, hash }: Guarded): Promise<Answer> {
  const answer = await fetch(service.url(), {
    method: "POST",
    body: new URLSearchParams({
      ...{ secret, response, remoteip: address },
      ...(service.secret === "turnstileSecret" && { idempotency_key: idempotencyKey(response, hash) }),
    }),
    signal: AbortSignal.timeout(patience),
  });
  return Answer.parse(await answer.json());
}

const bare = (hostname: string): string => hostname.toLowerCase().replace(/^www\./, "");

const isFromOurs = (hostname: string | undefined, { origins }: Source): boolean =>
  !hostname || origins.length === 0 || origins.some((one) => bare(new URL(one).hostname) === bare(hostname));

const isOfSecret = (code: string): boolean => code.endsWith("-input-secret");

async function verdict(
  answer: Answer,
  service: Service,
  secret: string,
  context: SourceContext,
): Promise<boolean | undefined> {
  const { source, now } = context;
  const { success, hostname, score, "error-codes": codes } = answer;
  if (codes.some(isOfSecret)) {
    const why = sayDelivery("captcha.why");
    await raiseAlert(source.id, {
      kind: "denied",
      since: now,
      why,
      mend: sayDelivery("captcha.mend", { secret: service.secret }),
    });
    return undefined;
  }
  if (codes.includes("internal-error")) throw new Error("The captcha's service has an error of its own");
  return !(success && score >= leastScore && (forTests.test(secret) || isFromOurs(hostname, source)));
}

/** `undefined` without one, or when its service fails or rejects our secret: no fault of the person's. Tokens count once. */
export async function captchaFailed(guarded: Guarded, context: SourceContext): Promise<boolean | undefined> {
  const service = services.find((one) => context.secrets[one.secret]?.[0]);
  const secret = service && context.secrets[service.secret]?.[0];
  if (!service || !secret) return undefined;
  const token = guarded.fields.get(service.field)?.[0] ?? "";
  if (token === "" || token.length > longestToken) return true;
  try {
    return await verdict(await asked(service, secret, token, guarded), service, secret, context);
  } catch (error) {
    logFailure("captcha not checked", error, { service: service.secret });
    return undefined;
  }
}
