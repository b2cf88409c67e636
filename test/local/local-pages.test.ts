import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { anApp, aPerson, monday } from "../given.ts";
import { leadOf, Mail } from "../then.ts";
import { itIsQuiet, submits } from "../when.ts";

/** What Chromium and Firefox ask for when somebody follows a link. */
const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

const app = anApp();
const person = aPerson("Zoë <b>Smith</b>");

/** What somebody sees who goes to a page in a browser. */
async function page(path: string) {
  const response = await fetch(new URL(path, app().url), { headers: { accept: browser } });
  const text = await response.text();
  const links = [...text.matchAll(/<a href="([^"]+)"[^>]*>(?:<strong>)?([^<]+)/g)];
  return {
    status: response.status,
    type: response.headers.get("content-type"),
    text,
    links: Object.fromEntries(links.map(([, address = "", name = ""]) => [name, address])),
  };
}

/** What a program gets. */
async function answer(path: string, init: RequestInit = {}) {
  const response = await fetch(new URL(path, app().url), init);
  return { status: response.status, type: response.headers.get("content-type"), json: await response.json() };
}

beforeAll(async () => {
  await submits(app(), { ...person, message: "How much is a roof?" });
  await itIsQuiet(app());
});

describe("somebody who opens /local", () => {
  it("finds the form, the inbox, the bill, the grants and the clock there, and a console if there is one", async () => {
    const { status, links } = await page("/local");
    expect(status).toBe(200);
    expect(Object.keys(links)).toEqual(expect.arrayContaining(["Form", "Inbox", "Bill", "Grants", "Clock"]));
    const { status: console } = await page("/console");
    expect("Console" in links).toBe(console === 200);
  });

  it("reads whatever it links as a page with a title, a heading and the language it is in", async () => {
    const { links } = await page("/local");
    for (const [name, address] of Object.entries(links)) {
      const { status, type, text } = await page(address);
      expect({ name, status, type }).toEqual({ name, status: 200, type: "text/html; charset=utf-8" });
      expect(text).toMatch(/^<!doctype html>\s*<html lang="en">[\s\S]*<title>[^<]+<\/title>[\s\S]*<h1>[^<]+<\/h1>/);
      expect(text).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">');
    }
  });

  it("gets back from every page of the runtime", async () => {
    const { links } = await page("/local");
    for (const name of ["Inbox", "Bill", "Grants", "Clock"]) {
      const { links: there } = await page(links[name] ?? "");
      const back = new URL(there["Local runtime"] ?? "nowhere", app().url).href;
      expect({ name, back }).toEqual({ name, back: `${app().url}/local` });
    }
  });

  it("sees there what has happened: the mail to the lead, what it costs, who called what", async () => {
    const { links } = await page("/local");
    expect((await page(links.Inbox ?? "")).text).toContain(person.email);
    expect((await page("/local/bill")).text).toMatch(/<p>1 lead, \$\d+\.\d+ for a thousand\./);
    const grants = (await page("/local/iam")).text;
    expect(grants).toMatch(/<td[^>]*>dynamodb:PutItem<\/td>/);
    expect(grants).toContain("Called, 0 denied");
    expect((await page("/local/clock")).text).toContain("2026-11-23 09:00:00");
  });
});

const Places = z.object({ items: z.array(z.object({ name: z.string(), url: z.string() })) });

describe("a program", () => {
  it("that asks for nothing in particular gets the page of /local, and the places as JSON when it asks for that", async () => {
    const response = await fetch(`${app().url}/local`);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(await response.text()).toContain('href="/local/bill"');
    const { json } = await answer("/local", { headers: { accept: "application/json" } });
    const places = Object.fromEntries(Places.parse(json).items.map(({ name, url }) => [name, url]));
    expect({ "Local runtime": "/local", ...places }).toEqual((await page("/local")).links);
  });

  it("gets the bill as figures that add up", async () => {
    const { type, json } = await answer("/local/bill");
    expect(type).toContain("json");
    const Figures = z.record(z.string(), z.number().nonnegative());
    const bill = z
      .object({ variable: Figures, fixedMonthly: Figures, leads: z.number(), perLead: z.number(), units: Figures })
      .parse(json);
    const sum = Object.values(bill.variable).reduce((all, usd) => all + usd, 0);
    expect(bill.leads).toBe(1);
    expect(sum).toBeGreaterThan(0);
    expect(bill.perLead).toBeCloseTo(sum, 10);
  });

  it("gets what was called, with the verdict of the policy", async () => {
    const { json } = await answer("/local/iam");
    const Call = z.object({
      bearer: z.string(),
      action: z.string(),
      resource: z.string(),
      verdict: z.string(),
      count: z.number(),
    });
    const { observed, denied } = z.object({ observed: z.array(Call), denied: z.number() }).parse(json);
    expect(denied).toBe(0);
    expect(observed.length).toBeGreaterThan(10);
    expect(new Set(observed.map(({ verdict }) => verdict))).toEqual(new Set(["allowed"]));
  });

  it("gets the mails oldest first, with fields that are read, and each as it was sent", async () => {
    const Mails = z.object({ items: z.array(Mail) });
    const { items } = Mails.parse((await answer("/local/mails")).json);
    const { id } = await leadOf(app(), person.email);
    expect(items.map(({ leadId }) => leadId)).toEqual(items.map(() => id));
    expect(items.map(({ at }) => at)).toEqual(items.map(({ at }) => at).toSorted());
    const ours = Mails.parse((await answer(`/local/mails?to=${encodeURIComponent(person.email)}`)).json).items;
    expect(ours.map(({ to }) => to)).toEqual([[person.email]]);
    const [mail] = ours;
    expect(mail?.touch).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(Object.keys(mail?.headers ?? {}).filter((name) => name !== name.toLowerCase())).toEqual([]);
    const raw = await fetch(`${app().url}/local/mails/${mail?.id}.eml`);
    expect(raw.headers.get("content-type")).toBe("message/rfc822");
    expect(await raw.text()).toMatch(/^Subject: /im);
  });

  it("is told the time and moves it", async () => {
    expect((await answer("/local/clock")).json).toEqual({
      now: monday,
      mode: "manual",
      idle: true,
      nextAt: expect.stringMatching(/^2026-11-23T09:0\d/),
    });
    const moved = await answer("/local/clock", { method: "POST", body: '{"to":"2026-11-23T09:00:30Z"}' });
    expect(moved).toMatchObject({ status: 200, json: { now: "2026-11-23T09:00:30.000Z" } });
  });
});

describe("the pages of the runtime", () => {
  it.each(["/local", "/local/bill", "/local/iam", "/local/mails", "/local/clock"])(
    "%s answers this machine alone, without a token",
    async (path) => {
      const { url } = app();
      expect((await fetch(url + path)).status).toBe(200);
      expect((await fetch(url + path, { headers: { "sec-fetch-site": "cross-site" } })).status).toBe(403);
    },
  );
});
