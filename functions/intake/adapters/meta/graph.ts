import * as z from "zod";
import { sayDelivery } from "../../../language/texts.ts";
import { variable } from "../../../platform/config.ts";
import { minute } from "../../../platform/time.ts";
import type { Secrets } from "../../../source/source.ts";
import type { SourceContext } from "../../inquiry/signal.ts";
import type { Fetched, Unfetched } from "../../wire/adapter.ts";
import {
  addressOf,
  callPlatform,
  type PlatformAnswer,
  parseShape,
  usableTokens,
  withEach,
} from "../../wire/platform-call.ts";
import { hmac } from "../../wire/signature.ts";
import { GraphLead, graphFields, toDraft } from "./graph-lead.ts";

const GraphError = z.object({
  error: z.object({
    code: z.number(),
    error_subcode: z.number().optional().catch(undefined),
    message: z.string().catch(""),
    is_transient: z.boolean().catch(false),
  }),
});
type GraphError = z.infer<typeof GraphError>["error"];

/** Limits on calls (contracts/meta.md 4), and those of business use cases. */
const isThrottled = (code: number): boolean =>
  [4, 17, 32, 341, 613].includes(code) || (code >= 80_000 && code <= 80_014);
const isPassing = (code: number): boolean => code === 1 || code === 2;
const isForbidden = (code: number): boolean => code === 10 || (code >= 200 && code <= 299);

const rest = 5 * minute;

const who = "Meta";
const newToken = sayDelivery("mend.metaToken");
const permission = sayDelivery("mend.metaAccess");

const answeredWith = (status: number): string => sayDelivery("fetch.answered", { who, status });

/** What a refusal of Graph means for us. Its words stay out: they may quote the token. */
function meaning({ code, error_subcode: subcode, message, is_transient: passes }: GraphError): Unfetched {
  const status = sayDelivery("fetch.error", { code: subcode === undefined ? code : `${code}/${subcode}` });
  const named = { who, status };
  if (isThrottled(code)) return { later: sayDelivery("fetch.tooMany", named), after: rest };
  if (passes || isPassing(code)) return { later: sayDelivery("fetch.passes", named) };
  if (code === 190) return { denied: sayDelivery("fetch.tokenOver", named), remedy: newToken };
  if (isForbidden(code)) return { denied: sayDelivery("fetch.mayNotRead", named), remedy: permission };
  if (code === 100 && message.includes("appsecret_proof"))
    return { denied: sayDelivery("fetch.appSecret", named), remedy: sayDelivery("mend.metaSecret") };
  if (code === 100 && subcode === 33) return { gone: sayDelivery("fetch.noLead", named), remedy: permission };
  return { gone: sayDelivery("fetch.answered", named) };
}

function obstacle({ status, body, after }: PlatformAnswer): Unfetched | undefined {
  const event = parseShape(body, GraphError)?.error;
  if (status === 429 || status >= 500)
    return { later: answeredWith(status), after: after ?? (status === 429 ? rest : undefined) };
  if (event) {
    const means = meaning(event);
    return "later" in means ? { ...means, after: after ?? means.after } : means;
  }
  if (status === 401 || status === 403) return { denied: answeredWith(status), remedy: newToken };
  return status === 200 ? undefined : { gone: answeredWith(status) };
}

interface Key {
  token: string;
  /** The app secret by which we prove to be the token's app; Meta may ask for it. */
  secret: string | undefined;
}

function keysOf({ accessToken, appSecret: secrets = [] }: Secrets): Key[] {
  const proofs: readonly (string | undefined)[] = secrets.length > 0 ? secrets : [undefined];
  return usableTokens(accessToken).flatMap((token) => proofs.map((secret) => ({ token, secret })));
}

async function askWith(
  { token, secret }: Key,
  ask: Readonly<Record<string, string>>,
  { source, now }: SourceContext,
): Promise<Fetched> {
  const lead = encodeURIComponent(ask.leadgen_id ?? "");
  const version = variable("META_GRAPH_VERSION", "v25.0");
  const url = addressOf("META_GRAPH_URL", "https://graph.facebook.com", `/${version}/${lead}`);
  url.search = `fields=${graphFields.join(",")}${secret ? `&appsecret_proof=${hmac(secret, token)}` : ""}`;
  const answer = await callPlatform(url, { authorization: `Bearer ${token}` }, now);
  if ("later" in answer) return answer;
  const hindered = obstacle(answer);
  if (hindered) return hindered;
  const read = parseShape(answer.body, GraphLead);
  return read ? { draft: toDraft(read, ask, source) } : { gone: sayDelivery("fetch.unreadable", { who }) };
}

/** Asks the Graph API for a lead's answers, with each access token that counts (contracts/meta.md 4). */
export async function fetchLead(ask: Readonly<Record<string, string>>, context: SourceContext): Promise<Fetched> {
  const fetched = await withEach(keysOf(context.secrets), (key) => askWith(key, ask, context));
  return fetched ?? { denied: sayDelivery("fetch.noToken", { who }), remedy: newToken };
}
