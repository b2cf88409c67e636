import type { Assembly } from "../template/template.ts";
import { fixedUnits } from "./fixed.ts";
import type { Counters, Meter } from "./meter.ts";
import { cost, monthlyPrices, type Price, pricesAt, variablePrices } from "./prices.ts";
import { amounts, type Units, usdOf } from "./tally.ts";

/** What AWS would bill: an estimate, nothing was measured there. US dollars. */
export interface Bill {
  /** For what was used since this process began, by service. */
  variable: Record<string, number>;
  /** For each month, leads or not, by what it is for. */
  fixedMonthly: Record<string, number>;
  /** Leads created since this process began. */
  leads: number;
  /** Variable cost by lead; 0 without leads. */
  perLead: number;
  units: Units;
  /** Who used them, by logical id: functions with all their runs, `api` and `inbox`. */
  byCaller: Record<string, Units>;
  /** Units of the monthly lines. */
  monthlyUnits: Record<string, number>;
  estimate: string;
  prices: typeof pricesAt & { variable: Record<string, Price>; monthly: Record<string, Price> };
}

const estimate =
  "Counted here since this process began, at list prices without free tiers. Nothing was measured on AWS: times are this machine's, and the lines of logs, traces and transfer are estimates.";

/** Prices what the meter has counted and what the template holds. */
export function billOf(meter: Meter, assembly: Assembly, counters: Counters): Bill {
  const units = meter.used(counters);
  const monthlyUnits = { ...fixedUnits(assembly), ...meter.stored };
  const { leads } = meter;
  return {
    variable: usdByService(units),
    fixedMonthly: { ...byMonth(monthlyUnits), schedule: usdOf(meter.monthly) },
    leads,
    perLead: leads === 0 ? 0 : usdOf(units) / leads,
    units,
    byCaller: meter.byCaller,
    monthlyUnits,
    estimate,
    prices: { ...pricesAt, variable: variablePrices, monthly: monthlyPrices },
  };
}

/** US dollars for what was used, by service. */
export function usdByService(units: Units): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [unit, amount] of amounts(units)) {
    const price = variablePrices[unit];
    sums[price.service] = (sums[price.service] ?? 0) + cost(price, amount);
  }
  return sums;
}

const byMonth = (units: Partial<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(monthlyPrices).map(([unit, price]) => [unit, cost(price, units[unit] ?? 0)]));

export const sumOf = (lines: Record<string, number>): number => Object.values(lines).reduce((sum, one) => sum + one, 0);
