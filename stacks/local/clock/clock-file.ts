import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import * as z from "zod";
import { VirtualClock } from "./clock.ts";

export interface ClockFileOptions {
  mode: "real" | "manual";
  /** Start instant (ms) of a manual clock that was not kept. */
  start: number;
  /** Where the clock is kept between runs; nowhere without it. */
  file?: string;
  failed(error: unknown): void;
}

const Kept = z.object({ now: z.number() });

/** How often a real clock is kept. What is written lies as far ahead, so that a crash never makes it run backwards. */
const keepEveryMs = 1000;

/** A clock that goes on where the last run left it: a manual one exactly there, a real one there or at the wall clock if that is later. */
export function openClock({ mode, start, file, failed }: ClockFileOptions) {
  const kept = file ? readKeptClock(file) : undefined;
  const from = mode === "manual" ? (kept ?? start) : Math.max(kept ?? 0, Date.now());
  const clock = new VirtualClock({ mode, from, failed });
  if (!file) return { clock, stop: () => clock.stop() };
  mkdirSync(dirname(file), { recursive: true });
  const save = (aheadMs: number) => write(file, clock.now() + aheadMs);
  const saveAhead = () => save(clock.mode === "real" ? keepEveryMs : 0);
  clock.onMove(saveAhead);
  const beat = setInterval(() => clock.mode === "real" && saveAhead(), keepEveryMs).unref();
  saveAhead();
  return {
    clock,
    stop: () => {
      clearInterval(beat);
      clock.stop();
      save(0);
    },
  };
}

function write(file: string, now: number): void {
  writeFileSync(`${file}.new`, JSON.stringify({ now }));
  renameSync(`${file}.new`, file);
}

/** The instant (ms) that was kept, if one was. @throws Error when the file cannot be read */
export function readKeptClock(file: string): number | undefined {
  try {
    return Kept.parse(JSON.parse(readFileSync(file, "utf8"))).now;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw new Error(`The kept clock ${file} cannot be read`, { cause: error });
  }
}
