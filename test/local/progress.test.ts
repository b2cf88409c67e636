import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { startProgress } from "../../stacks/local/terminal/progress.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function aScreen(isTTY: boolean) {
  const written: string[] = [];
  return { written, isTTY, write: (text: string) => written.push(text) > 0 };
}

it("is one line that is kept up to date on a terminal, and gone at the end", () => {
  const screen = aScreen(true);
  let count = 0;
  const progress = startProgress("Counting", { how: () => `${++count} of 9`, screen });
  vi.advanceTimersByTime(1000);
  progress.stop();
  expect(screen.written.join("")).not.toContain("\n");
  expect(screen.written[0]).toBe("\r\u001b[KCounting ... 1 of 9 0 s\r");
  expect(screen.written.at(-2)).toBe("\r\u001b[KCounting ... 5 of 9 1 s\r");
  expect(screen.written.at(-1)).toBe("\r\u001b[K");
});

it("is a few plain lines elsewhere", () => {
  const screen = aScreen(false);
  const progress = startProgress("Counting", { screen });
  vi.advanceTimersByTime(31_000);
  progress.stop();
  vi.advanceTimersByTime(31_000);
  expect(screen.written).toEqual(["Counting ... 0 s\n", "Counting ... 15 s\n", "Counting ... 30 s\n"]);
});

it.each([true, false])("of work that is soon over is nothing (terminal: %s)", (isTTY) => {
  const screen = aScreen(isTTY);
  const progress = startProgress("Counting", { quietMs: 3000, screen });
  vi.advanceTimersByTime(2999);
  progress.stop();
  vi.advanceTimersByTime(60_000);
  expect(screen.written).toEqual([]);
});
