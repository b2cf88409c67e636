import middy from "@middy/core";
import { sayDelivery } from "../../language/texts.ts";
import { AppError } from "../../platform/error.ts";
import {
  errorMapping,
  type HttpRequest,
  type HttpResponse,
  json,
  logResponse,
  pathPart,
} from "../../platform/http/http.ts";
import { addLogContext } from "../../platform/observability/log.ts";
import { logContext, logOutcome } from "../../platform/observability/middleware.ts";
import { now } from "../../platform/time.ts";
import { readSource } from "../../source/registry.ts";
import { openSecrets } from "../../source/secrets.ts";
import { SourceId } from "../../source/source.ts";
import { adapterOf } from "../adapters/platforms.ts";
import { storeUnverified } from "../deliveries/store-delivery.ts";
import type { SourceContext } from "../inquiry/signal.ts";
import type { AnyAdapter, Delivery } from "../wire/adapter.ts";
import { deliveryIn } from "../wire/delivery.ts";
import { acceptDelivery } from "./accept.ts";

/** The adapter of a platform that has its door here. @throws AppError `not-found`, also for the form, whose door asks more */
function adapterHere(platform: string): AnyAdapter {
  if (platform === "form") throw new AppError("not-found", sayDelivery("door.formByPost"));
  return adapterOf(platform);
}

/** @throws AppError `not-found` for a source that never was; one that is paused or deleted keeps answering */
async function contextAt(request: HttpRequest, platform: string): Promise<SourceContext> {
  const at = now();
  const id = SourceId.safeParse(pathPart(request, "sourceId"));
  const source = id.success ? await readSource(id.data, at) : undefined;
  if (source?.platform !== platform) throw new AppError("not-found", sayDelivery("door.noSource", { platform }));
  return { source, secrets: await openSecrets(source, at), now: at };
}

const acknowledged = (adapter: AnyAdapter, delivery: Delivery): HttpResponse =>
  adapter.acknowledge?.(delivery) ?? json(200, {});

async function refuse(adapter: AnyAdapter, delivery: Delivery, context: SourceContext, why: string, address: string) {
  await storeUnverified(adapter, delivery, context, why, address);
  return adapter.refuse?.(why) ?? json(401, { message: why });
}

async function answer(request: HttpRequest): Promise<HttpResponse> {
  const platform = pathPart(request, "platform");
  const adapter = adapterHere(platform);
  const context = await contextAt(request, platform);
  addLogContext({ source: context.source.id, platform });
  const delivery = deliveryIn(request);
  if (delivery.method === "GET" && adapter.challenge) return adapter.challenge(delivery, context);
  const { sourceIp } = request.requestContext.http;
  const why = adapter.verify(delivery, context);
  if (why !== undefined) return refuse(adapter, delivery, context, why, sourceIp);
  await acceptDelivery(adapter, delivery, context, sourceIp);
  return acknowledged(adapter, delivery);
}

/** The platforms' door: `/intake/<platform>/{sourceId}`. Verify, parse, store, answer; what is slow is done behind it. */
export const handler = middy<HttpRequest, HttpResponse>()
  .use(logContext("platform door"))
  .use(logOutcome(logResponse))
  .use(errorMapping())
  .handler(answer);
