import middy from "@middy/core";
import type { InquiryId } from "../../../lead/model/inquiry.ts";
import { AppError } from "../../../platform/error.ts";
import { answered, json, pathPart, problem, problems, type Reply, type Request } from "../../../platform/http/http.ts";
import { lambdaHandler } from "../../../platform/observability/lambda-handler.ts";
import { addLogContext, info } from "../../../platform/observability/log.ts";
import { counted } from "../../../platform/observability/metric.ts";
import { now } from "../../../platform/time.ts";
import { hasOwnDoor } from "../../../source/platform-names.ts";
import { readSource } from "../../../source/registry.ts";
import { openSecrets } from "../../../source/secrets.ts";
import { type Source, SourceId } from "../../../source/source.ts";
import { noteRefused } from "../../../source/source-status.ts";
import { typeOf } from "../../deliveries/store-delivery.ts";
import type { InquiryDraft } from "../../inquiry/inquiry-draft.ts";
import { inquiryPayloadKey, storePayload } from "../../inquiry/payload.ts";
import type { SourceContext } from "../../inquiry/signal.ts";
import { submitAndLog } from "../../inquiry/submit.ts";
import { captchaFailed, type Guarded } from "../../spam/captcha.ts";
import { suspicionOf } from "../../spam/suspicion.ts";
import { limitsOf } from "../../spam/velocity.ts";
import type { Delivery } from "../../wire/adapter.ts";
import { type Fields, fieldsIn } from "../../wire/body.ts";
import { deliveryIn, publicUrlOf } from "../../wire/delivery.ts";
import { allowOrigin, preflight } from "./cors.ts";
import { holdForm } from "./form-hold.ts";
import { formIdempotencyKey, formInquiry, readForm } from "./form-inquiry.ts";
import { mendPage, thanksPage } from "./form-page.ts";
import { snippetReply } from "./snippet.ts";

/** Whether a person in a browser waits for a page; a program gets JSON. */
const wantsPage = (request: Request): boolean => /\btext\/html\b/.test(request.headers.accept ?? "");

/** @throws AppError `not-found` */
async function sourceOf(request: Request): Promise<Source> {
  const id = SourceId.safeParse(pathPart(request, "sourceId"));
  const source = id.success ? await readSource(id.data, now()) : undefined;
  // Another door of the same source asks for a signature: this one must not be a way around it.
  if (source?.channel !== "form" || hasOwnDoor(source.platform))
    throw new AppError("not-found", "There is no form source of this name. Check the form's address.");
  return source;
}

const seeOther = (location: string): Reply => ({ statusCode: 303, headers: { location, "cache-control": "no-store" } });

async function suspicion(said: InquiryDraft, guarded: Guarded, arrived: SourceContext): Promise<string | undefined> {
  const failed = await captchaFailed(guarded, arrived);
  return suspicionOf({ said, source: arrived.source.id, fields: guarded.fields, captchaFailed: failed }, arrived.now);
}

/** Stores what a form posted: as its lead's inquiry, or in quarantine. @throws AppError `invalid`, `unavailable` */
async function store(delivery: Delivery, fields: Fields, arrived: SourceContext, address: string): Promise<InquiryId> {
  const { source, now: at } = arrived;
  const { said, submission } = readForm(fields, source);
  const inquiry = formInquiry(said, source, address, at);
  const once = formIdempotencyKey(submission, inquiry);
  const held = { inquiry, once, address };
  if (source.paused) return holdForm(delivery, arrived, { ...held, reason: "paused", detail: "The source is paused." });
  const suspected = await suspicion(said, { fields, address, hash: once.hash }, arrived);
  if (suspected) return holdForm(delivery, arrived, { ...held, reason: "suspect", detail: suspected });
  const payload = await storePayload(delivery.bytes, inquiryPayloadKey(inquiry.id), typeOf(delivery));
  const limits = limitsOf({ said, address }, at);
  const { inquiryId, odd } = await submitAndLog({ inquiry, once, payload, limits }, at);
  return odd ? holdForm(delivery, arrived, { ...held, reason: "suspect", detail: odd }) : inquiryId;
}

/** Takes a posted form in: verify, parse, store, answer. */
async function post(request: Request, arrived: SourceContext): Promise<Reply> {
  const { source } = arrived;
  const delivery = deliveryIn(request);
  const fields = await fieldsIn(delivery.bytes, typeOf(delivery));
  try {
    const inquiryId = await store(delivery, fields, arrived, request.requestContext.http.sourceIp);
    if (!wantsPage(request)) return json(202, { inquiryId });
    return seeOther(source.thankYouUrl ?? `${request.rawPath}/thanks`);
  } catch (error) {
    const mendable = error instanceof AppError && error.code === "invalid";
    if (mendable && wantsPage(request)) return mendPage(source, fields, error.errors ?? [], publicUrlOf(request));
    throw error;
  }
}

/** A refusal as a reply, so that the form's own page may read it; a fault goes on to be logged. */
function refused(error: unknown): Reply {
  if (error instanceof AppError) return problem(error);
  throw error;
}

/** Takes a posted form in, or says why not; both are counted. */
async function take(request: Request, source: Source): Promise<Reply> {
  const at = now();
  const reply = await post(request, { source, secrets: await openSecrets(source, at), now: at }).catch(refused);
  if ((reply.statusCode ?? 500) < 400) return reply;
  info("inquiry refused", counted("InquiriesRefused"));
  await noteRefused(source.id, at);
  return reply;
}

const isScript = ({ rawPath }: Request): boolean => rawPath.endsWith("/snippet.js");

/** The public address of the form door, of a request for its script. */
const publicAction = (request: Request): string => publicUrlOf(request).replace(/\/snippet\.js$/, "");

async function answer(request: Request): Promise<Reply> {
  const source = await sourceOf(request);
  addLogContext({ source: source.id });
  const { method } = request.requestContext.http;
  if (method === "OPTIONS") return preflight(request, source);
  if (method === "GET") return isScript(request) ? snippetReply(source, publicAction(request)) : thanksPage(source);
  return allowOrigin(request, source, await take(request, source));
}

/** The form door: `POST /intake/form/{sourceId}`, its CORS preflight, and the thank-you page. */
export const handler = lambdaHandler("form door", middy<Request, Reply>().use(problems()).handler(answer), answered);
