import { refuseField } from "../../platform/error.ts";
import { type Instant, minute, plus } from "../../platform/time.ts";
import { Source, SourceId } from "../../source/source.ts";
import { Owner, type OwnerId } from "../model/owner.ts";
import { ownerKey, sourceKey } from "./keys.ts";
import { registry } from "./registry.ts";

/** Where inquiries come from. A door hears of a change within a minute. */
export const sources = registry<Source>("source", sourceKey, Source);

/** Who answers inquiries. */
export const owners = registry<Owner>("owner", ownerKey, Owner);

const known = new Map<SourceId, { source: Source; until: Instant }>();

/**
 * A source's configuration as its door needs it, at most a minute old: also of one that is deleted, whose door keeps
 * answering. `undefined` when there never was one of that id.
 */
export async function readSource(id: SourceId, now: Instant): Promise<Source | undefined> {
  const cached = known.get(id);
  if (cached && cached.until > now) return cached.source;
  const source = await sources.stored(id);
  if (!source) return undefined;
  known.set(id, { source, until: plus(now, minute) });
  return source;
}

export const readSources = sources.all;
export const readOwners = owners.all;

/** @throws AppError `invalid` naming the field, when there is no such owner */
export async function ownerNamed(id: OwnerId, field = "owner"): Promise<Owner> {
  const owner = (await readOwners()).find((one) => one.id === id);
  return owner ?? refuseField(field, `There is no owner ${id}.`);
}

/** @throws AppError `not-found` */
export async function sourceNamed(text: string): Promise<Source> {
  const id = SourceId.safeParse(text);
  const source = id.success ? await sources.find(id.data) : undefined;
  if (source) return source;
  throw sources.missing(text);
}
