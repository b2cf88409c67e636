import middy from "@middy/core";
import { AppError } from "../../platform/error.ts";
import { answered, json, pathPart, problems, type Reply, type Request } from "../../platform/http/http.ts";
import { lambdaHandler } from "../../platform/observability/lambda-handler.ts";
import { addLogContext } from "../../platform/observability/log.ts";
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
  if (platform === "form")
    throw new AppError(
      "not-found",
      "A form is sent with POST to its address, as that is written; there is nothing to see here.",
    );
  return adapterOf(platform);
}

/** @throws AppError `not-found` for a source that never was; one that is paused or deleted keeps answering */
async function arrivedAt(request: Request, platform: string): Promise<SourceContext> {
  const at = now();
  const id = SourceId.safeParse(pathPart(request, "sourceId"));
  const source = id.success ? await readSource(id.data, at) : undefined;
  if (source?.platform !== platform)
    throw new AppError("not-found", `There is no ${platform} source of this name. Check the address.`);
  return { source, secrets: await openSecrets(source, at), now: at };
}

const taken = (adapter: AnyAdapter, delivery: Delivery): Reply => adapter.taken?.(delivery) ?? json(200, {});

async function refuse(adapter: AnyAdapter, delivery: Delivery, arrived: SourceContext, why: string, address: string) {
  await storeUnverified(adapter, delivery, arrived, why, address);
  return adapter.refused?.(why) ?? json(401, { message: why });
}

async function answer(request: Request): Promise<Reply> {
  const platform = pathPart(request, "platform");
  const adapter = adapterHere(platform);
  const arrived = await arrivedAt(request, platform);
  addLogContext({ source: arrived.source.id, platform });
  const delivery = deliveryIn(request);
  if (delivery.method === "GET" && adapter.greet) return adapter.greet(delivery, arrived);
  const { sourceIp } = request.requestContext.http;
  const why = adapter.verify(delivery, arrived);
  if (why !== undefined) return refuse(adapter, delivery, arrived, why, sourceIp);
  await acceptDelivery(adapter, delivery, arrived, sourceIp);
  return taken(adapter, delivery);
}

/** The platforms' door: `/intake/<platform>/{sourceId}`. Verify, parse, store, answer; what is slow is done behind it. */
export const handler = lambdaHandler(
  "platform door",
  middy<Request, Reply>().use(problems()).handler(answer),
  answered,
);
