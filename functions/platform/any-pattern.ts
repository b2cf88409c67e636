/**
 * Several patterns as one. Each stands for itself: what each takes is known, of a union of them all nobody could tell.
 *
 * @param flags of each, without `g` and `y`
 */
export function anyPattern(sources: readonly string[], flags: string): { test(text: string): boolean } {
  const patterns = sources.map((source) => new RegExp(source, flags));
  return { test: (text) => patterns.some((pattern) => pattern.test(text)) };
}
