import { Dice } from "../../stacks/local/fault/chance.ts";
import { type Rates, stormRates } from "../../stacks/local/fault/faults.ts";
import type { Evidence } from "../audit/evidence.ts";
import { readFolder } from "../audit/read-folder.ts";
import { holds } from "../audited.ts";
import { callback } from "../bench/crowd.ts";
import { Lives } from "../bench/lives.ts";
import { asks, clockOf, timePasses } from "../when.ts";
import type { MortalRuntime } from "./mortal-runtime.ts";
import { hurried, isSleeper } from "./people.ts";
import { ShakyOffice } from "./shaky-office.ts";
import { Waves } from "./waves.ts";

const hour = 3_600_000;
const day = 24 * hour;
const start = Date.parse("2026-11-23T09:00:00Z");

export interface ChaosRun {
  seed: number;
  leads: number;
  /** Simulated days: people come in the first tenth of them. */
  days: number;
  /** How often faults strike, as a share of a storm's rates. */
  strength?: number;
  /** How many requests pass between two kills, at most; without it nothing is killed. */
  calmFor?: number;
}

const ratesOf = (strength: number): Rates =>
  Object.fromEntries(Object.entries(stormRates).map(([fault, rate]) => [fault, rate * strength]));

/** Nobody but those who sleep is waited for any more, so that the weeks until they are asked again are soon over. */
async function untilTheyWake(app: ShakyOffice, lives: Lives, waves: Waves): Promise<void> {
  await Promise.all([lives.letGo((person) => !isSleeper(person)), waves.letGo()]);
  for (let weeks = 0; weeks < 7; weeks++) await timePasses(app, "P7D");
}

/** Retries, the sweep and mails of which nobody knows come to their end within an hour. */
async function settle(app: ShakyOffice): Promise<void> {
  await app.calm();
  for (let times = 0; times < 6; times++) await timePasses(app, "PT10M");
}

/**
 * A crowd lives through a storm of faults and kills; what must always hold is then held against all that came of it.
 *
 * @param data folder of the runtime, empty
 * @throws Error naming each invariant that does not hold, or when the leads are not those who came
 */
export async function weather(
  { seed, leads, days, strength = 1, calmFor }: ChaosRun,
  data: string,
): Promise<{ runtime: MortalRuntime; evidence: Evidence }> {
  const faults = {
    faultSeed: seed,
    rates: ratesOf(strength),
    dice: new Dice(seed),
    // Two in neighbouring stretches are at most both of these apart.
    ...(calmFor && { kills: { oneIn: Math.ceil(calmFor / 2) } }),
  };
  const app = await ShakyOffice.open({ data, start, ...faults });
  const waves = new Waves(app, leads);
  const lives = new Lives(app, hurried(leads - waves.people, days, seed), start);
  const [arriving, living] = [(days / 10) * day, days * 0.9 * day];
  try {
    await asks(app, "/api/sources", callback);
    if (waves.count > 0) await waves.prepare();
    for (let passed = 0; passed < days * day; passed = (await clockOf(app)) - start) {
      await waves.until(passed / arriving);
      await lives.pass(passed < arriving ? Math.max(hour, arriving / 48) : Math.max(day / 2, living / 36));
    }
    await untilTheyWake(app, lives, waves);
    await settle(app);
  } finally {
    await app.stop();
  }
  const evidence = await readFolder(data, lives.inquiries);
  holds(evidence);
  const denied = app.runtime.complaints.filter((line) => line.includes("is not authorized to perform"));
  if (denied.length > 0) throw new Error(`Its role does not allow what a function does:\n${denied.join("\n")}`);
  const found = evidence.cases.length;
  if (found !== leads) throw new Error(`${leads} people came, each for the first time, and there are ${found} leads`);
  return { runtime: app.runtime, evidence };
}
