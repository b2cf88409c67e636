import { limits } from "./limits.ts";

/** A pattern that looks at short texts only. */
export interface CappedPattern {
  /** Whether a text matches; a longer one than was agreed never does. */
  test(text: string): boolean;
  /** The match in a text; none in one that is longer. */
  exec(text: string): RegExpExecArray | null;
}

/**
 * The one way to use a pattern that is not known to take linear time: it is never tried on more than so many characters.
 * `test/linear-patterns.test.ts` lets no other such pattern be.
 *
 * @param longest at most `limits.line`
 */
export function cappedPattern(pattern: RegExp, longest: number = limits.line): CappedPattern {
  const isShort = (text: string): boolean => text.length <= Math.min(longest, limits.line);
  return {
    test: (text) => isShort(text) && pattern.test(text),
    exec: (text) => (isShort(text) ? pattern.exec(text) : null),
  };
}
