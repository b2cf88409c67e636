import { cost, type Unit, variablePrices } from "./prices.ts";

/** How much of each unit was used. */
export type Units = Partial<Record<Unit, number>>;

/** Units with their amounts; names that are no unit are left out. */
export const amounts = (units: Units): [Unit, number][] =>
  Object.entries(units).flatMap(([unit, amount]): [Unit, number][] => (isUnit(unit) ? [[unit, amount]] : []));

const isUnit = (name: string): name is Unit => name in variablePrices;

/** US dollars for what was used. */
export const usdOf = (units: Units): number =>
  amounts(units).reduce((sum, [unit, amount]) => sum + cost(variablePrices[unit], amount), 0);

/** `a + times * b`, unit by unit. */
export function addUnits(a: Units, b: Units, times = 1): Units {
  const sum: Units = { ...a };
  for (const [unit, amount] of amounts(b)) sum[unit] = (sum[unit] ?? 0) + times * amount;
  return sum;
}
