import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { platforms } from "../../functions/intake/adapters/platforms.ts";
import { anApp, aPerson } from "../given.ts";
import { aSource, delivers } from "../intake/platforms.ts";
import { prove, sends } from "../journeys/doors.ts";
import { loggedText } from "../log-book.ts";
import { leadOf, leadsOf, timelineOf } from "../then.ts";
import { asks, itIsQuiet, submits, timePasses } from "../when.ts";

const logs = mkdtempSync(join(tmpdir(), "leadwright-test-"));
const app = anApp({ logs });
afterAll(() => rmSync(logs, { recursive: true, force: true }));

const Seen = z.looseObject({
  url: z.string(),
  steps: z.array(z.string()),
  secrets: z.record(z.string(), z.strictObject({ setAt: z.iso.datetime(), formerUntil: z.string().optional() })),
});
const seen = async (id: string) => Seen.parse((await asks(app(), `/api/sources/${id}`)).json);

const Problem = z.looseObject({ errors: z.array(z.object({ field: z.string(), message: z.string() })) });
const form = { channel: "form", platform: "form", name: "Form", consent: { by: "none" } };

/** When something comes to a webhook with its token. */
const hooks = async (id: string, body: object, token = "hook-token") => {
  const headers = { "x-leadwright-token": token };
  const { status } = await delivers(app(), `/intake/webhook/${id}`, JSON.stringify(body), headers);
  await itIsQuiet(app());
  return status;
};
/** When a bot's chat brings something, or is asked whether it would. */
const chats = async (id: string, secret: string) =>
  (await delivers(app(), `/intake/telegram/${id}`, "{}", { "x-telegram-bot-api-secret-token": secret })).status;

describe("a source's secrets", () => {
  const named = Object.entries(platforms).map(([platform, { secrets }]) => ({ platform, secrets }));

  it("are shown nowhere once they are set", async () => {
    const told: string[] = [];
    const secrets: string[] = [];
    for (const { platform, secrets: names } of named) {
      const given = Object.fromEntries(names.map((name) => [name, `hush-${platform}-${name}`]));
      secrets.push(...Object.values(given));
      const { channel } = platforms[platform] ?? { channel: "form" };
      const source = { ...form, id: `hush-${platform}`, platform, channel, secrets: given };
      const forged = () => delivers(app(), `/intake/${platform}/hush-${platform}`, "{}", {});
      told.push((await asks(app(), "/api/sources", source)).text, (await forged()).text);
      told.push((await asks(app(), `/api/sources/hush-${platform}`)).text);
      told.push((await asks(app(), `/api/sources/hush-${platform}/pause`, {})).text);
    }
    told.push((await asks(app(), "/api/sources")).text, (await asks(app(), "/api/quarantine")).text);
    await itIsQuiet(app());
    expect(secrets.length).toBeGreaterThan(20);
    for (const secret of secrets) expect([...told, ...loggedText(logs)].join("\n")).not.toContain(secret);
    const { secrets: shown } = await seen("hush-meta");
    expect(Object.keys(shown).sort()).toEqual(["accessToken", "appSecret", "verifyToken"]);
  });

  it("are two for a week after one has taken the other's place", async () => {
    await aSource(app(), "telegram", "bot", { secrets: { secretToken: "first" } });
    await aSource(app(), "telegram", "bot", { secrets: { secretToken: "second" } });
    // The door knows within a minute.
    await timePasses(app(), "PT1M");
    expect([await chats("bot", "first"), await chats("bot", "second")]).toEqual([200, 200]);
    expect((await seen("bot")).secrets.secretToken?.formerUntil).toMatch(/^2026-11-30T/);
    await timePasses(app(), "P6DT23H58M");
    expect([await chats("bot", "first"), await chats("bot", "second")]).toEqual([200, 200]);
    await timePasses(app(), "PT2M");
    expect([await chats("bot", "first"), await chats("bot", "second")]).toEqual([401, 200]);
    // Settings that name no secret leave it as it is.
    await aSource(app(), "telegram", "bot");
    await timePasses(app(), "PT1M");
    expect(await chats("bot", "second")).toBe(200);
  });

  it("that are not set let nothing in, and the steps begin with them", async () => {
    const address = await aSource(app(), "typeform", "unset");
    expect((await seen("unset")).steps[0]).toMatch(/^Set the secret secret: until then nothing is let in/);
    const body = sends("form/typeform/quote.json");
    for (const secret of ["", "undefined"])
      expect((await delivers(app(), address, body, prove.typeform(body, secret).headers)).status).toBe(401);
    await aSource(app(), "typeform", "unset", { secrets: { secret: "set" } });
    expect((await seen("unset")).steps[0]).not.toMatch(/^Set the secret/);
  });

  it("make the token of an address, which changes with them and holds as long", async () => {
    const given = (secret: string) => aSource(app(), "tiktok", "shop-ads", { secrets: { secret } });
    const [first, second] = [await given("one"), await given("two")];
    expect(first).not.toBe(second);
    await timePasses(app(), "PT1M");
    for (const address of [first, second]) expect((await delivers(app(), address, '{"object":2}')).status).toBe(200);
    expect((await delivers(app(), first.replace(/\?.*/, ""), '{"object":2}')).status).toBe(401);
  });
});

