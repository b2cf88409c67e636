import { sourceKey } from "../lead/store/keys.ts";
import { registry } from "../lead/store/registry.ts";
import { storedItem } from "../platform/aws/stored-item.ts";
import { type Instant, minute, plus } from "../platform/time.ts";
import { Source, SourceId } from "./source.ts";
import { upcastSource } from "./upcast.ts";

export const sourceItems = storedItem<Source>({ kind: "source", shape: Source, upcasters: [upcastSource] });

/** Where inquiries come from. A webhook hears of a change within a minute. */
export const sources = registry<Source>("source", sourceKey, sourceItems);

const known = new Map<SourceId, { source: Source; until: Instant }>();

/** A source as its webhook needs it, at most a minute old, deleted or not; `undefined` when there never was one. */
export async function readSource(id: SourceId, now: Instant): Promise<Source | undefined> {
  const cached = known.get(id);
  if (cached && cached.until > now) return cached.source;
  const source = await sources.stored(id);
  if (!source) return undefined;
  known.set(id, { source, until: plus(now, minute) });
  return source;
}

export const readSources = sources.all;

/** @throws AppError `not-found` */
export async function sourceNamed(text: string): Promise<Source> {
  const id = SourceId.safeParse(text);
  const source = id.success ? await sources.find(id.data) : undefined;
  if (source) return source;
  throw sources.missing(text);
}
