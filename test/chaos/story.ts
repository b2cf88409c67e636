import type { StoryOutcome } from "../../stacks/local/demo/script/outcome.ts";
import { playStory } from "../../stacks/local/demo/story.ts";
import { Dice } from "../../stacks/local/fault/chance.ts";
import { type Rates, stormRates } from "../../stacks/local/fault/faults.ts";
import { struck } from "./damage.ts";
import type { Kills } from "./kills.ts";
import type { MortalRuntime } from "./mortal-runtime.ts";
import { ShakyOffice } from "./shaky-office.ts";

const start = Date.parse("2026-11-23T09:00:00Z");

/** The story moves the clock some 110 times and sends some 70 mails. */
const kills: Kills = { oneIn: 14, during: "POST /local/clock" };
/**
 * What may leave it unknown for ever whether SES has a mail, be it that who is about to send it dies. A touch that may be
 * repeated then is; another is given up, as it must be, and the story counts each mail.
 */
const spared = ["lost-request", "server-error", "killed-before", "killed-after", "hanging", "send-event-lost"] as const;
const rates: Rates = {
  ...stormRates,
  ...Object.fromEntries(spared.map((fault) => [fault, 0])),
  "sender-killed": 1 / 4,
};

/** What must have been killed, at least, for the story to have been under fire. */
const least = { runtime: 5, senders: 10 };

/** @throws Error when less was killed than must be */
export function enough({ counts, kills: runtime }: Pick<MortalRuntime, "counts" | "kills">): void {
  const senders = new Map(struck(counts)).get("sender-killed") ?? 0;
  if (runtime >= least.runtime && senders >= least.senders) return;
  throw new Error(
    `Too calm: the runtime was killed ${runtime} times, and ${senders} senders were in the middle of sending`,
  );
}

/** Plays the story in a storm, while its runtime and its senders are killed; what should have happened, and whether it did. */
export async function storyUnderFire(
  seed: number,
  data: string,
  say: (line: string) => void,
): Promise<{ runtime: MortalRuntime; outcomes: StoryOutcome[] }> {
  const app = await ShakyOffice.open({ data, start, faultSeed: seed, rates, dice: new Dice(seed), kills });
  try {
    return { runtime: app.runtime, outcomes: await playStory(app, say) };
  } finally {
    await app.stop();
  }
}
