import { describe, expect, it } from "vitest";
import { Cost } from "../../functions/source/cost.ts";
import { addUp, costPerLead } from "../../functions/source/cost-per-lead.ts";
import { anApp, aPerson } from "../given.ts";
import { asks, itIsQuiet, submits } from "../when.ts";

describe("what a lead costs", () => {
  it.each([
    ["200 clicks at 100 each, 10 leads", 200, 100, 10, { budget: 20_000, costPerLead: 2000, conversion: 5 }],
    ["110 clicks at 200 each, 60 leads", 110, 200, 60, { budget: 22_000, costPerLead: 366.67, conversion: 54.5 }],
  ])("%s", (_, clicks, price, leads, figures) => {
    const spent = { currency: "EUR", budget: clicks * price, impressions: 0, clicks, inquiries: leads, leads };
    expect(costPerLead(spent)).toMatchObject(figures);
  });

  it("is not told where there was no lead and no click", () => {
    const { costPerLead: perLead, conversion } = costPerLead({
      ...{ currency: "EUR", budget: 10, impressions: 5, clicks: 0, inquiries: 0, leads: 0 },
    });
    expect([perLead, conversion]).toEqual([undefined, undefined]);
  });
});

describe("costs added up", () => {
  const cost = { currency: "EUR", amount: 100, clicks: 10 };
  const days = new Map([
    ["2026-08-01", { inquiries: 5, leads: 2, refused: 0 }],
    ["2026-10-31", { inquiries: 20, leads: 1, refused: 3 }],
    ["2026-11-01", { inquiries: 9, leads: 9, refused: 0 }],
  ]);

  it("are divided by the leads of all the days they cover, not by what each of them wrote", () => {
    expect(addUp([{ ...cost, from: "2026-08-01", to: "2026-10-31" }], days, "2024-11-30")).toEqual([
      {
        ...{ currency: "EUR", budget: 100, impressions: 0, clicks: 10, inquiries: 25, leads: 3 },
        ...{ costPerLead: 33.33, costPerClick: 10, conversion: 30 },
      },
    ]);
  });

  it("are not divided by the leads of some of their days: it is said from which on they are known", () => {
    const [total] = addUp([{ ...cost, from: "2024-10-01", to: "2026-10-31" }], days, "2024-11-30");
    expect(total).toMatchObject({ leads: 3, costPerClick: 10, unknownBefore: "2024-11-30" });
    expect([total?.costPerLead, total?.conversion]).toEqual([undefined, undefined]);
  });
});

describe("an amount", () => {
  it.each([
    ["1250.50", 1250.5],
    ["1250,50", 1250.5],
    ["1.250,5", 1250.5],
    ["1,234,567.89", 1_234_567.89],
    ["7", 7],
    ["0.1234", 0.1234],
    [" 12,00 ", 12],
  ])("of %s is read as it is meant", (text, meant) => {
    expect(Cost.parse({ from: "2026-11-01", to: "2026-11-01", currency: "EUR", amount: text }).amount).toBe(meant);
  });
});

describe("the costs of a source", () => {
  const app = anApp();
  const costs = "/api/sources/website/costs";
  const csv = async (text: string) => {
    const response = await fetch(app().url + costs, {
      method: "POST",
      headers: { authorization: `Bearer ${app().token}`, "content-type": "text/csv" },
      body: text,
    });
    return { status: response.status, text: await response.text() };
  };

  it("come one by one or as a platform's report, and again without counting twice", async () => {
    const day = { from: "2026-11-23", to: "2026-11-23", currency: "EUR" };
    await submits(app(), aPerson("Ann Cost"));
    const bo = aPerson("Bo Cost");
    await submits(app(), bo);
    await submits(app(), { ...bo, message: "And by when?" });
    await itIsQuiet(app());
    expect((await asks(app(), costs, { ...day, amount: 30, clicks: 10 })).status).toBe(201);
    const report =
      "\ufeffFrom;To;Amount;Currency;Clicks;Campaign\n2026-11-23;2026-11-23;70,50;EUR;40;Spring\n2026-11-01;2026-11-20;500;USD;;\n";
    expect((await csv(report)).status).toBe(201);
    expect((await csv(report)).status).toBe(201);
    const { json } = await asks(app(), costs);
    expect(Object(json).items).toHaveLength(3);
    expect(Object(json).totals).toMatchObject([
      { currency: "USD", budget: 500, leads: 0 },
      { currency: "EUR", budget: 100.5, clicks: 50, inquiries: 3, leads: 2, costPerLead: 50.25, conversion: 4 },
    ]);
    const november = await asks(app(), `${costs}?from=2026-11-22&to=2026-11-30`);
    expect(Object(november.json).items).toHaveLength(2);
  });

  it("say what is wrong with them", async () => {
    const wrong = await asks(app(), costs, { from: "2026-11-30", to: "2026-11-01", amount: 1, currency: "EUR" });
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining("before the first")]);
    expect(wrong.json).toMatchObject({ errors: [{ field: "to" }] });
    expect(await csv("from,to\n2026-11-01")).toMatchObject({
      status: 422,
      text: expect.stringContaining("from,to,amount"),
    });
    expect(await csv("from,to,amount,currency\n1.11.2026,2026-11-01,5,EUR")).toMatchObject({
      status: 422,
      text: expect.stringContaining("write a day as 2026-11-30"),
    });
    const of = (amount: unknown) => ({ from: "2026-11-01", to: "2026-11-30", amount, currency: "EUR" });
    for (const amount of ["", " ", null, true, "1,250", "1.2.3", "-5", -5, "5e3"])
      expect(await asks(app(), costs, of(amount)), String(amount)).toMatchObject({
        status: 422,
        text: expect.stringContaining("amount"),
      });
    expect((await asks(app(), "/api/sources/nowhere/costs", of("5"))).status).toBe(404);
  });
});
