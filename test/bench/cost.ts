import { usdByService } from "../../stacks/local/meter/bill.ts";
import { addUnits } from "../../stacks/local/meter/tally.ts";
import { livesReferenceLead } from "../reference-lead.ts";
import { someoneNew } from "./people.ts";
import { openQuietApp } from "./scale.ts";

/** What AWS would ask for, estimated at its list prices. US dollars. */
export interface CostFigures {
  /** Of one reference lead. */
  mails: number;
  touches: number;
  transitions: number;
  /** For a thousand of them, by service. */
  thousand: Record<string, number>;
  /** For a month without any lead, by what it is for. */
  monthly: Record<string, number>;
  /** Date of the list prices, and their region. */
  prices: { date: string; region: string };
}

/** Lets a reference lead live, and prices a thousand of it. */
export async function measureCost(assembly: string): Promise<CostFigures> {
  const app = await openQuietApp(assembly);
  try {
    const { name, email } = someoneNew();
    const { spent, touches } = await livesReferenceLead(app, { name, email });
    const { fixedMonthly, prices } = await app.bill();
    const { date, region } = prices;
    const { mails = 0, transitions = 0 } = spent;
    const thousand = usdByService(addUnits({}, spent, 1000));
    return { mails, touches, transitions, thousand, monthly: fixedMonthly, prices: { date, region } };
  } finally {
    await app.stop();
  }
}
