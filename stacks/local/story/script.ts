import { Duration } from "luxon";
import type { Evidence } from "./evidence.ts";
import type { Narrator } from "./narrator.ts";
import type { Colleague, Office } from "./office.ts";

/** Somebody who asks for an offer. */
export interface Person {
  name: string;
  email: string;
}

/** What a scene is played with. */
export interface Stage {
  office: Office;
  colleagues: Colleague[];
  /** Tells the audience what somebody does now. */
  tell(who: string, what: string): Promise<void>;
}

/** Something people do at one moment of the story. */
export interface Scene {
  /** Time since the story's begin, ISO 8601: `PT3M`, `P1DT20M`. */
  at: string;
  play(stage: Stage): Promise<void>;
}

/** What is true when all went well, in words, and whether it was. */
export type Checks = Record<string, boolean>;

/** One person's part in the story: what they and sales do, and what must have come of it. */
export interface Part {
  person: Person;
  /** What should happen, as one line. */
  expected: string;
  scenes: Scene[];
  checks(evidence: Evidence): Checks;
}

export interface Performance {
  stage: Stage;
  narrator: Narrator;
  /** Called before each scene and after the last, when all is quiet. */
  meanwhile(): Promise<void>;
}

/**
 * Plays all scenes of all parts in the order of their time; between them the clock runs. A part whose scene fails is not
 * played on, the others are.
 *
 * @returns why a part ended early
 */
export async function perform(parts: Part[], { stage, narrator, meanwhile }: Performance): Promise<Map<Part, string>> {
  const { office } = stage;
  const begin = await office.now();
  const broken = new Map<Part, string>();
  const goOn = async (instant: number) => {
    await office.moveTo(instant);
    await narrator.catchUp();
    await meanwhile();
  };
  for (const { part, at, play } of inOrder(parts)) {
    await goOn(begin + at);
    const reason = broken.has(part) ? undefined : await failure(() => play(stage));
    if (!reason) continue;
    broken.set(part, reason);
    narrator.tell({ at: begin + at, mark: "bad", who: part.person.name, what: `the story ends here: ${reason}` });
  }
  await goOn(await office.now());
  return broken;
}

function inOrder(parts: Part[]) {
  const scenes = parts.flatMap((part) => part.scenes.map((scene) => ({ part, ...scene })));
  return scenes
    .map((scene) => ({ ...scene, at: Duration.fromISO(scene.at).toMillis() }))
    .toSorted((a, b) => a.at - b.at);
}

async function failure(play: () => Promise<void>): Promise<string | undefined> {
  try {
    await play();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
