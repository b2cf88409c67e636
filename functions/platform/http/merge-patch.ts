type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What a patch makes of a value (RFC 7396): objects are merged by key, `null` removes, everything else takes its place. */
export function mergePatch(before: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const kept = Object.entries(isObject(before) ? before : {}).filter(([name]) => !Object.hasOwn(patch, name));
  const changed = Object.entries(patch).flatMap(([name, value]): [string, unknown][] =>
    value === null ? [] : [[name, mergePatch(isObject(before) ? before[name] : undefined, value)]],
  );
  return Object.fromEntries([...kept, ...changed]);
}
