import * as z from "zod";
import type { Secrets } from "../../lead/source.ts";
import { variable } from "../../platform/config.ts";
import { failure } from "../../platform/log.ts";
import type { Fields } from "../body.ts";

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

/** Below this reCAPTCHA v3 takes a visitor for a machine. */
const leastScore = 0.5;
const longestToken = 8192;
const patience = 3000;

const Answer = z.object({ success: z.boolean(), hostname: z.string().optional(), score: z.number().optional() });

async function asked(url: string, secret: string, response: string, address: string): Promise<boolean> {
  const answer = await fetch(url, {
    method: "POST",
    body: new URLSearchParams({ secret, response, remoteip: address }),
    signal: AbortSignal.timeout(patience),
  });
  const { success, score = 1 } = Answer.parse(await answer.json());
  return success && score >= leastScore;
}

/**
 * Whether a form's captcha failed; `undefined` for a source that has none, or when its service does not answer: then the
 * person is not made to suffer. A token counts once, so it is asked once, at the door.
 */
export async function captchaFailed(fields: Fields, secrets: Secrets, address: string): Promise<boolean | undefined> {
  const service = services.find(({ secret }) => secrets[secret]?.[0]);
  const secret = service && secrets[service.secret]?.[0];
  if (!service || !secret) return undefined;
  const token = fields.get(service.field)?.[0] ?? "";
  if (token === "" || token.length > longestToken) return true;
  try {
    return !(await asked(service.url(), secret, token, address));
  } catch (error) {
    failure("captcha not checked", error, { service: service.secret });
    return undefined;
  }
}
