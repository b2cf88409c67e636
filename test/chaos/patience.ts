import { setTimeout as pause } from "node:timers/promises";

/** What an HTTP server answered. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

export interface Patience {
  tries: number;
  pauseMs: number;
}

/** As long as a careful caller asks again whom something befell: minutes, for a slow machine starts slowly. */
const careful: Patience = { tries: 15_000, pauseMs: 20 };

/** Asks until there is an answer other than that something is wrong there; in the end that is the answer, too. */
export async function patiently(ask: () => Promise<Answer>, { tries, pauseMs } = careful): Promise<Answer> {
  for (let left = tries; ; left--) {
    const answer = await ask();
    if (answer.status < 500 || left <= 1) return answer;
    await pause(pauseMs);
  }
}
