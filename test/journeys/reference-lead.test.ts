import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { sumOf } from "../../stacks/local/meter/bill.ts";
import { type Units, usdOf } from "../../stacks/local/meter/tally.ts";
import { anApp, aPerson } from "../given.ts";
import { livesReferenceLead } from "../reference-lead.ts";

// The bill is that of an account in which nothing has run before.
const app = anApp({ host: undefined });
const zoe = aPerson("Zoe Reference");
const Bill = z.looseObject({ perLead: z.number(), variable: z.record(z.string(), z.number()) });
let spent: Units = {};
let [touches, cutOff] = [0, 0];

beforeAll(async () => {
  ({ spent, touches, cutOff } = await livesReferenceLead(app(), zoe));
});

/** Dollars of one unit by hand. */
const priced = (unit: keyof Units, usd: number, of: number): number => ((spent[unit] ?? 0) * usd) / of;

describe("the reference lead", () => {
  it("has ten mails and twelve touches of three transitions each", () => {
    expect(touches).toBe(12);
    expect(spent).toMatchObject({ mails: 10, transitions: 36 - 2 * cutOff });
  });

  it("costs no more than a quarter of a cent, without the little that is for the time its functions took on this machine", () => {
    const { gigabyteSeconds = 0, ...counted } = spent;
    expect(usdOf(counted)).toBeLessThanOrEqual(0.0024);
    expect(usdOf(counted)).toBeGreaterThan(0.0019);
    // How long they take is this machine's business, and what else it has to do.
    expect(gigabyteSeconds).toBeGreaterThan(0);
  });

  it("is priced line by line as by hand", () => {
    const lines = [
      priced("mails", 0.1, 1000),
      priced("transitions", 0.025, 1000),
      priced("writeUnits", 0.705, 1_000_000),
      priced("readUnits", 0.1415, 1_000_000),
      priced("invocations", 0.2, 1_000_000),
      priced("gigabyteSeconds", 0.0000133334, 1),
      priced("traces", 5, 1_000_000),
      priced("apiRequests", 1.11, 1_000_000),
      priced("secretReads", 0.05, 10_000),
      priced("logBytes", 0.57, 1_073_741_824),
      priced("bytesOut", 0.09, 1_073_741_824),
    ];
    expect(lines.every((line) => line > 0)).toBe(true);
    expect(lines.reduce((sum, line) => sum + line, 0)).toBeCloseTo(usdOf(spent), 12);
  });

  it("takes of the table what its life needs, and little more", () => {
    expect(spent.writeUnits).toBeLessThan(330);
    expect(spent.readUnits).toBeLessThan(100);
  });
});

describe("the bill", () => {
  it("says what it knows, and that it is an estimate", async () => {
    const bill = Bill.parse(await (await fetch(`${app().url}/local/bill`)).json());
    expect(bill).toMatchObject({
      leads: 1,
      variable: { ses: 0.001, states: 0.0009 },
      fixedMonthly: { secrets: expect.closeTo(1.2) },
      estimate: expect.stringContaining("Nothing was measured on AWS"),
      prices: {
        region: "eu-west-1",
        variable: { mails: { usd: 0.1, of: 1000, page: expect.stringContaining("https") } },
      },
    });
    expect(bill.perLead).toBeCloseTo(sumOf(bill.variable), 12);
  });

  it("asks for less than five dollars a month without any lead, the sweep of each minute among them", async () => {
    const { fixedMonthly, monthlyUnits } = await app().bill();
    expect(monthlyUnits).toMatchObject({ secrets: 3 });
    expect(fixedMonthly.schedule).toBeGreaterThan(43_200 * (0.0000002 + 4 * 0.5 * 0.0000001415));
    expect(sumOf(fixedMonthly)).toBeLessThan(5);
  });
});

describe("the permissions", () => {
  it("show who called what on which items, and that nobody was denied", async () => {
    const seen = await (await fetch(`${app().url}/local/iam`)).json();
    expect(seen).toMatchObject({ denied: 0, unused: expect.any(Array) });
    expect(seen).toHaveProperty(
      "observed",
      expect.arrayContaining([
        expect.objectContaining({
          bearer: expect.stringMatching(/^FormDoor/),
          action: "dynamodb:PutItem",
          leadingKeys: "LEAD#*",
          verdict: "allowed",
        }),
        expect.objectContaining({ bearer: expect.stringMatching(/^Sweep/), action: "dynamodb:Query" }),
      ]),
    );
  });
});