describe("a source that cannot be", () => {
  it.each([
    [
      "a secret the platform does not have",
      { platform: "typeform", secrets: { key: "x" } },
      "secrets.key",
      /are secret/,
    ],
    [
      "a secret where there is none",
      { ...form, channel: "email", platform: "mail", secrets: { key: "x" } },
      "secrets.key",
      /no secrets/,
    ],
    ["another platform's channel", { platform: "whatsapp", channel: "form" }, "channel", /is messenger/],
    ["an unknown platform", { platform: "tikotk", channel: "ad" }, "platform", /google-ads, linkedin, tiktok/],
    ["a secret of nothing", { platform: "typeform", secrets: { secret: " " } }, "secrets.secret", /./],
    ["an id that is no name", { id: "My Source" }, "id", /lower-case/],
    ["consent without its text", { consent: { by: "submit" } }, "consent.text", /./],
    ["a confirmation that is none", { consent: { by: "none", confirm: "call" } }, "consent.confirm", /"link"/],
    ["an origin that is none", { origins: ["shop"] }, "origins.0", /https:\/\/shop\.example/],
    ["a target below nothing", { targets: { leads: -1 } }, "targets.leads", /./],
  ])("for %s is refused in words that mend it", async (_, more, field, words) => {
    const { status, json } = await asks(app(), "/api/sources", { ...form, id: "wrong", ...more });
    expect(status).toBe(422);
    expect(Problem.parse(json).errors).toMatchObject([{ field, message: expect.stringMatching(words) }]);
    expect((await asks(app(), "/api/sources/wrong")).status).toBe(404);
  });

  it("is not found", async () => {
    for (const [path, body, method] of [
      ["/api/sources/nowhere", undefined, "GET"],
      ["/api/sources/nowhere", undefined, "DELETE"],
      ["/api/sources/nowhere/test", {}, "POST"],
      ["/api/sources/%E0", undefined, "GET"],
    ] as const)
      expect((await asks(app(), path, body, method)).status).toBe(404);
    expect(await hooks("nowhere", {})).toBe(404);
    expect((await fetch(`${app().url}/api/sources`)).status).toBe(401);
  });
});

