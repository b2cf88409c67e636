import { afterAll, describe, expect, it } from "vitest";
import { constructedBy } from "./patterns/constructed.ts";
import { modules, type Pattern, patternsIn, sourceOf } from "./patterns/source.ts";
import { keyOf, recheck, record, recorded } from "./patterns/verdict.ts";

/** Those who ask others to put a pattern together: an id's is made where the id is named. */
const asking = [
  "functions/lead/model/lead.ts",
  "functions/language/quotation-words.ts",
  "functions/language/return-words.ts",
];

/** With `RECORD_PATTERNS=1` all are looked at anew, for minutes, and those that are linear are recorded. */
const isRecording = process.env.RECORD_PATTERNS === "1";
const known = isRecording ? new Set<string>() : recorded();
const looked: Pattern[] = [];
if (isRecording) afterAll(() => record(looked));

/** Patterns that are not linear, and may be tried on a text of any length. */
function offences(patterns: readonly Pattern[]): string[] {
  looked.push(...patterns);
  return patterns
    .filter((pattern) => !pattern.capped && !known.has(keyOf(pattern)))
    .map((pattern) => ({ ...pattern, verdict: recheck(pattern) }))
    .filter(({ verdict }) => verdict !== "linear")
    .map(({ place, source, flags, verdict }) => `${place} /${source.slice(0, 200)}/${flags} is ${verdict}`);
}

const read = modules().map((file) => patternsIn(file, sourceOf(file)));

describe("every pattern takes linear time, or is tried on short texts only", () => {
  it("those that are written out", () => {
    const literals = read.flatMap(({ literals }) => literals);
    expect(literals.length).toBeGreaterThan(200);
    expect(offences(literals)).toEqual([]);
  });

  it("those that are put together", async () => {
    const { patterns, unseen } = await constructedBy(
      read.flatMap(({ constructions }) => constructions),
      asking,
    );
    expect(unseen).toEqual([]);
    expect(offences(patterns)).toEqual([]);
  });

  it("a pattern of quadratic time is found, unless it is capped", () => {
    const source =
      "const bad = /\\s+$/; const good = cappedPattern(/\\s+$/u, 100); const loose = cappedPattern(() => /,?\\s+$/g);";
    const { literals } = patternsIn("functions/some.ts", source);
    expect(offences(literals)).toEqual([
      expect.stringContaining("functions/some.ts:1 /\\s+$/ is 2nd degree polynomial"),
      expect.stringContaining("functions/some.ts:1 /,?\\s+$/g is 2nd degree polynomial"),
    ]);
  });
});
