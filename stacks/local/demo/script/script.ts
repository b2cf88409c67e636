import { Duration } from "luxon";
import type { App, Colleague } from "./app.ts";
import type { Evidence } from "./evidence.ts";
import type { Narrator } from "./narrator.ts";
import type { Person } from "./person.ts";

/** What a scene is played with. */
export interface StoryContext {
  app: App;
  colleagues: Colleague[];
  /** Tells the audience what somebody does now. */
  tell(who: string, what: string): Promise<void>;
}

export interface Scene {
  /** Time since the story's begin, ISO 8601: `PT3M`, `P1DT20M`. */
  at: string;
  play(stage: StoryContext): Promise<unknown>;
}

/** What is true when all went well, in words, and whether it was. */
export type Checks = Record<string, boolean>;

/** One person's part in the story: what they and sales do, and what must have come of it. */
export interface Part {
  person: Person;
  expected: string;
  scenes: Scene[];
  checks(evidence: Evidence): Checks;
}

export interface Performance {
  stage: StoryContext;
  narrator: Narrator;
  /** Called when all is quiet and there are new mails. */
  mailsCame(): Promise<void>;
  /** How long after the begin the story ends. */
  ends: string;
}

/** Plays all scenes in the order of their time; answers why parts ended early. A part whose scene fails is not played on. */
export async function performScript(parts: Part[], performance: Performance): Promise<Map<Part, string>> {
  const { stage, narrator, mailsCame } = performance;
  const begin = await stage.app.now();
  const broken = new Map<Part, string>();
  const goOn = async (instant: number) => {
    await stage.app.moveTo(instant);
    if (await narrator.catchUp()) await mailsCame();
  };
  for (const [at, cues] of byInstant(parts)) {
    await goOn(begin + at);
    for (const { part, play } of cues) {
      const reason = broken.has(part) ? undefined : await failure(() => play(stage));
      if (!reason) continue;
      broken.set(part, reason);
      narrator.tell({ at: begin + at, mark: "bad", who: part.person.name, what: `the story ends here: ${reason}` });
    }
    await goOn(begin + at);
  }
  await goOn(begin + millis(performance.ends));
  return broken;
}

const millis = (duration: string): number => Duration.fromISO(duration).toMillis();

function byInstant(parts: Part[]) {
  const cues = parts.flatMap((part) => part.scenes.map(({ at, play }) => ({ part, at: millis(at), play })));
  return [...Map.groupBy(cues, ({ at }) => at)].sort(([a], [b]) => a - b);
}

async function failure(play: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await play();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