describe("a source", () => {
  it("tells where to paste which address", async () => {
    for (const platform of Object.keys(platforms)) {
      const { url, steps } = await seen(`hush-${platform}`);
      expect(url).toContain(`${app().url}/intake/${platform}/hush-${platform}`);
      const text = steps.join("\n");
      expect([url, encodeURIComponent(url)].some((address) => text.includes(address))).toBe(true);
    }
  });

  it("is told to who creates it with the token that makes its address whole, and to nobody later", async () => {
    const address = await aSource(app(), "webhook", "whole", { secrets: { token: "a token" } });
    expect(address).toBe(`${app().url}/intake/webhook/whole?token=a%20token`);
    const lead = { email: aPerson("Ida Whole").email };
    expect((await delivers(app(), address, JSON.stringify(lead))).status).toBe(200);
    await itIsQuiet(app());
    const later = await seen("whole");
    expect([later.url, later.steps[0]]).toEqual([
      expect.stringMatching(/\/whole$/),
      expect.stringMatching(/the token you have set$/),
    ]);
    const lately = { inquiries: 1, leads: 1, refused: 0 };
    expect(later).toMatchObject({ last7Days: lately, last28Days: lately });
  });

  it("says how typed-in addresses are confirmed: by a link, unless it has confirmed them itself", async () => {
    for (const [id, consent, kept] of [
      ["by-link", { by: "none" }, { by: "none", confirm: "link" }],
      ["confirmed", { by: "submit", text: "Yes", confirm: "none" }, { by: "submit", text: "Yes", confirm: "none" }],
    ] as const) {
      expect((await asks(app(), "/api/sources", { ...form, id, consent })).json).toMatchObject({ consent: kept });
      expect(await seen(id)).toMatchObject({ consent: kept });
    }
  });

  it("keeps what it is to bring and may cost", async () => {
    const targets = { leads: 120, costPerLead: 18.5, costPerCustomer: 900, currency: "EUR" };
    expect((await asks(app(), "/api/sources", { ...form, id: "plan", targets })).json).toMatchObject({ targets });
    expect(await seen("plan")).toMatchObject({ targets, pool: "sales", language: "en" });
  });

  it("whose mapping was mended lets in what could not be read", async () => {
    const people = ["Mia Kurz", "Ole Lang", "Tim Breit"].map(aPerson);
    const odd = people.map(({ name, email }, number) => ({
      wer: { a: name },
      wie: { b: email },
      nummer: `n${number}`,
    }));
    const secrets = { token: "hook-token" };
    await aSource(app(), "webhook", "odd", { secrets, mapping: { email: "wo.b" } });
    for (const submission of odd) expect(await hooks("odd", submission)).toBe(200);
    const filter = { source: "odd", reason: "unreadable" };
    // In vain, as long as the mapping is wrong.
    expect((await asks(app(), "/api/quarantine/replay", filter)).json).toEqual({ replayed: 3, unverified: 0 });
    await itIsQuiet(app());
    for (const { email } of people) expect(await leadsOf(app(), email)).toEqual([]);
    await aSource(app(), "webhook", "odd", { mapping: { name: "wer.a", email: "wie.b", id: "nummer" } });
    expect((await asks(app(), "/api/quarantine/replay", filter)).json).toEqual({ replayed: 3, unverified: 0 });
    await itIsQuiet(app());
    for (const { name, email } of people) expect((await leadOf(app(), email)).name).toBe(name);
    expect((await asks(app(), "/api/quarantine?source=odd")).json).toEqual({ items: [] });
  });

  it("takes only once what could be read of a batch", async () => {
    const [whole, broken] = [aPerson("Ina Ganz"), aPerson("Udo Halb")];
    const secrets = { token: "hook-token" };
    await aSource(app(), "webhook", "batch", { secrets, mapping: { email: "mail" } });
    expect(await hooks("batch", [{ mail: whole.email, name: whole.name }, { post: broken.email }])).toBe(200);
    expect((await leadOf(app(), whole.email)).name).toBe(whole.name);
    // Longer than what has no id of its own is known.
    await timePasses(app(), "PT15M");
    await aSource(app(), "webhook", "batch", { mapping: { email: "post" } });
    await asks(app(), "/api/quarantine/replay", { source: "batch" });
    await itIsQuiet(app());
    const { id, epoch } = await leadOf(app(), whole.email);
    expect((await leadOf(app(), broken.email)).stage).toBe("new");
    const { json } = await asks(app(), `/api/leads/${id}/timeline`);
    const { items } = z.object({ items: z.array(z.looseObject({ type: z.string() })) }).parse(json);
    expect([epoch, items.filter(({ type }) => type === "inquiry.received")]).toMatchObject([expect.any(Number), [{}]]);
  });

  it("takes what is too large for the table: word for word, and as long as it is needed", async () => {
    const secrets = { token: "hook-token" };
    await aSource(app(), "webhook", "large", { secrets, mapping: { email: "mail" } });
    const people = Array.from({ length: 11 }, (_, place) => aPerson(`Max Groß ${place}`));
    const batch = people.map(({ name, email }) => ({ mail: email, name, message: "roof ".repeat(1500) }));
    expect(await hooks("large", batch)).toBe(200);
    await itIsQuiet(app());
    for (const { name, email } of people) expect((await leadOf(app(), email)).name).toBe(name);
    const late = aPerson("Uwe Groß");
    const body = { post: late.email, name: late.name, message: "\u0001".repeat(600_000) };
    expect(await hooks("large", body)).toBe(200);
    const { json } = await asks(app(), "/api/quarantine?source=large");
    const [held] = z.object({ items: z.array(z.object({ id: z.string() })) }).parse(json).items;
    const shown = await asks(app(), `/api/quarantine/${held?.id}`);
    expect(shown).toMatchObject({
      status: 200,
      json: { truncated: true, payload: expect.stringContaining(late.email) },
    });
    const { payloadUrl } = z.object({ payloadUrl: z.url() }).parse(shown.json);
    expect(await (await fetch(payloadUrl)).json()).toEqual(body);
    await aSource(app(), "webhook", "large", { mapping: { email: "post" } });
    const opened = await asks(app(), `/api/quarantine/${held?.id}/replay`, {});
    expect(opened.json).toMatchObject({ state: "unpacked" });
    await itIsQuiet(app());
    expect((await leadOf(app(), late.email)).name).toBe(late.name);
    const done = await asks(app(), `/api/quarantine/${held?.id}`);
    expect(done.json).toMatchObject({ state: "unpacked", payload: "" });
    expect((await fetch(payloadUrl)).ok).toBe(false);
  });

  it("takes once what came twice, however long after it is let in", async () => {
    const person = aPerson("Kim Twice");
    await aSource(app(), "webhook", "twice", { secrets: { token: "hook-token" } });
    await asks(app(), "/api/sources/twice/pause", {});
    for (let time = 0; time < 2; time++) expect(await hooks("twice", person)).toBe(200);
    await asks(app(), "/api/sources/twice/resume", {});
    const { json } = await asks(app(), "/api/quarantine?source=twice");
    const held = z.object({ items: z.array(z.object({ id: z.string() })) }).parse(json).items;
    expect(held).toHaveLength(2);
    for (const { id } of held) {
      expect((await asks(app(), `/api/quarantine/${id}/replay`, {})).json).toMatchObject({ state: "unpacked" });
      await timePasses(app(), "PT15M");
    }
    const { id } = await leadOf(app(), person.email);
    const received = (await timelineOf(app(), id)).filter(({ type }) => type === "inquiry.received");
    expect(received).toHaveLength(1);
  });

  it("that was deleted keeps answering and keeps what comes, until it is made again", async () => {
    const person = aPerson("Eve Late");
    await aSource(app(), "webhook", "gone", { secrets: { token: "hook-token" } });
    const { status, text } = await asks(app(), "/api/sources/gone", undefined, "DELETE");
    expect([status, text]).toEqual([204, ""]);
    expect((await asks(app(), "/api/sources/gone")).status).toBe(404);
    expect((await asks(app(), "/api/sources/gone", undefined, "DELETE")).status).toBe(404);
    expect(await hooks("gone", person)).toBe(200);
    expect(await leadsOf(app(), person.email)).toEqual([]);
    await aSource(app(), "webhook", "gone");
    await asks(app(), "/api/quarantine/replay", { source: "gone", reason: "paused" });
    await itIsQuiet(app());
    expect((await leadOf(app(), person.email)).name).toBe(person.name);
  });

  it("of a platform that proves itself is not to be posted to as a form", async () => {
    await aSource(app(), "typeform", "signed", { secrets: { secret: "set" } });
    expect((await submits(app(), aPerson("Mallory Forge"), "signed")).status).toBe(404);
  });

  it("answers pages of its own origins, in good and in bad", async () => {
    await asks(app(), "/api/sources", { ...form, id: "shop", origins: ["https://shop.example"] });
    const posts = (origin: string, body: object) =>
      fetch(`${app().url}/intake/form/shop`, {
        method: "POST",
        headers: { origin, "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    const readable = (answer: Response) => answer.headers.get("access-control-allow-origin");
    for (const [body, status] of [
      [aPerson("Ann Page"), 202],
      [{ name: "Nobody" }, 422],
    ] as const) {
      const [ours, other] = [await posts("https://shop.example", body), await posts("https://evil.example", body)];
      expect([ours.status, readable(ours), readable(other)]).toEqual([status, "https://shop.example", null]);
    }
  });
});
