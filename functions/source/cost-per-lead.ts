import type { Cost } from "./cost.ts";
import type { Brought } from "./source-status.ts";

/** What was spent on a source, in one currency, and what came of it. */
export interface Spending {
  currency: string;
  budget: number;
  impressions: number;
  clicks: number;
  inquiries: number;
  leads: number;
  /** The costs reach further back than it is known what the source brought: nothing is said of the days before. */
  unknownBefore?: string;
}

export interface CostPerLead extends Spending {
  /** Absent where there was no lead, or no click, or where not all leads are known. */
  costPerLead?: number;
  costPerClick?: number;
  /** Leads of a hundred clicks. */
  conversion?: number;
}

const rounded = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;
const ratio = (part: number, of: number, digits: number): number | undefined =>
  of > 0 ? rounded(part / of, digits) : undefined;

/** The figures of a budget: cost per lead and per click in cents, conversion in tenths of a percent. */
export function costPerLead(spent: Spending): CostPerLead {
  const { budget, clicks, leads, unknownBefore } = spent;
  return {
    ...spent,
    budget: rounded(budget, 2),
    costPerClick: ratio(budget, clicks, 2),
    ...(unknownBefore === undefined && {
      costPerLead: ratio(budget, leads, 2),
      conversion: ratio(100 * leads, clicks, 1),
    }),
  };
}

const sum = (values: (number | undefined)[]): number => values.reduce<number>((all, value) => all + (value ?? 0), 0);

/** Adds a source's costs up by currency, with what it brought; `since`: the first day of which that is known. */
export function addUp(costs: readonly Cost[], days: Brought, since: string): CostPerLead[] {
  const byCurrency = Map.groupBy(costs, ({ currency }) => currency);
  return [...byCurrency].map(([currency, spent]) => {
    const covered = [...days].filter(([date]) => spent.some((cost) => cost.from <= date && date <= cost.to));
    return costPerLead({
      currency,
      budget: sum(spent.map(({ amount }) => amount)),
      impressions: sum(spent.map(({ impressions }) => impressions)),
      clicks: sum(spent.map(({ clicks }) => clicks)),
      inquiries: sum(covered.map(([, { inquiries }]) => inquiries)),
      leads: sum(covered.map(([, { leads }]) => leads)),
      ...(spent.some(({ from }) => from < since) && { unknownBefore: since }),
    });
  });
}
