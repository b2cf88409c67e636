import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import * as z from "zod";
import { keep, readKept } from "../data/kept-file.ts";
import { type ClockOptions, VirtualClock } from "./clock.ts";

export interface ClockFileOptions extends Pick<ClockOptions, "mode" | "cells" | "failed"> {
  start: number;
  /** Where the clock is kept between runs; nowhere without it. */
  file?: string | undefined;
}

const Kept = z.object({ now: z.number() });

/** How often a real clock is kept. What is written lies as far ahead, so that a crash never makes it run backwards. */
const keepEveryMs = 1000;

/** A clock that goes on where the last run left it: a manual one exactly there, a real one there or at the wall clock if that is later. */
export function openClock({ mode, start, file, cells, failed }: ClockFileOptions) {
  const kept = file ? readKeptClock(file) : undefined;
  const from = mode === "manual" ? (kept ?? start) : Math.max(kept ?? 0, Date.now());
  const clock = new VirtualClock({ mode, from, cells, failed });
  if (!file) return { clock, stop: () => clock.stop() };
  mkdirSync(dirname(file), { recursive: true });
  const save = (aheadMs: number) => keep(file, { now: clock.now() + aheadMs });
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

/** The instant (ms) that was kept, if one was. @throws Error when the file cannot be read */
export const readKeptClock = (file: string): number | undefined => readKept(file, Kept, "The kept clock")?.now;
