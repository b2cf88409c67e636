/** A record without what is missing. */
export const withoutMissing = (record: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(record).flatMap(([name, value]) => (value ? [[name, value]] : [])));

/** What is told beside the words, without what was not told. */
export const withoutUndefined = (told: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
