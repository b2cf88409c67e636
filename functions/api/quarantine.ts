import * as z from "zod";
import { DeliveryId } from "../intake/deliveries/delivery-id.ts";
import { deliveryReasons, deliveryStates, type RawDelivery } from "../intake/deliveries/raw-delivery.ts";
import { showPayload } from "../intake/inquiry/payload.ts";
import { processDelivery } from "../intake/webhook/process-delivery.ts";
import {
  DeliveryFilter,
  deliveryNamed,
  findDeliveries,
  refuseBackwards,
  replayDeliveries,
} from "../intake/webhook/replay.ts";
import { sayError } from "../language/texts.ts";
import { AppError } from "../platform/error.ts";
import { noInput, type Route, route } from "../platform/http/api.ts";
import type { Principal } from "../platform/http/auth.ts";
import { cursorOf, placeOf } from "../platform/http/cursor.ts";
import { json } from "../platform/http/http.ts";
import { pageOf, paging } from "../platform/http/paging.ts";
import { now } from "../platform/time.ts";

const ListQuery = z.strictObject({ ...DeliveryFilter.shape, ...paging });

/** What was unpacked is done: opened again, what has no id of its own would come twice. */
const Again = z.strictObject({
  ...DeliveryFilter.shape,
  state: z.enum(["quarantined", "waiting"]).default("quarantined"),
});

const DeliveryView = z
  .object({
    id: DeliveryId,
    source: z.string(),
    platform: z.string(),
    receivedAt: z.iso.datetime(),
    state: z.enum(deliveryStates),
    reason: z.enum(deliveryReasons),
    detail: z.string(),
    nextTryAt: z.iso.datetime().optional(),
    inquiryId: z.string().optional(),
    signals: z.array(z.string()).optional(),
  })
  .meta({ id: "QuarantinedDelivery" });

/** A raw delivery as the API lists it; what came in it is told for one only. */
const deliveryView = ({
  id,
  source,
  platform,
  receivedAt,
  state,
  reason,
  detail,
  dueAt,
  inquiryId,
  only,
}: RawDelivery) => ({
  ...{ id, source, platform, receivedAt, state, reason, detail },
  nextTryAt: state === "waiting" ? dueAt : undefined,
  inquiryId,
  signals: only,
});

/** How many raw deliveries a page looks through for those that fit: then it answers where to go on. */
const lookedThrough = 500;

async function list({ limit, cursor, ...wanted }: z.output<typeof ListQuery>) {
  refuseBackwards(wanted);
  const items: RawDelivery[] = [];
  let looked = 0;
  for await (const { rawDelivery, place, fits } of findDeliveries(wanted, placeOf("quarantine", cursor))) {
    if (fits) items.push(rawDelivery);
    looked += 1;
    if (items.length === limit || looked === lookedThrough)
      return { items: items.map(deliveryView), cursor: cursorOf("quarantine", place) };
  }
  return { items: items.map(deliveryView) };
}

/** Opens one raw delivery again, also one that cannot be verified: whoever asks for it vouches for it. @throws AppError `not-found`, `conflict` */
async function replay(id: string, by: Principal) {
  const rawDelivery = await deliveryNamed(id);
  if (rawDelivery.state === "unpacked") throw new AppError("conflict", sayError("quarantine.unpacked"));
  const opened = await processDelivery(rawDelivery.id, by);
  if (opened) return opened;
  throw new AppError("conflict", sayError("quarantine.busy"));
}

/** What doors could not make inquiries of: seen, opened again one by one or all that fit. */
export const quarantineRoutes: Route[] = [
  route({
    ...noInput,
    ...{ method: "GET", path: "/api/quarantine", title: "What doors have kept, newest first" },
    response: pageOf(DeliveryView),
    query: ListQuery,
    answer: async ({ query }) => json(200, await list(query)),
  }),
  route({
    ...noInput,
    ...{ method: "POST", path: "/api/quarantine/replay", title: "Open all that fit again" },
    ...{ response: z.object({ replayed: z.int(), unverified: z.int() }), success: 202 },
    body: Again,
    answer: async ({ body, by }) => {
      refuseBackwards(body);
      return json(202, await replayDeliveries(body, by, now()));
    },
  }),
  route({
    ...noInput,
    ...{ method: "GET", path: "/api/quarantine/{id}", title: "One that a door has kept, word for word" },
    response: z.looseObject(DeliveryView.shape),
    answer: async ({ id }) => {
      const rawDelivery = await deliveryNamed(id);
      return json(200, {
        ...deliveryView(rawDelivery),
        request: rawDelivery.request,
        ...(await showPayload(rawDelivery.payload)),
      });
    },
  }),
  route({
    ...noInput,
    ...{ method: "POST", path: "/api/quarantine/{id}/replay", title: "Open one again", response: DeliveryView },
    answer: async ({ id, by }) => json(200, deliveryView(await replay(id, by))),
  }),
];
