import type * as z from "zod";
import { sayDelivery } from "../../../language/texts.ts";
import { day, hour, type Instant, millis } from "../../../platform/time.ts";
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
import { LeadForm } from "./linkedin-form.ts";
import { LeadResponse, toDraft } from "./linkedin-lead.ts";
import { formReference } from "./linkedin-urn.ts";

/** LinkedIn retires a monthly version after about a year: then it answers 426 (contracts/linkedin.md 5). */
const version = "202606";

const leadFields =
  "ownerInfo,associatedEntityInfo,leadMetadataInfo,owner,leadType,versionedLeadGenFormUrn,id,submittedAt,testLead,formResponse,form:(hiddenFields,creationLocale,name,id,content)";

const who = "LinkedIn";
const newToken = sayDelivery("mend.linkedinToken");

/** Quotas start anew at midnight UTC; some earlier, so it is asked once an hour. */
const untilQuota = (now: Instant): number => Math.min(hour, day - (millis(now) % day));

function obstacle({ status, after }: PlatformAnswer, now: Instant): Unfetched | undefined {
  const named = { who, status };
  if (status === 429) return { later: sayDelivery("fetch.tooMany", named), after: after ?? untilQuota(now) };
  if (status >= 500 || status === 408)
    return { later: sayDelivery("fetch.answered", named), ...(after !== undefined && { after }) };
  if (status === 401) return { denied: sayDelivery("fetch.tokenOver", named), remedy: newToken };
  if (status === 403)
    return { denied: sayDelivery("fetch.mayNotRead", named), remedy: sayDelivery("mend.linkedinRole") };
  if (status === 426)
    return { denied: sayDelivery("fetch.retired", named), remedy: sayDelivery("mend.linkedinVersion", { version }) };
  return status === 200 ? undefined : { gone: sayDelivery("fetch.answered", named) };
}

async function get<T>(
  path: string,
  schema: z.ZodType<T>,
  token: string,
  now: Instant,
): Promise<{ read: T } | Unfetched> {
  const headers = {
    authorization: `Bearer ${token}`,
    "linkedin-version": version,
    "x-restli-protocol-version": "2.0.0",
  };
  const answer = await callPlatform(addressOf("LINKEDIN_API_URL", "https://api.linkedin.com", path), headers, now);
  if ("later" in answer) return answer;
  const hindered = obstacle(answer, now);
  if (hindered) return hindered;
  const read = parseShape(answer.body, schema);
  return read === undefined ? { gone: sayDelivery("fetch.unreadable", { who }) } : { read };
}

/** Forms by id and version: a version never changes. */
const forms = new Map<string, LeadForm>();
const formsAtMost = 200;

function remember(key: string, form: LeadForm): void {
  const [oldest] = forms.keys();
  if (forms.size >= formsAtMost && oldest !== undefined) forms.delete(oldest);
  forms.set(key, form);
}

/** The form that a lead answers, where LinkedIn did not send it along; without it its answers stand under bare numbers. */
async function formOf(
  lead: LeadResponse,
  ask: Readonly<Record<string, string>>,
  token: string,
  now: Instant,
): Promise<{ read: LeadForm | undefined } | Unfetched> {
  const inline = parseShape(lead.form, LeadForm);
  if (inline) return { read: inline };
  const { form_id: id, form_version: edition } = formReference(lead.versionedLeadGenFormUrn) ?? ask;
  if (!id) return { read: undefined };
  const key = `${id},${edition}`;
  const known = forms.get(key);
  if (known) return { read: known };
  const answer = await get(`/rest/leadForms/${encodeURIComponent(id)}`, LeadForm, token, now);
  if ("read" in answer && edition) remember(key, answer.read);
  return "gone" in answer ? { read: undefined } : answer;
}

async function askWith(
  token: string,
  ask: Readonly<Record<string, string>>,
  { source, now }: SourceContext,
): Promise<Fetched> {
  const path = `/rest/leadFormResponses/${encodeURIComponent(ask.id ?? "")}?fields=${leadFields}`;
  const lead = await get(path, LeadResponse, token, now);
  if (!("read" in lead)) return lead;
  const form = await formOf(lead.read, ask, token, now);
  return "read" in form ? { draft: toDraft(lead.read, form.read, ask, source) } : form;
}

/** Asks LinkedIn for a lead's answers and its form, with each access token that counts (contracts/linkedin.md 5). */
export async function fetchResponse(ask: Readonly<Record<string, string>>, context: SourceContext): Promise<Fetched> {
  const tokens = usableTokens(context.secrets.accessToken);
  const fetched = await withEach(tokens, (token) => askWith(token, ask, context));
  return fetched ?? { denied: sayDelivery("fetch.noToken", { who }), remedy: newToken };
}
