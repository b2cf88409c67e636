import middy from "@middy/core";
import { saySource } from "../language/texts.ts";
import { withLogContext } from "../platform/observability/log.ts";
import { logContext, logOutcome } from "../platform/observability/middleware.ts";
import { earliest, hour, type Instant, now, plus } from "../platform/time.ts";
import { isRise, silentAt } from "./baseline.ts";
import { readSources } from "./registry.ts";
import type { Source } from "./source.ts";
import { raiseAlert, type SourceAlert, type SourceStatus, settleAlert, sourceStatusOf } from "./source-status.ts";
import { renewal } from "./token-life.ts";

type Words = Pick<SourceAlert, "why" | "mend">;

const silence = (lastAt: Instant | undefined): Words => ({
  why: saySource("silent.why", { lastAt: String(lastAt) }),
  mend: saySource("silent.mend"),
});

const rise = ({ id }: Source): Words => ({
  why: saySource("rejections.why"),
  mend: saySource("rejections.mend", { id, order: JSON.stringify({ source: id }) }),
});

const ending = ({ ends, mend }: { ends: Instant; mend: string }): Words => ({
  why: saySource("expiring.why", { ends }),
  mend,
});

async function hold(
  { id }: Source,
  known: SourceStatus["troubles"],
  kind: SourceAlert["kind"],
  words: Words | undefined,
  at: Instant,
): Promise<void> {
  const isKnown = known.some((alert) => alert.kind === kind);
  if (words && !isKnown) await raiseAlert(id, { kind, since: at, ...words });
  if (!words && isKnown) await settleAlert(id, kind, at);
}

/** A source that has gone silent is so until it is heard again: in time its rhythm is forgotten, and that is no sign of life. */
function staysSilent(alerts: SourceStatus["troubles"], lastAt: Instant | undefined): boolean {
  const silent = alerts.find(({ kind }) => kind === "silent");
  return silent !== undefined && (lastAt === undefined || lastAt <= silent.since);
}

/** Holds one source against its own rhythm; answers when that may turn out otherwise though nothing happens. */
async function watch(source: Source, at: Instant): Promise<Instant | undefined> {
  const { days, lastAt, troubles: alerts } = await sourceStatusOf(source.id, at);
  const quiet = lastAt && !source.paused ? silentAt(days, lastAt) : undefined;
  const isSilent = !source.paused && (staysSilent(alerts, lastAt) || (quiet !== undefined && quiet <= at));
  const rises = isRise(days, at);
  await hold(source, alerts, "silent", isSilent ? silence(lastAt) : undefined, at);
  await hold(source, alerts, "rejections", rises ? rise(source) : undefined, at);
  const renew = renewal(source);
  const isEnding = renew !== undefined && renew.at <= at;
  await hold(source, alerts, "expiring", isEnding ? ending(renew) : undefined, at);
  if (rises) return plus(at, hour);
  return earliest([isSilent ? undefined : quiet, isEnding ? undefined : renew?.at]);
}

interface Watched {
  sources: number;
  /** When the next look may find anything. */
  idleUntil: Instant | null;
}

/** Once an hour: holds each source against its own rhythm. Answers when there will be something to say at the earliest. */
export const handler = middy<unknown, Watched>()
  .use(logContext("source watch"))
  .use(logOutcome(({ sources }: Watched) => ({ sources })))
  .handler(async () => {
    const at = now();
    const sources = await readSources();
    const next = await Promise.all(sources.map((one) => withLogContext({ source: one.id }, () => watch(one, at))));
    return { sources: sources.length, idleUntil: earliest(next) ?? null };
  });
