import * as z from "zod";
import { asked, type Route } from "../../platform/api.ts";
import { now } from "../../platform/clock.ts";
import { Cursor, cursorOf } from "../../platform/cursor.ts";
import { Refusal } from "../../platform/error.ts";
import { json, readJson } from "../../platform/http.ts";
import { showPayload } from "../payload.ts";
import type { Parcel } from "./parcel.ts";
import { openAgain, parcelNamed, Wanted, walk } from "./replay.ts";
import { unpack } from "./unpack.ts";

const ListQuery = Wanted.extend({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: Cursor.optional(),
});

/** What was unpacked is done: opened again, what has no id of its own would come twice. */
const Again = Wanted.extend({ state: z.enum(["quarantined", "waiting"]).default("quarantined") });

/** A parcel as the API lists it; what came in it is told for one only. */
const parcelView = ({ id, source, platform, receivedAt, state, reason, detail, dueAt, inquiryId, only }: Parcel) => ({
  ...{ id, source, platform, receivedAt, state, reason, detail },
  nextTryAt: state === "waiting" ? dueAt : undefined,
  inquiryId,
  signals: only,
});

async function list({ limit, cursor, ...wanted }: z.infer<typeof ListQuery>) {
  const items: Parcel[] = [];
  for await (const { parcel, place } of walk(wanted, cursor)) {
    items.push(parcel);
    if (items.length === limit) return { items: items.map(parcelView), cursor: cursorOf(place) };
  }
  return { items: items.map(parcelView) };
}

/** Opens one parcel again, also one that cannot be verified: whoever asks for it vouches for it. @throws Refusal `not-found`, `conflict` */
async function replay(id: string) {
  const parcel = await parcelNamed(id);
  if (parcel.state === "unpacked") throw new Refusal("conflict", "It has been unpacked already.");
  const opened = await unpack(parcel.id, ["quarantined", "waiting"]);
  if (opened) return opened;
  throw new Refusal("conflict", "It is being opened just now; look again in a moment.");
}

/** What doors could not make inquiries of: seen, opened again one by one or all that fit. */
export const quarantineRoutes: Route[] = [
  {
    method: "GET",
    path: "/api/quarantine",
    answer: async (request) => json(200, await list(asked(request, ListQuery))),
  },
  {
    method: "POST",
    path: "/api/quarantine/replay",
    answer: async (request) => json(202, await openAgain(readJson(request, Again), now())),
  },
  {
    method: "GET",
    path: "/api/quarantine/{id}",
    answer: async (_, id) => {
      const parcel = await parcelNamed(id);
      return json(200, { ...parcelView(parcel), request: parcel.request, ...(await showPayload(parcel.payload)) });
    },
  },
  {
    method: "POST",
    path: "/api/quarantine/{id}/replay",
    answer: async (_, id) => json(200, parcelView(await replay(id))),
  },
];
