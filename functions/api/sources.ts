import * as z from "zod";
import { replayDeliveries } from "../intake/webhook/replay.ts";
import type { Content } from "../platform/aws/versioned.ts";
import { noInput, type Route, route } from "../platform/http/api.ts";
import type { Principal } from "../platform/http/auth.ts";
import { cursorOf, placeOf } from "../platform/http/cursor.ts";
import { type HttpResponse, json } from "../platform/http/http.ts";
import { pageOf, paging } from "../platform/http/paging.ts";
import { applyPatch, patchOf } from "../platform/http/patched.ts";
import { type Seen, withVersion } from "../platform/http/precondition.ts";
import { keepUnknown } from "../platform/keep-unknown.ts";
import { type Instant, now } from "../platform/time.ts";
import { sourceNamed, sources } from "../source/registry.ts";
import { withoutSecrets, withSecrets } from "../source/secrets.ts";
import { NewSource } from "../source/settings.ts";
import { Source, type SourceId } from "../source/source.ts";
import { settleAlert } from "../source/source-status.ts";
import { checkSource } from "./source-check.ts";
import { SourceView, sourceViews } from "./source-view.ts";

const { secrets: _, id: __, ...changeable } = NewSource.shape;
const Changeable = z.strictObject(changeable);

/** Secrets as a PATCH sets them: a new value, or `null` for none. */
const SecretPatch = z.record(z.string(), NewSource.shape.secrets.unwrap().valueType.nullable());
const Patch = z.strictObject({ ...patchOf(changeable).shape, secrets: SecretPatch.nullable().optional() });
type Patch = z.output<typeof Patch>;

const WholeSource = keepUnknown(Source);

async function shown(
  source: Source,
  at: Instant,
  status = 200,
  newSecrets: NewSource["secrets"] = {},
): Promise<HttpResponse> {
  const [view] = await sourceViews([source], at, newSecrets);
  return withVersion(json(status, view), source.version);
}

function secretsIn({ secrets }: Patch, before: Source): { given: NewSource["secrets"]; gone: string[] } {
  if (secrets === null) return { given: {}, gone: Object.keys(before.secrets) };
  const named = Object.entries(secrets ?? {});
  const given = named.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
  return { given: Object.fromEntries(given), gone: named.flatMap(([name, value]) => (value === null ? [name] : [])) };
}

/** A source that asks nothing shows no text: the one from before goes, unless the patch itself says it. */
function withoutOldText({ consent }: Source, patch: unknown): object {
  const next = Object(Object(patch).consent);
  if (next.by !== "none" || "text" in next || consent.by === "none") return consent;
  const { text: _, ...rest } = consent;
  return rest;
}

/** What a patch makes of a source, as it is at that moment. @throws AppError `invalid` naming each wrong field */
async function change(before: Source, patch: Patch, at: Instant): Promise<Content> {
  const changed = applyPatch({ ...before, consent: withoutOldText(before, patch) }, patch, Changeable);
  const { given, gone } = secretsIn(patch, before);
  const kept = withoutSecrets(WholeSource.parse({ ...before, ...changed }), gone);
  checkSource(kept, { ...Object.fromEntries(Object.keys(kept.secrets).map((name) => [name, ""])), ...given });
  return { ...changed, secrets: (await withSecrets(kept, given, at)).secrets };
}

/** What waits for its platform is tried again; what was refused or not told, too, if there is a new secret. */
async function openWaiting(source: SourceId, hasNewSecrets: boolean, by: Principal, at: Instant): Promise<void> {
  if (hasNewSecrets) await settleAlert(source, "denied", at);
  await replayDeliveries({ source, state: "waiting" }, by, at);
  if (hasNewSecrets) await replayDeliveries({ source, state: "quarantined", reason: "gone" }, by, at);
}

async function create({ secrets, ...settings }: NewSource, by: Principal): Promise<HttpResponse> {
  const at = now();
  checkSource(settings, secrets);
  const source = await withSecrets({ ...settings, secrets: {}, version: 0 }, secrets, at);
  return shown(await sources.create(source, by), at, 201, secrets);
}

async function patch(id: string, body: Patch, asked: { by: Principal; seen: Seen }): Promise<HttpResponse> {
  const at = now();
  await sourceNamed(id);
  const source = await sources.update(id, asked, (before) => change(before, body, at));
  const { given } = secretsIn(body, source);
  await openWaiting(source.id, Object.keys(given).length > 0, asked.by, at);
  return shown(source, at, 200, given);
}

/** Closes or opens a source's door: it answers all the same, and what comes is quarantined while it is closed. */
const door = (name: "pause" | "resume", title: string): Route =>
  route({
    ...noInput,
    ...{ method: "POST", path: `/api/sources/{id}/${name}`, title, response: SourceView, versioned: true },
    answer: async ({ id, by, seen }) => {
      await sourceNamed(id);
      const paused = name === "pause" ? true : undefined;
      return shown(await sources.update(id, { by, seen }, () => ({ paused })), now());
    },
  });

/** Where inquiries come from. */
export const sourceRoutes: Route[] = [
  route({
    ...noInput,
    ...{ method: "GET", path: "/api/sources", title: "Sources by id", response: pageOf(SourceView) },
    query: z.strictObject(paging),
    answer: async ({ query }) => {
      const { items, cursor } = await sources.page(query, placeOf("sources", query.cursor));
      return json(200, { items: await sourceViews(items, now()), cursor: cursor && cursorOf("sources", cursor) });
    },
  }),
  route({
    ...noInput,
    ...{ method: "POST", path: "/api/sources", title: "Make a source", response: SourceView, success: 201 },
    body: NewSource,
    answer: ({ body, by }) => create(body, by),
  }),
  route({
    ...noInput,
    ...{ method: "GET", path: "/api/sources/{id}", title: "A source", response: SourceView, versioned: true },
    answer: async ({ id }) => shown(await sourceNamed(id), now()),
  }),
  route({
    ...noInput,
    ...{ method: "PATCH", path: "/api/sources/{id}", title: "Change a source", response: SourceView, versioned: true },
    body: Patch,
    answer: ({ id, body, by, seen }) => patch(id, body, { by, seen }),
  }),
  route({
    ...noInput,
    ...{ method: "DELETE", path: "/api/sources/{id}", title: "Delete a source", response: undefined, versioned: true },
    answer: async ({ id, by, seen }) => {
      await sourceNamed(id);
      await sources.update(id, { by, seen }, () => ({ deletedAt: now(), paused: true }));
      return { statusCode: 204, headers: { "cache-control": "no-store" } };
    },
  }),
  door("pause", "Close a source's door: what comes is quarantined"),
  door("resume", "Open a source's door again"),
];
