import { describe, expect, it } from "vitest";
import * as z from "zod";
import { honeypotName } from "../../functions/intake/spam/suspicion.ts";
import { SourceId } from "../../functions/source/source.ts";
import { anApp, aPerson } from "../given.ts";
import { leadOf, leadsOf, mailsTo, timelineOf } from "../then.ts";
import { asks, itIsQuiet, submits, timePasses } from "../when.ts";
import { aSource, delivers } from "./platforms.ts";

const app = anApp();
const honeypot = honeypotName(SourceId.parse("website"));

const Held = z.object({
  items: z.array(
    z.looseObject({ id: z.string(), reason: z.string(), detail: z.string(), inquiryId: z.string().optional() }),
  ),
});
const heldFor = async (reason: string) =>
  Held.parse((await asks(app(), `/api/quarantine?source=website&reason=${reason}`)).json).items;

const idIn = (json: unknown): string => z.object({ inquiryId: z.string() }).parse(json).inquiryId;

describe("a form that looks like a machine's", () => {
  it("is answered like any other, kept, and becomes the inquiry it was told to be when a person says so", async () => {
    const person = { ...aPerson("Pia Moss"), [honeypot]: "https://spam.example", submission_id: "pia-1" };
    const first = await submits(app(), person);
    const again = await submits(app(), person);
    expect([first.status, again.status]).toEqual([202, 202]);
    expect(idIn(again.json)).toBe(idIn(first.json));
    await itIsQuiet(app());
    expect(await leadsOf(app(), person.email)).toEqual([]);
    const [held, ...more] = await heldFor("suspect");
    expect(more).toEqual([]);
    expect(held).toMatchObject({ detail: expect.stringContaining("do not see"), inquiryId: idIn(first.json) });
    const replayed = await asks(app(), `/api/quarantine/${held?.id}/replay`, {});
    expect(replayed.json).toMatchObject({ state: "unpacked" });
    await itIsQuiet(app());
    const lead = await leadOf(app(), person.email);
    const received = (await timelineOf(app(), lead.id)).filter(({ type }) => type === "inquiry.received");
    expect(received.map(({ data }) => data.inquiryId)).toEqual([idIn(first.json)]);
    expect(await mailsTo(app(), person.email)).toHaveLength(1);
    // The same form a third time is still the same inquiry.
    expect(idIn((await submits(app(), person)).json)).toBe(idIn(first.json));
    await itIsQuiet(app());
  });

  it("waits while its source is paused; all of a source are let in at once", async () => {
    const source = { id: "fair", channel: "form", platform: "form", name: "Fair", consent: { by: "none" } };
    await asks(app(), "/api/sources", source);
    expect((await asks(app(), "/api/sources/fair/pause", {})).json).toMatchObject({ paused: true });
    const people = ["Ann Paused", "Bo Paused", "Cy Paused"].map(aPerson);
    for (const person of people) expect((await submits(app(), person, "fair")).status).toBe(202);
    await itIsQuiet(app());
    for (const { email } of people) expect(await leadsOf(app(), email)).toEqual([]);
    await timePasses(app(), "PT1H");
    expect((await asks(app(), "/api/sources/fair/resume", {})).json).not.toHaveProperty("paused");
    const { status, json } = await asks(app(), "/api/quarantine/replay", { source: "fair", reason: "paused" });
    expect([status, json]).toEqual([202, { replayed: 3, unverified: 0 }]);
    await itIsQuiet(app());
    // Nobody could answer them earlier: the promise counts from now.
    const openedAt = new Date(app().clock.now()).toISOString();
    for (const { email } of people)
      expect(await leadOf(app(), email)).toMatchObject({ stage: "new", sla: { level: 0, openedAt } });
  });

  it("is kept word for word", async () => {
    const person = { ...aPerson("Quin Odd"), [honeypot]: "x", message: "ĄŽ \u202e reversed" };
    await submits(app(), person);
    const held = (await heldFor("suspect"))[0];
    const { json } = await asks(app(), `/api/quarantine/${held?.id}`);
    const { payload } = z.looseObject({ payload: z.string() }).parse(json);
    expect(JSON.parse(payload)).toEqual(person);
  });
});

describe("a flood of forms that look like a machine's", () => {
  // What is over the hour's measure is answered and not kept.
  const flooded = anApp({ breaks: ["accepted inquiries"] });

  it("is answered like any other, and kept a hundred times an hour", async () => {
    const source = { id: "flood", channel: "form", platform: "form", name: "Flood", consent: { by: "none" } };
    await asks(flooded(), "/api/sources", source);
    const trap = honeypotName(SourceId.parse("flood"));
    const post = (place: number) => submits(flooded(), { ...aPerson(`Bot ${place}`), [trap]: "x" }, "flood");
    const answers = [];
    for (let place = 0; place < 105; place++) answers.push((await post(place)).status);
    expect(new Set(answers)).toEqual(new Set([202]));
    await itIsQuiet(flooded());
    const Page = z.object({ items: z.array(z.unknown()), cursor: z.string().optional() });
    const page = async (more = "") =>
      Page.parse((await asks(flooded(), `/api/quarantine?source=flood&reason=suspect&limit=100${more}`)).json);
    const { items, cursor = "" } = await page();
    expect(items).toHaveLength(100);
    expect((await page(`&cursor=${encodeURIComponent(cursor)}`)).items).toEqual([]);
    // A person is let in all the same.
    const person = aPerson("Vera Good");
    expect((await submits(flooded(), person, "flood")).status).toBe(202);
    await itIsQuiet(flooded());
    expect(await leadsOf(flooded(), person.email)).toHaveLength(1);
  });
});

