const terminalMs = 250;
const plainMs = 15_000;

/** Where progress is shown; its `isTTY` decides how. */
export type Screen = Pick<NodeJS.WriteStream, "write" | "isTTY"> & { columns?: number };

interface ProgressOptions {
  /** How far it is, asked for each time it is shown. */
  how?(): string;
  /** Work that is over sooner (ms) shows nothing. */
  quietMs?: number;
  screen?: Screen;
}

/** Shows that work goes on until `stop`: one live line on a terminal, else a plain line now and every 15 s. */
export function startProgress(
  what: string,
  { how = () => "", quietMs = 0, screen = process.stderr }: ProgressOptions = {},
): { stop(): void } {
  const began = performance.now();
  const line = () =>
    [what, "...", how(), `${Math.round((performance.now() - began) / 1000)} s`].filter(Boolean).join(" ");
  // The cursor goes back to the line's beginning, so that whatever else is printed replaces it.
  const onTerminal = () => `\r\u001b[K${line().slice(0, (screen.columns ?? 80) - 1)}\r`;
  const show = () => void screen.write(screen.isTTY ? onTerminal() : `${line()}\n`);
  let isShown = false;
  let beat: NodeJS.Timeout | undefined;
  const begin = () => {
    isShown = true;
    show();
    beat = setInterval(show, screen.isTTY ? terminalMs : plainMs).unref();
  };
  const wait = quietMs > 0 ? setTimeout(begin, quietMs).unref() : undefined;
  if (quietMs === 0) begin();
  return {
    stop: () => {
      clearTimeout(wait);
      clearInterval(beat);
      if (isShown && screen.isTTY) screen.write("\r\u001b[K");
    },
  };
}

export async function showing<T>(what: string, act: () => Promise<T>): Promise<T> {
  const progress = startProgress(what);
  try {
    return await act();
  } finally {
    progress.stop();
  }
}
