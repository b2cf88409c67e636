import { type Instant, minute, plus } from "../platform/clock.ts";
import { Refusal } from "../platform/error.ts";
import { get, query } from "../platform/table.ts";
import { absent, put } from "../platform/write.ts";
import { ownerKey, sourceKey } from "./keys.ts";
import { Owner, type OwnerId } from "./owner.ts";
import { Source, type SourceId } from "./source.ts";

const known = new Map<SourceId, { source: Source; until: Instant }>();

/** A source's configuration, at most a minute old; `undefined` when there is none of that id. */
export async function readSource(id: SourceId, now: Instant): Promise<Source | undefined> {
  const cached = known.get(id);
  if (cached && cached.until > now) return cached.source;
  const source = await findSource(id);
  if (!source) return undefined;
  known.set(id, { source, until: plus(now, minute) });
  return source;
}

export const readSources = async (): Promise<Source[]> =>
  (await query({ pk: sourceKey("").pk, limit: 1000 })).map((item) => Source.parse(item));

export const readOwners = async (): Promise<Owner[]> =>
  (await query({ pk: ownerKey("").pk, limit: 1000 })).map((item) => Owner.parse(item));

/** @throws Refusal `invalid` when there is no such owner */
export async function ownerNamed(id: OwnerId): Promise<Owner> {
  const owner = (await readOwners()).find((one) => one.id === id);
  if (owner) return owner;
  const message = `There is no owner ${id}.`;
  throw new Refusal("invalid", message, { errors: [{ field: "owner", message }] });
}

/** A source as it is now; `undefined` when there is none of that id. */
export async function findSource(id: SourceId): Promise<Source | undefined> {
  const item = await get(sourceKey(id));
  return item && Source.parse(item);
}

/** Creates a source or replaces the one of the same id; doors know within a minute. */
export async function saveSource(source: Source): Promise<Source> {
  await put({ ...sourceKey(source.id), kind: "source", ...source });
  return source;
}

/** Creates a source unless there is one of the same id; answers the one there is. */
export async function ensureSource(source: Source): Promise<Source> {
  const known = await findSource(source.id);
  if (known) return known;
  const isNew = await put({ ...sourceKey(source.id), kind: "source", ...source }, absent);
  return isNew ? source : ((await findSource(source.id)) ?? source);
}

/** Creates an owner or replaces the one of the same id. */
export async function saveOwner(owner: Owner): Promise<Owner> {
  await put({ ...ownerKey(owner.id), kind: "owner", ...owner });
  return owner;
}
