import { saySource } from "../language/texts.ts";
import { day, type Instant, plus } from "../platform/time.ts";
import type { Source } from "./source.ts";

/** Tokens that their platform lets run out, and how another is had (contracts/linkedin.md 1). */
const lives: Readonly<Record<string, { secret: string; lasts: number; mend: string }>> = {
  linkedin: {
    secret: "accessToken",
    lasts: 60 * day,
    mend: saySource("linkedin.renew"),
  },
};

/** Time to renew a token before it runs out. */
const warnedBefore = 7 * day;

/** When a source's token should be renewed, and how; `undefined` for one that does not run out. */
export function renewal({ platform, secrets }: Source): { at: Instant; ends: Instant; mend: string } | undefined {
  const life = Object.hasOwn(lives, platform) ? lives[platform] : undefined;
  const since = life && secrets[life.secret]?.[0]?.since;
  if (!life || !since) return undefined;
  const ends = plus(since, life.lasts);
  return { at: plus(ends, -warnedBefore), ends, mend: life.mend };
}
