import { DateTime, Duration } from "luxon";
import * as z from "zod";
import { ClockRefusal, type VirtualClock } from "./clock/clock.ts";
import { pageOrJson } from "./http/local-page.ts";
import { jsonReply, type LocalReply, type LocalRequest, type LocalRoute, problemReply } from "./http/local-route.ts";
import { type Markup, markup } from "./http/markup.ts";
import { startProgress } from "./terminal/progress.ts";
import { reasonOf } from "./terminal/reason.ts";

const isoDuration = z.string().transform((text, context) => {
  const duration = Duration.fromISO(text);
  if (duration.isValid && !text.startsWith("-")) return duration;
  context.addIssue({ code: "custom", message: `"${text}" is no ISO 8601 duration, such as P3DT5M` });
  return z.NEVER;
});

const isoInstant = z.string().transform((text, context) => {
  const instant = DateTime.fromISO(text, { zone: "utc" });
  if (instant.isValid) return instant;
  context.addIssue({ code: "custom", message: `"${text}" is no ISO 8601 instant, such as 2026-11-23T09:00:00Z` });
  return z.NEVER;
});

const Move = z.union([z.strictObject({ advance: isoDuration }), z.strictObject({ to: isoInstant })], {
  error: 'Send {"advance":"P3DT5M"} or {"to":"2026-11-23T09:00:00Z"}',
});

/** `GET /health`: whether all is started and the database answers (`askDatabase` rejects when it does not). */
export const healthRoute = (isReady: () => boolean, askDatabase: () => Promise<unknown>): LocalRoute => ({
  method: "GET",
  path: "/health",
  answer: async () => {
    if (!isReady()) return jsonReply(503, { status: "starting" });
    try {
      await askDatabase();
      return jsonReply(200, { status: "ok" });
    } catch (error) {
      return jsonReply(503, { status: "the database does not answer", detail: reasonOf(error) });
    }
  },
});

/** `GET` and `POST /local/clock`: shows the virtual clock, and moves it when it is a manual one. */
export function clockRoutes(clock: VirtualClock): LocalRoute[] {
  return [
    { method: "GET", path: "/local/clock", answer: async (request) => show(clock, request) },
    { method: "POST", path: "/local/clock", answer: ({ body }) => move(clock, body) },
  ];
}

interface ClockShown {
  now: string;
  mode: VirtualClock["mode"];
  idle: boolean;
  nextAt: string | null;
}

const clockBody = ({ now, mode, idle, nextAt }: ClockShown): Markup => markup`<dl>
<div><dt>Now</dt><dd><time datetime="${now}">${legible(now)}</time></dd></div>
<div><dt>Mode</dt><dd>${mode === "real" ? "real: it goes on by itself" : "manual: it stands still until it is told to move"}</dd></div>
<div><dt>At work</dt><dd>${idle ? "no, everything that was begun is done" : "yes"}</dd></div>
<div><dt>Next timer</dt><dd>${nextAt === null ? "none" : markup`<time datetime="${nextAt}">${legible(nextAt)}</time>`}</dd></div>
</dl>
${mode === "manual" ? markup`<p>Post <code>{"advance":"P3D"}</code> or <code>{"to":"2026-12-01T09:00Z"}</code> to this address, and it moves.</p>` : markup``}`;

/** `2026-11-23T09:00:00.000Z` as people read it. */
const legible = (instant: string): string => `${instant.slice(0, 10)} ${instant.slice(11, 19)} UTC`;

function show(clock: VirtualClock, request: LocalRequest): LocalReply {
  const { mode, idle, nextAt } = clock;
  // Whoever asks until the clock is idle makes it find out.
  if (mode === "manual" && !idle) clock.lookAgain();
  const shown = { now: iso(clock.now()), mode, idle, nextAt: nextAt === undefined ? null : iso(nextAt) };
  return pageOrJson<ClockShown>(request, shown, { title: "The clock", body: clockBody });
}

async function move(clock: VirtualClock, body: string): Promise<LocalReply> {
  if (clock.mode === "real") return problemReply(409, realClock);
  const parsed = Move.safeParse(parseJson(body));
  if (!parsed.success) return problemReply(400, messageOf(parsed.error));
  const how = () => `it shows ${iso(clock.now())}`;
  const progress = startProgress(`The clock is moved: ${body.trim().slice(0, 60)}`, { how, quietMs: 3000 });
  try {
    await clock.moveTo(targetOf(parsed.data));
  } catch (error) {
    if (error instanceof ClockRefusal) return refusals[error.why](error);
    throw error;
  } finally {
    progress.stop();
  }
  return jsonReply(200, { now: iso(clock.now()) });
}

const realClock = "A real clock moves by itself. Start with --clock manual.";

const refusals: Record<ClockRefusal["why"], (refusal: ClockRefusal) => LocalReply> = {
  real: () => problemReply(409, realClock),
  past: ({ message }) => problemReply(400, message),
  stopped: ({ message }) => problemReply(503, message),
};

function targetOf(move: z.infer<typeof Move>): number | ((now: number) => number) {
  if ("to" in move) return move.to.toMillis();
  return (now) => DateTime.fromMillis(now, { zone: "utc" }).plus(move.advance).toMillis();
}

function messageOf(error: z.ZodError): string {
  const [issue] = error.issues;
  const inner = issue?.code === "invalid_union" ? issue.errors.flat().find((it) => it.code === "custom") : undefined;
  return inner?.message ?? issue?.message ?? "The body is wrong";
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
