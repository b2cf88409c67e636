import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import * as z from "zod";
import type { Pattern } from "./source.ts";

/** How long one pattern may be looked at. */
const patience = 10 * 60_000;

const Attack = z.object({
  pattern: z.string(),
  pumps: z.array(z.object({ prefix: z.string(), pump: z.string() })),
  suffix: z.string(),
});
type Attack = z.infer<typeof Attack>;

const Checked = z.object({
  status: z.enum(["safe", "vulnerable", "unknown"]),
  checker: z.enum(["automaton", "fuzz", "auto"]).optional(),
  complexity: z.object({ summary: z.string() }).optional(),
  attack: Attack.optional(),
  error: z.object({ kind: z.string() }).optional(),
});

/** `linear`, or in words what is wrong. */
export type Verdict = string;

/** An attack of about so many characters. */
function attackOf({ pumps, suffix }: Attack, length: number): string {
  const each = length / pumps.length;
  return pumps.map(({ prefix, pump }) => prefix + pump.repeat(each / pump.length)).join("") + suffix;
}

/** Milliseconds of this process's CPU that a pattern takes on a text; the least of some times. */
function cost({ source, flags }: Pick<Pattern, "source" | "flags">, text: string): number {
  const times = Array.from({ length: 3 }, () => {
    const began = process.cpuUsage();
    text.replace(new RegExp(source, flags), "");
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

/** What the checker only guesses, as it must of patterns that look behind, is tried: the engine may know better. */
function stands(pattern: Pick<Pattern, "source" | "flags">, attack: Attack): boolean {
  const [short, long] = [cost(pattern, attackOf(attack, 50_000)), cost(pattern, attackOf(attack, 400_000))];
  // Eight times the length: linear is 8, quadratic 64.
  return long > 20 && long > 24 * short;
}

/** The pure JavaScript of recheck: without Java, without a binary. Loaded when first needed: it takes a quarter of a second. */
function check({ source, flags }: Pick<Pattern, "source" | "flags">): Verdict {
  const { checkSync } = createRequire(import.meta.url)("recheck/lib/browser.js");
  // It does not know the newer flags; they do not change how long a pattern takes.
  const known = flags.replace("d", "").replace("v", "u");
  const found = Checked.parse(checkSync(source, known, { timeout: patience }));
  const { status, checker, complexity, attack, error } = found;
  const isGuess = checker === "fuzz" && attack && !complexity?.summary.includes("exponential");
  if (status === "safe" || (isGuess && !stands({ source, flags }, attack))) return "linear";
  return `${complexity?.summary ?? error?.kind ?? status}${attack ? `, as on ${attack.pattern.slice(0, 100)}` : ""}`;
}

const recordFile = join(import.meta.dirname, "linear.json");

const verdicts = new Map<string, Verdict>();

/** Whether a pattern takes linear time, and else what it takes. */
export function recheck({ source, flags }: Pick<Pattern, "source" | "flags">): Verdict {
  const key = keyOf({ source, flags });
  const verdict = verdicts.get(key) ?? check({ source, flags });
  verdicts.set(key, verdict);
  return verdict;
}

/** By what a pattern is known, with the version that has found it linear. */
export const keyOf = ({ source, flags }: Pick<Pattern, "source" | "flags">): string =>
  createHash("sha256").update(`recheck 4.5.0\n${flags}\n${source}`).digest("base64url").slice(0, 20);

/** Patterns that were found linear before: looking at all of them takes minutes. */
export const recorded = (): ReadonlySet<string> =>
  new Set(z.array(z.string()).parse(JSON.parse(readFileSync(recordFile, "utf8"))));

/** Records those of some patterns that were found linear. */
export function record(patterns: readonly Pattern[]): void {
  const linear = patterns.filter((one) => verdicts.get(keyOf(one)) === "linear").map(keyOf);
  writeFileSync(recordFile, `${JSON.stringify([...new Set(linear)].toSorted(), null, 2)}\n`);
}
