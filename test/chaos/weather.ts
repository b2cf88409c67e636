import type { Evidence } from "../../stacks/local/audit/evidence.ts";
import { readFolder } from "../../stacks/local/audit/read-folder.ts";
import { Dice } from "../../stacks/local/fault/chance.ts";
import { type Rates, storm } from "../../stacks/local/fault/faults.ts";
import { holds } from "../audited.ts";
import { callback, crowd } from "../bench/crowd.ts";
import { Lives } from "../bench/lives.ts";
import { asks, clockOf, timePasses } from "../when.ts";
import type { MortalRuntime } from "./mortal-runtime.ts";
import { ShakyOffice } from "./shaky-office.ts";

const hour = 3_600_000;
const day = 24 * hour;
const start = Date.parse("2026-11-23T09:00:00Z");

export interface Storm {
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
  Object.fromEntries(Object.entries(storm).map(([fault, rate]) => [fault, rate * strength]));

/** Retries, the sweep and mails of which nobody knows come to their end within an hour. */
async function settle(office: ShakyOffice): Promise<void> {
  await office.calm();
  for (let times = 0; times < 6; times++) await timePasses(office, "PT10M");
}

/**
 * A crowd lives through a storm of faults and kills; what must always hold is then held against all that came of it.
 *
 * @param data folder of the runtime, empty
 * @throws Error naming each invariant that does not hold, or when the leads are not those who came
 */
export async function weather(
  { seed, leads, days, strength = 1, calmFor }: Storm,
  data: string,
): Promise<{ runtime: MortalRuntime; evidence: Evidence }> {
  const faults = {
    faultSeed: seed,
    rates: ratesOf(strength),
    dice: new Dice(seed),
    // Two in neighbouring stretches are at most both of these apart.
    ...(calmFor && { kills: { oneIn: Math.ceil(calmFor / 2) } }),
  };
  const office = await ShakyOffice.open({ data, start, ...faults });
  const lives = new Lives(office, crowd(leads, days / 10, seed), start);
  try {
    await asks(office, "/api/sources", callback);
    for (let passed = 0; passed < days * day; passed = (await clockOf(office)) - start) {
      await lives.pass(passed < (days / 10) * day ? hour : day / 2);
    }
    await settle(office);
  } finally {
    await office.stop();
  }
  const evidence = await readFolder(data, lives.inquiries);
  holds(evidence);
  const found = evidence.cases.length;
  if (found !== leads) throw new Error(`${leads} people came, each for the first time, and there are ${found} leads`);
  return { runtime: office.runtime, evidence };
}
