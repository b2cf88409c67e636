import * as z from "zod";
import { sayError } from "../language/texts.ts";
import { type Owner, OwnerId } from "../lead/model/owner.ts";
import { ownerNamed, owners, readOwners } from "../lead/store/owners.ts";
import { AppError, refuseField } from "../platform/error.ts";
import { noInput, type Route, route } from "../platform/http/api.ts";
import type { Principal } from "../platform/http/auth.ts";
import { cursorOf, placeOf } from "../platform/http/cursor.ts";
import { type HttpResponse, json } from "../platform/http/http.ts";
import { pageOf, paging } from "../platform/http/paging.ts";
import { applyPatch, patchOf } from "../platform/http/patched.ts";
import { type Seen, withVersion } from "../platform/http/precondition.ts";
import { now } from "../platform/time.ts";
import { handOverLeads, mustHaveHeirs } from "./handover.ts";
import { NewOwner, OwnerView } from "./owner-input.ts";

const { id: _, ...changeable } = NewOwner.shape;
const Changeable = z.strictObject(changeable);

const ownerView = (owner: Owner) => OwnerView.parse(owner);

const shown = (owner: Owner, status = 200): HttpResponse => withVersion(json(status, ownerView(owner)), owner.version);

/** @throws AppError `not-found` */
async function ownerAt(text: string): Promise<Owner> {
  const id = OwnerId.safeParse(text);
  const owner = id.success ? await owners.find(id.data) : undefined;
  if (owner) return owner;
  throw owners.missing(text);
}

/** @throws AppError `conflict` for one who takes leads again: there may be new ones */
function gone({ available }: Owner) {
  if (available === false) return { deletedAt: now() };
  throw new AppError("conflict", sayError("owner.isBack"));
}

interface Dismissal {
  handTo: OwnerId | undefined;
  by: Principal;
  seen: Seen;
}

/** Lets an owner go; may be repeated. @throws AppError `not-found`, `stale`, `invalid`, `conflict`, `unavailable` */
async function dismiss(text: string, { handTo, by, seen }: Dismissal): Promise<void> {
  const { id } = await ownerAt(text);
  if (handTo === id) refuseField("handTo", sayError("owner.leaves"));
  const heir = handTo && (await ownerNamed(handTo, "handTo"));
  const others = (await readOwners()).filter((owner) => owner.id !== id);
  const leaving = { leaver: await ownerAt(text), heir, others, by, now: now() };
  await mustHaveHeirs(leaving);
  await owners.update(id, { by, seen }, () => ({ available: false }));
  await handOverLeads(leaving);
  await owners.update(id, { by }, gone);
}

/** Who answers inquiries. */
export const ownerRoutes: Route[] = [
  route({
    ...noInput,
    ...{ method: "GET", path: "/api/owners", title: "Owners by id", response: pageOf(OwnerView) },
    query: z.strictObject(paging),
    answer: async ({ query }) => {
      const { items, cursor } = await owners.page(query, placeOf("owners", query.cursor));
      return json(200, { items: items.map(ownerView), cursor: cursor && cursorOf("owners", cursor) });
    },
  }),
  route({
    ...noInput,
    ...{ method: "POST", path: "/api/owners", title: "Set up an owner", response: OwnerView, success: 201 },
    body: NewOwner,
    answer: async ({ body, by }) => shown(await owners.create(body, by), 201),
  }),
  route({
    ...noInput,
    ...{ method: "GET", path: "/api/owners/{id}", title: "An owner", response: OwnerView, versioned: true },
    answer: async ({ id }) => shown(await ownerAt(id)),
  }),
  route({
    ...noInput,
    ...{ method: "PATCH", path: "/api/owners/{id}", title: "Change an owner", response: OwnerView, versioned: true },
    body: patchOf(changeable),
    answer: async ({ id, body, by, seen }) => {
      await ownerAt(id);
      return shown(await owners.update(id, { by, seen }, (before) => applyPatch(before, body, Changeable)));
    },
  }),
  route({
    ...noInput,
    ...{ method: "DELETE", path: "/api/owners/{id}", title: "Let an owner go and hand over their leads" },
    ...{ response: undefined, versioned: true },
    body: z.strictObject({ handTo: OwnerId.optional() }),
    answer: async ({ id, body, by, seen }) => {
      await dismiss(id, { handTo: body.handTo, by, seen });
      return { statusCode: 204, headers: { "cache-control": "no-store" } };
    },
  }),
];
