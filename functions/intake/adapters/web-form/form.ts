import middy from "@middy/core";
import { sayDelivery } from "../../../language/texts.ts";
import type { InquiryId } from "../../../lead/model/inquiry.ts";
import { AppError } from "../../../platform/error.ts";
import {
  errorMapping,
  type HttpRequest,
  type HttpResponse,
  json,
  logResponse,
  pathPart,
  problemResponse,
} from "../../../platform/http/http.ts";
import { addLogContext, logInfo } from "../../../platform/observability/log.ts";
import { metric } from "../../../platform/observability/metric.ts";
import { logContext, logOutcome } from "../../../platform/observability/middleware.ts";
import { now } from "../../../platform/time.ts";
import { hasOwnDoor } from "../../../source/platform-names.ts";
import { readSource } from "../../../source/registry.ts";
import { openSecrets } from "../../../source/secrets.ts";
import { type Source, SourceId } from "../../../source/source.ts";
import { noteRefused } from "../../../source/source-status.ts";
import { deliveryContentType } from "../../deliveries/store-delivery.ts";
import type { InquiryDraft } from "../../inquiry/inquiry-draft.ts";
import { inquiryPayloadKey, storePayload } from "../../inquiry/payload.ts";
import type { SourceContext } from "../../inquiry/signal.ts";
import { submitAndLog } from "../../inquiry/submit.ts";
import { captchaFailed, type Guarded } from "../../spam/captcha.ts";
import { suspicionOf } from "../../spam/suspicion.ts";
import { limitsOf } from "../../spam/velocity.ts";
import type { Delivery } from "../../wire/adapter.ts";
import { type FormFields, fieldsIn } from "../../wire/body.ts";
import { deliveryIn, publicUrlOf } from "../../wire/delivery.ts";
import { allowOrigin, preflight } from "./cors.ts";
import { holdForm } from "./form-hold.ts";
import { formIdempotencyKey, formInquiry, readForm } from "./form-inquiry.ts";
import { formErrorsPage, formThanksPage } from "./form-page.ts";
import { snippetReply } from "./snippet.ts";

const wantsPage = (request: HttpRequest): boolean => /\btext\/html\b/.test(request.headers.accept ?? "");

/** @throws AppError `not-found` */
async function sourceOf(request: HttpRequest): Promise<Source> {
  const id = SourceId.safeParse(pathPart(request, "sourceId"));
  const source = id.success ? await readSource(id.data, now()) : undefined;
  // Another door of the same source asks for a signature: this one must not be a way around it.
  if (source?.channel !== "form" || hasOwnDoor(source.platform))
    throw new AppError("not-found", sayDelivery("door.noForm"));
  return source;
}

const seeOther = (location: string): HttpResponse => ({
  statusCode: 303,
  headers: { location, "cache-control": "no-store" },
});

async function suspicion(draft: InquiryDraft, guarded: Guarded, context: SourceContext): Promise<string | undefined> {
  const failed = await captchaFailed(guarded, context);
  return suspicionOf(
    { draft: draft, source: context.source.id, fields: guarded.fields, captchaFailed: failed },
    context.now,
  );
}

/** Stores what a form posted: as its lead's inquiry, or in quarantine. @throws AppError `invalid`, `unavailable` */
async function store(
  delivery: Delivery,
  fields: FormFields,
  context: SourceContext,
  address: string,
): Promise<InquiryId> {
  const { source, now: at } = context;
  const { draft, submission } = readForm(fields, source);
  const inquiry = formInquiry(draft, source, address, at);
  const idempotencyKey = formIdempotencyKey(submission, inquiry);
  const held = { inquiry, idempotencyKey, address };
  if (source.paused)
    return holdForm(delivery, context, { ...held, reason: "paused", detail: sayDelivery("aside.paused") });
  const suspected = await suspicion(draft, { fields, address, hash: idempotencyKey.hash }, context);
  if (suspected) return holdForm(delivery, context, { ...held, reason: "suspect", detail: suspected });
  const payload = await storePayload(delivery.bytes, inquiryPayloadKey(inquiry.id), deliveryContentType(delivery));
  const limits = limitsOf({ draft: draft, address }, at);
  const { inquiryId, odd } = await submitAndLog({ inquiry, idempotencyKey: idempotencyKey, payload, limits }, at);
  return odd ? holdForm(delivery, context, { ...held, reason: "suspect", detail: odd }) : inquiryId;
}

async function post(request: HttpRequest, context: SourceContext): Promise<HttpResponse> {
  const { source } = context;
  const delivery = deliveryIn(request);
  const fields = await fieldsIn(delivery.bytes, deliveryContentType(delivery));
  try {
    const inquiryId = await store(delivery, fields, context, request.requestContext.http.sourceIp);
    if (!wantsPage(request)) return json(202, { inquiryId });
    return seeOther(source.thankYouUrl ?? `${request.rawPath}/thanks`);
  } catch (error) {
    const mendable = error instanceof AppError && error.code === "invalid";
    if (mendable && wantsPage(request)) return formErrorsPage(source, fields, error.errors ?? [], publicUrlOf(request));
    throw error;
  }
}

function refused(error: unknown): HttpResponse {
  if (error instanceof AppError) return problemResponse(error);
  throw error;
}

async function handlePost(request: HttpRequest, source: Source): Promise<HttpResponse> {
  const at = now();
  const reply = await post(request, { source, secrets: await openSecrets(source, at), now: at }).catch(refused);
  if ((reply.statusCode ?? 500) < 400) return reply;
  logInfo("inquiry refused", metric("InquiriesRefused"));
  await noteRefused(source.id, at);
  return reply;
}

const isScript = ({ rawPath }: HttpRequest): boolean => rawPath.endsWith("/snippet.js");

const publicAction = (request: HttpRequest): string => publicUrlOf(request).replace(/\/snippet\.js$/, "");

async function answer(request: HttpRequest): Promise<HttpResponse> {
  const source = await sourceOf(request);
  addLogContext({ source: source.id });
  const { method } = request.requestContext.http;
  if (method === "OPTIONS") return preflight(request, source);
  if (method === "GET") return isScript(request) ? snippetReply(source, publicAction(request)) : formThanksPage(source);
  return allowOrigin(request, source, await handlePost(request, source));
}

/** The form door: `POST /intake/form/{sourceId}`, its CORS preflight, and the thank-you page. */
export const handler = middy<HttpRequest, HttpResponse>()
  .use(logContext("form door"))
  .use(logOutcome(logResponse))
  .use(errorMapping())
  .handler(answer);
