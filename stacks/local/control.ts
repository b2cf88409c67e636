import { DateTime, Duration } from "luxon";
import * as z from "zod";
import type { VirtualClock } from "./clock/clock.ts";
import { json, type LocalReply, type LocalRoute } from "./http/local-route.ts";

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

/** `GET /health`: whether all has been started. */
export const healthRoute = (isReady: () => boolean): LocalRoute => ({
  method: "GET",
  path: "/health",
  answer: async () => (isReady() ? json(200, { status: "ok" }) : json(503, { status: "starting" })),
});

/** `GET` and `POST /local/clock`: shows the virtual clock, and moves it when it is a manual one. */
export function clockRoutes(clock: VirtualClock): LocalRoute[] {
  return [
    { method: "GET", path: "/local/clock", answer: async () => show(clock) },
    { method: "POST", path: "/local/clock", answer: ({ body }) => move(clock, body) },
  ];
}

function show(clock: VirtualClock): LocalReply {
  const { mode, idle, nextAt } = clock;
  // Whoever asks until the clock is idle makes it find out.
  if (mode === "manual" && !idle) void clock.quiet();
  return json(200, { now: iso(clock.now()), mode, idle, nextAt: nextAt === undefined ? null : iso(nextAt) });
}

async function move(clock: VirtualClock, body: string): Promise<LocalReply> {
  if (clock.mode === "real") return problem(409, "A real clock moves by itself. Start with --clock manual.");
  const parsed = Move.safeParse(parseJson(body));
  if (!parsed.success) return problem(400, messageOf(parsed.error));
  const target = targetOf(parsed.data, clock.now());
  if (target < clock.now()) return problem(400, `The clock never runs backwards; it shows ${iso(clock.now())}`);
  await clock.moveTo(target);
  return json(200, { now: iso(clock.now()) });
}

function targetOf(move: z.infer<typeof Move>, now: number): number {
  if ("to" in move) return move.to.toMillis();
  return DateTime.fromMillis(now, { zone: "utc" }).plus(move.advance).toMillis();
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

function problem(status: number, detail: string): LocalReply {
  return { ...json(status, { status, detail }), headers: { "content-type": "application/problem+json" } };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