describe("spam that a form's tool passes on", () => {
  const spam = (name: string) => ({ ...aPerson(name), message: "Best online casino, free spins for you" });

  it.each([
    ["with one person's form", 1],
    ["in a batch", 11],
  ])("%s is kept, thanks nobody, and comes in when a person says so", async (_, people) => {
    const url = await aSource(app(), "webhook", `tool-${people}`, { secrets: { token: "the-token" } });
    const spammer = spam(`Casino ${people}`);
    const others = Array.from({ length: people }, (__, at) => aPerson(`Tool Person ${people} ${at}`));
    const body = JSON.stringify([spammer, ...others]);
    const { status } = await delivers(app(), url, body, { "x-leadwright-token": "the-token" });
    expect(status).toBe(200);
    await itIsQuiet(app());
    for (const { email } of others) expect(await mailsTo(app(), email)).toHaveLength(1);
    expect(await leadsOf(app(), spammer.email)).toEqual([]);
    const { items } = Held.parse((await asks(app(), `/api/quarantine?source=tool-${people}&reason=suspect`)).json);
    expect(items).toMatchObject([{ detail: "phrases of bulk offers" }]);
    expect((await asks(app(), `/api/quarantine/${items[0]?.id}/replay`, {})).json).toMatchObject({
      state: "unpacked",
    });
    await itIsQuiet(app());
    expect(await mailsTo(app(), spammer.email)).toHaveLength(1);
  });
});

describe("what somebody of ours types in", () => {
  it("is a lead at once, with an owner, and nobody is thanked for writing", async () => {
    const person = { ...aPerson("Mia Fair"), phone: "+353 1 496 0000", message: "Met at the fair, wants a flat roof" };
    const { status, json } = await asks(app(), "/api/leads", { ...person, owner: "owner-2", channel: "call" });
    expect(status).toBe(201);
    expect(json).toMatchObject({ stage: "new", owner: "owner-2", email: person.email, source: { channel: "call" } });
    await itIsQuiet(app());
    expect(await mailsTo(app(), person.email)).toEqual([]);
    const assigned = (await timelineOf(app(), Object(json).id)).filter(({ type }) => type === "lead.assigned");
    expect(assigned.map(({ data }) => data)).toEqual([{ to: "owner-2", why: "by hand" }]);
    const again = await asks(app(), "/api/leads", { ...person, owner: "owner-2", channel: "call" });
    expect(Object(again.json).id).toBe(Object(json).id);
    expect((await asks(app(), "/api/leads", { name: "Nobody" })).status).toBe(422);
    expect((await asks(app(), "/api/leads", { ...aPerson("Ole"), owner: "owner-9" })).status).toBe(422);
    expect((await asks(app(), "/api/leads", { ...aPerson("Ole"), sauce: "fair" })).status).toBe(422);
  });

  it("may be as long as is kept of it, and not longer", async () => {
    const long = { ...aPerson("Lea Long"), message: "A roof. ".repeat(2500), consent: { text: "Yes. ".repeat(999) } };
    const extra = { notes: Array.from({ length: 20 }, () => "Flat. ".repeat(333)) };
    expect((await asks(app(), "/api/leads", { ...long, extra })).status).toBe(201);
    for (const more of [
      { message: "A roof. ".repeat(60_000) },
      { message: "A roof. ".repeat(2501) },
      { consent: { text: "Yes. ".repeat(99_000) } },
      { extra: { notes: ["Flat. ".repeat(334)] } },
      { extra: { notes: Array(21).fill("Flat.") } },
    ]) {
      const { status, text } = await asks(app(), "/api/leads", { ...long, ...more });
      expect([status, text]).toEqual([422, expect.stringContaining(`"field":"${Object.keys(more)[0]}`)]);
    }
    expect((await asks(app(), "/api/leads", { ...long, message: "x".repeat(4_200_000) })).status).toBe(413);
    const deep = { ...aPerson("Dee"), extra: { deep: JSON.parse(`${"[".repeat(500)}${"]".repeat(500)}`) } };
    expect((await asks(app(), "/api/leads", deep)).status).toBe(422);
  });

  it("takes the lead from nobody when it is sent again", async () => {
    const entry = { ...aPerson("Rae Again"), owner: "owner-2", message: "Wants a call" };
    const first = await asks(app(), "/api/leads", entry);
    await asks(app(), `/api/leads/${Object(first.json).id}/assign`, { owner: "owner-1" });
    expect((await asks(app(), "/api/leads", entry)).json).toMatchObject({ owner: "owner-1" });
  });
});

describe("a try of a source", () => {
  it("goes the whole way, marked as a test", async () => {
    const { email } = aPerson("Me Myself");
    const { status, json } = await asks(app(), "/api/sources/website/test", { email });
    expect(status).toBe(201);
    await itIsQuiet(app());
    expect(await leadOf(app(), email)).toMatchObject({ id: Object(json).leadId, test: true });
    expect(await mailsTo(app(), email)).toHaveLength(1);
    const silent = await asks(app(), "/api/sources/website/test", {});
    await itIsQuiet(app());
    const lead = await asks(app(), `/api/leads/${Object(silent.json).leadId}`);
    expect(lead.json).toMatchObject({ test: true, name: "Test lead" });
    expect((await asks(app(), "/api/sources/nowhere/test", {})).status).toBe(404);
  });
});
