import { Dice } from "../../stacks/local/fault/chance.ts";
import type { Outcome } from "../../stacks/local/story/outcome.ts";
import { playStory } from "../../stacks/local/story/story.ts";
import { ShakyOffice } from "./shaky-office.ts";

const start = Date.parse("2026-11-23T09:00:00Z");

/** The runtime is killed five times, and about every seventh sender when SES has its mail. */
const kills = { calmFor: 40, atMost: 5, during: "/local/clock" };
const rates = { "sender-killed": 0.15 };

/** Plays the story while its runtime and its senders are killed; what should have happened, and whether it did. */
export async function storyUnderFire(
  seed: number,
  data: string,
  say: (line: string) => void,
): Promise<{ office: ShakyOffice; outcomes: Outcome[] }> {
  const office = await ShakyOffice.open({ data, start, faultSeed: seed, rates, dice: new Dice(seed), kills });
  try {
    return { office, outcomes: await playStory(office, say) };
  } finally {
    await office.stop();
  }
}
