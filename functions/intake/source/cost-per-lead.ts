import type { Cost } from "./costs.ts";
import type { Days } from "./rhythm.ts";

/** What leads of a source cost, in one currency (PRODUCT 17). */
export interface CostPerLead {
  currency: string;
  budget: number;
  impressions: number;
  clicks: number;
  leads: number;
  /** Absent where there was no lead, or no click. */
  costPerLead?: number;
  costPerClick?: number;
  /** Leads of a hundred clicks. */
  conversion?: number;
}

const rounded = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;
const ratio = (part: number, of: number, digits: number): number | undefined =>
  of > 0 ? rounded(part / of, digits) : undefined;

/** The figures of a budget: cost per lead and per click in cents, conversion in tenths of a percent. */
export function costPerLead(
  spent: Pick<CostPerLead, "currency" | "budget" | "impressions" | "clicks" | "leads">,
): CostPerLead {
  const { budget, clicks, leads } = spent;
  return {
    ...spent,
    budget: rounded(budget, 2),
    costPerLead: ratio(budget, leads, 2),
    costPerClick: ratio(budget, clicks, 2),
    conversion: ratio(100 * leads, clicks, 1),
  };
}

const sum = (values: (number | undefined)[]): number => values.reduce<number>((all, value) => all + (value ?? 0), 0);

/**
 * Adds a source's costs up by currency, beside the inquiries it brought in the days they cover: those of the last five
 * weeks are counted by the day.
 */
export function addUp(
  costs: Cost[],
  days: Days,
  { from = "0", to = "9" }: { from?: string; to?: string },
): CostPerLead[] {
  const byCurrency = Map.groupBy(costs, ({ currency }) => currency);
  return [...byCurrency].map(([currency, spent]) => {
    const covered = [...days].filter(
      ([date]) => date >= from && date <= to && spent.some((cost) => cost.from <= date && date <= cost.to),
    );
    return costPerLead({
      currency,
      budget: sum(spent.map(({ amount }) => amount)),
      impressions: sum(spent.map(({ impressions }) => impressions)),
      clicks: sum(spent.map(({ clicks }) => clicks)),
      leads: sum(covered.map(([, { inquiries }]) => inquiries)),
    });
  });
}
