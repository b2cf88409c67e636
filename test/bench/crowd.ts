const hour = 3600 * 1000;
const day = 24 * hour;

/** A number from 0 to 1, the next of a fixed sequence (mulberry32). */
export type Chance = () => number;

export function seededChance(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const pick = <T>(chance: Chance, values: readonly [T, ...T[]]): T =>
  values[Math.floor(chance() * values.length)] ?? values[0];

/** What somebody does about a lead, or the lead itself. */
export type Doing =
  | { what: "answers"; outcome: "reached" | "attempted" }
  | { what: "declines"; reason: string }
  | { what: "converts"; cadence?: "after-sale" }
  | { what: "moves"; to: string; reason?: string }
  | { what: "notes"; type: string }
  | { what: "writes" }
  | { what: "replies" }
  | { what: "unsubscribes" }
  | { what: "confirms" }
  | { what: "clicks" }
  | { what: "answers the survey"; fields: Record<string, string> };

export interface Plan {
  /** Milliseconds after the arrival. */
  after: number;
  doing: Doing;
}

/** Somebody who will become a lead. */
export interface Person {
  fields: Record<string, string>;
  source: "website" | "callback";
  /** Milliseconds after the beginning. */
  arrives: number;
  /** Whether an owner answers within minutes. */
  answered?: "reached" | "attempted";
  plans: Plan[];
}

const reasons = ["budget", "timing", "competitor", "no-need", "silent", "missing-feature", "do-not-contact"] as const;
/** What people may answer to the survey. */
export const surveys: [Record<string, string>, ...Record<string, string>[]] = [
  { answer: "changed-mind" },
  { answer: "later", months: "3" },
  { answer: "stop" },
  { answer: "reason", reason: "budget" },
];

/** What may happen in a life, how likely, and within how many days. */
const fates: { odds: number; within: number; doing(chance: Chance): Doing }[] = [
  { odds: 0.3, within: 20, doing: () => ({ what: "answers", outcome: "reached" }) },
  {
    odds: 0.25,
    within: 60,
    doing: (chance) => ({ what: "moves", to: pick(chance, ["qualified", "meeting", "proposal"]) }),
  },
  {
    odds: 0.1,
    within: 40,
    doing: (chance) => ({ what: "notes", type: pick(chance, ["no-show", "price-asked", "call"]) }),
  },
  { odds: 0.2, within: 90, doing: (chance) => ({ what: "declines", reason: pick(chance, reasons) }) },
  {
    odds: 0.15,
    within: 120,
    doing: (chance) => ({ what: "converts", ...(chance() < 0.3 && { cadence: "after-sale" as const }) }),
  },
  { odds: 0.15, within: 150, doing: () => ({ what: "writes" }) },
  { odds: 0.35, within: 60, doing: () => ({ what: "clicks" }) },
  { odds: 0.2, within: 150, doing: (chance) => ({ what: "answers the survey", fields: pick(chance, surveys) }) },
  { odds: 0.08, within: 150, doing: () => ({ what: "unsubscribes" }) },
  { odds: 0.6, within: 20, doing: () => ({ what: "confirms" }) },
];

/** Whoever writes again is answered a day later. */
function plansOf(chance: Chance): Plan[] {
  return fates.flatMap(({ odds, within, doing }) => {
    if (chance() >= odds) return [];
    const plan = { after: hour + chance() * within * day, doing: doing(chance) };
    const answer: Plan = { after: plan.after + day, doing: { what: "answers", outcome: "attempted" } };
    return plan.doing.what === "writes" ? [plan, answer] : [plan];
  });
}

function fieldsOf(chance: Chance, place: number): Record<string, string> {
  const phone = `+353 1 6${String(100_000 + place).padStart(6, "0")}`;
  const name = `Visitor ${String.fromCharCode(65 + (place % 26))}${place}`;
  const way = chance();
  if (way < 0.1) return { name, phone };
  const email = `visitor${place}@crowd.example`;
  return way < 0.4 ? { name, email, phone } : { name, email };
}

/** The form beside the website's, which asks for no consent. */
export const callback = {
  id: "callback",
  channel: "form",
  platform: "form",
  name: "Call me back",
  consent: { by: "none" },
};

/** People who arrive over `days`, in the order they come; the same for the same seed. */
export function crowd(count: number, days: number, seed: number): Person[] {
  const chance = seededChance(seed);
  const people = Array.from({ length: count }, (_, place): Person => {
    const fields = fieldsOf(chance, place);
    const message = chance() < 0.5 ? "How much is a roof?" : "";
    const answer = chance();
    return {
      fields: message ? { ...fields, message } : fields,
      source: chance() < 0.75 ? "website" : "callback",
      arrives: chance() * days * day,
      ...(answer < 0.8 && { answered: answer < 0.45 ? "reached" : "attempted" }),
      plans: plansOf(chance),
    };
  });
  return people.sort((a, b) => a.arrives - b.arrives);
}
