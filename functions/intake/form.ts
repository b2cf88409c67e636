import middy from "@middy/core";
import { receive } from "../lead/receive.ts";
import { readSource } from "../lead/registry.ts";
import { type Source, SourceId } from "../lead/source.ts";
import { now } from "../platform/clock.ts";
import { edge } from "../platform/edge.ts";
import { Refusal } from "../platform/error.ts";
import { answered, bodyOf, json, pathPart, problem, problems, type Reply, type Request } from "../platform/http.ts";
import { info, know } from "../platform/log.ts";
import { counted } from "../platform/metric.ts";
import { readFields } from "./body.ts";
import { allowOrigin, preflight } from "./cors.ts";
import { formInquiry, formOnce } from "./form-inquiry.ts";
import { mendPage, thanksPage } from "./form-page.ts";
import { keepPayload } from "./payload.ts";

/** Whether a person in a browser waits for a page; a program gets JSON. */
const wantsPage = (request: Request): boolean => /\btext\/html\b/.test(request.headers.accept ?? "");

/** @throws Refusal `not-found` */
async function sourceOf(request: Request): Promise<Source> {
  const id = SourceId.safeParse(pathPart(request, "sourceId"));
  const source = id.success ? await readSource(id.data, now()) : undefined;
  if (source?.channel !== "form")
    throw new Refusal("not-found", "There is no form source of this name. Check the form's address.");
  return source;
}

const seeOther = (location: string): Reply => ({ statusCode: 303, headers: { location, "cache-control": "no-store" } });

/** Takes a posted form in: verify, parse, store, answer. */
async function post(request: Request, source: Source): Promise<Reply> {
  const at = now();
  const fields = await readFields(request);
  try {
    const inquiry = formInquiry(fields, source, request.requestContext.http.sourceIp, at);
    const payload = await keepPayload(bodyOf(request), inquiry.id, request.headers["content-type"] ?? "");
    const { inquiryId, leadId, repeat } = await receive({ inquiry, once: formOnce(fields, inquiry), payload }, at);
    know({ inquiry: inquiryId, lead: leadId });
    if (repeat) info("inquiry that came before");
    else info("inquiry accepted", counted("InquiriesAccepted"));
    if (!wantsPage(request)) return json(202, { inquiryId });
    return seeOther(source.thankYouUrl ?? `${request.rawPath}/thanks`);
  } catch (error) {
    const mendable = error instanceof Refusal && error.code === "invalid";
    if (mendable && wantsPage(request)) return mendPage(source, fields, error.errors ?? [], request.rawPath);
    throw error;
  }
}

/** A refusal as a reply, so that the form's own page may read it; a fault goes on to be logged. */
function refused(error: unknown): Reply {
  if (error instanceof Refusal) return problem(error);
  throw error;
}

/** Takes a posted form in, or says why not; both are counted. */
async function take(request: Request, source: Source): Promise<Reply> {
  const reply = await post(request, source).catch(refused);
  if ((reply.statusCode ?? 500) >= 400) info("inquiry refused", counted("InquiriesRefused"));
  return reply;
}

async function answer(request: Request): Promise<Reply> {
  const source = await sourceOf(request);
  know({ source: source.id });
  const { method } = request.requestContext.http;
  if (method === "OPTIONS") return preflight(request, source);
  if (method === "GET") return thanksPage(source);
  return allowOrigin(request, source, await take(request, source));
}

/** The form door: `POST /intake/form/{sourceId}`, its CORS preflight, and the thank-you page. */
export const handler = edge("form door", middy<Request, Reply>().use(problems()).handler(answer), answered);
