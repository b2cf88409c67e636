import { describe, expect, it } from "vitest";
import * as z from "zod";
import { anApp, aPerson } from "../given.ts";
import { leadOf, mailsTo, timelineOf } from "../then.ts";
import { asks, itIsQuiet, submits, timePasses } from "../when.ts";
import { anEditor } from "./operator.ts";
import { functionOf, withRouterDeaf } from "./router.ts";

const app = anApp();

/** Nobody may read this in a log. */
const words = "Something that only one person may know";
const spoilt = { score: words, name: { words }, state: words, facts: words, inquiry: words, owner: { words } };

/** What the functions have said of an item that they could not read. */
const reportsOf = (key: string, ...ids: string[]): string[] =>
  ids
    .flatMap((id) => app().functions.logLines(functionOf(app(), id).arn))
    .filter((line) => line.includes('"item unreadable"') && line.includes(key));

const Page = z.object({ items: z.array(z.looseObject({ id: z.string() })), cursor: z.string().optional() });

/** The ids of a list, page by page. */
async function idsOf(path: string, limit = 1): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | undefined = ""; cursor !== undefined; ) {
    const { json } = await asks(app(), `${path}limit=${limit}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    const page = Page.parse(json);
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.cursor;
  }
  return ids;
}

async function aLead(name: string): Promise<string> {
  const person = aPerson(name);
  await submits(app(), { ...person, message: "How much?" });
  await itIsQuiet(app());
  return (await leadOf(app(), person.email)).id;
}

describe("an item that cannot be read", () => {
  it("of a lead leaves the list to the others, and is told once, by its key", async () => {
    const [first, second, third] = [await aLead("First"), await aLead("Second"), await aLead("Third")];
    const key = { pk: `LEAD#${second}`, sk: "LEAD" };
    await anEditor(app()).spoils(key, spoilt);
    const listed = await idsOf("/api/leads?");
    expect(listed).toEqual(expect.arrayContaining([first, third]));
    expect(listed).not.toContain(second);
    const reports = reportsOf(second, "OpsApi");
    expect(reports).toHaveLength(1);
    expect(reports[0]).toContain('"SourceTroubles":1');
    expect(reports[0]).toContain(`LEAD#${second} LEAD`);
    expect(reports[0]).not.toContain(words);
  });

  it("is an error that names it and says what to do, where it alone is asked for", async () => {
    const id = await aLead("Alone");
    await anEditor(app()).spoils({ pk: `LEAD#${id}`, sk: "LEAD" }, spoilt);
    for (const path of [`/api/leads/${id}`, `/api/leads/${id}/timeline`]) {
      const { status, text } = await asks(app(), path);
      expect(status).toBe(500);
      expect(text).toMatch(new RegExp(`The lead at LEAD#${id} LEAD cannot be read: .*score .*Mend these fields`));
      expect(text).not.toContain(words);
    }
  });

  it("of an owner stops neither routing nor the list of the others", async () => {
    await anEditor(app()).spoils({ pk: "OWNERS", sk: "a-wreck" }, { ...spoilt, kind: "owner" });
    const person = aPerson("Routed");
    await submits(app(), person);
    await itIsQuiet(app());
    const { owner } = await leadOf(app(), person.email);
    expect(owner).toMatch(/^owner-/);
    expect(await mailsTo(app(), person.email)).toHaveLength(1);
    expect(await idsOf("/api/owners?")).toEqual(expect.arrayContaining(["owner-1", "owner-2", "manager-1"]));
    expect((await asks(app(), "/api/owners/a-wreck")).text).toContain("The owner at OWNERS a-wreck cannot be read");
    expect(reportsOf("a-wreck", "Router")).not.toEqual([]);
  });

  it("of a source closes no other's door, and leaves list and watch to the others", async () => {
    await anEditor(app()).spoils({ pk: "SOURCES", sk: "a-wreck" }, { ...spoilt, kind: "source" });
    expect(await idsOf("/api/sources?")).toContain("website");
    expect((await submits(app(), aPerson("Let In"))).status).toBeLessThan(300);
    expect((await asks(app(), "/api/sources/a-wreck")).status).toBe(500);
  });

  it("of a source's costs and counts leaves out no more than itself", async () => {
    const costs = [10, 20].map((amount) => ({
      from: `2026-11-${amount}`,
      to: `2026-11-${amount}`,
      amount,
      currency: "EUR",
    }));
    await asks(app(), "/api/sources/website/costs", costs);
    const editor = anEditor(app());
    await editor.spoils({ pk: "COST#website", sk: "2026-11-10#2026-11-10#" }, { amount: words });
    await editor.spoils({ pk: "SEEN#website", sk: "2026-11-20#3" }, { inquiries: words });
    const { json } = await asks(app(), "/api/sources/website/costs");
    expect(json).toMatchObject({ items: [{ amount: 20 }] });
    expect((await asks(app(), "/api/sources/website")).status).toBe(200);
  });

  it("of a task leaves the others to be done and handed over", async () => {
    const phones = ["+353861234501", "+353861234502"];
    for (const phone of phones) await submits(app(), { name: "Ring Me", phone });
    await timePasses(app(), "P1D");
    const before = await idsOf("/api/tasks?", 100);
    const [wreck, ...others] = before;
    await anEditor(app()).spoils({ pk: `TASK#${wreck}`, sk: "TASK" }, { what: { words } });
    expect(await idsOf("/api/tasks?")).toEqual(others);
  });

  it("of what is kept in quarantine leaves the others to be seen and let in", async () => {
    const source = { id: "closed", channel: "form", platform: "form", name: "Closed", consent: { by: "none" } };
    await asks(app(), "/api/sources", source);
    await asks(app(), "/api/sources/closed/pause", {});
    for (const name of ["One", "Two", "Three"]) await submits(app(), aPerson(name), "closed");
    await itIsQuiet(app());
    const list = "/api/quarantine?source=closed&";
    const [first, wreck, third] = await idsOf(list);
    await anEditor(app()).spoils({ pk: `PARCEL#${wreck}`, sk: "PARCEL" }, spoilt);
    expect(await idsOf(list)).toEqual([first, third]);
    expect((await asks(app(), `/api/quarantine/${wreck}`)).text).toContain("cannot be read");
    await asks(app(), "/api/sources/closed/resume", {});
    const { json } = await asks(app(), "/api/quarantine/replay", { source: "closed" });
    expect(json).toMatchObject({ replayed: 2 });
    await itIsQuiet(app());
  });

  it("of a timeline leaves the rest of it, page by page", async () => {
    const id = await aLead("Told");
    for (const note of ["one", "two", "three"])
      await asks(app(), `/api/leads/${id}/activities`, { type: "note", note });
    const before = await timelineOf(app(), id);
    const editor = anEditor(app());
    const batches = (await editor.under(`LEAD#${id}`)).filter(
      ({ kind, facts }) => kind === "facts" && Array.isArray(facts),
    );
    const two = batches.find(({ facts }) => JSON.stringify(facts).includes('"two"'));
    if (!two) throw new Error("The note is not there");
    await editor.spoils(two, { facts: words });
    const path = `/api/leads/${id}/timeline?`;
    const rest = before.filter(({ data }) => data.note !== "two").map((entry) => entry.id);
    for (const limit of [1, 2, 100]) expect(await idsOf(path, limit)).toEqual(rest);
  });

  it("of a lead's inquiries leaves the others to be worked in, and is worked in when it is mended", async () => {
    const person = aPerson("Wrote Twice");
    const editor = anEditor(app());
    await withRouterDeaf(app(), async () => {
      for (const message of ["First", "Second"]) await submits(app(), { ...person, message });
    });
    const { id } = await leadOf(app(), person.email);
    const inquiries = async () => (await editor.under(`LEAD#${id}`)).filter(({ kind }) => kind === "inquiry");
    const [, second] = await inquiries();
    if (!second) throw new Error("The second inquiry is not there");
    await editor.write(second, { ...second, inquiry: words });
    await timePasses(app(), "PT3M");
    expect((await inquiries()).map(({ digestedAt }) => digestedAt !== undefined)).toEqual([true, false]);
    expect((await mailsTo(app(), person.email)).map(({ purpose }) => purpose)).toEqual(["service"]);
    expect(reportsOf(second.sk, "Sweep", "Router")).not.toEqual([]);
    await editor.write(second, second);
    await timePasses(app(), "PT2H");
    expect((await inquiries()).map(({ digestedAt }) => digestedAt !== undefined)).toEqual([true, true]);
  });

  it("of the ledger holds up the one mail of which it is not known whether it was sent", async () => {
    const person = aPerson("Thanked Late");
    const editor = anEditor(app());
    await withRouterDeaf(app(), async () => void (await submits(app(), person)));
    const { id } = await leadOf(app(), person.email);
    const pk = `LEAD#${id}`;
    const inquiry = (await editor.under(pk)).find(({ kind }) => kind === "inquiry");
    const touch = { pk, sk: `TOUCH#${inquiry?.sk.replace("T#", "inq_")}-acknowledgement-lead` };
    await editor.write(touch, { kind: "touch", state: words });
    await timePasses(app(), "PT3M");
    const { owner } = await leadOf(app(), person.email);
    expect((await mailsTo(app(), `${owner}@team.example`)).filter(({ leadId }) => leadId === id)).toHaveLength(1);
    expect(await mailsTo(app(), person.email)).toEqual([]);
    expect(reportsOf(touch.sk, "Step")).not.toEqual([]);
    await editor.remove(touch);
    await timePasses(app(), "PT2H");
    expect(await mailsTo(app(), person.email)).toHaveLength(1);
  });

  it("in a batch of the stream holds up none of the others, and is looked after when it is mended", async () => {
    const id = await aLead("In The Stream");
    const editor = anEditor(app());
    const key = { pk: `LEAD#${id}`, sk: "LEAD" };
    const before = await editor.read(key);
    await editor.write(key, { ...before, ...spoilt });
    const next = aPerson("Right Behind");
    await submits(app(), next);
    await itIsQuiet(app());
    expect(await mailsTo(app(), next.email)).toHaveLength(1);
    const router = app().functions.logLines(functionOf(app(), "Router").arn);
    expect(router.filter((line) => line.includes('"record not routed"'))).toEqual([]);
    await editor.write(key, { ...before });
    await timePasses(app(), "PT10M");
    expect((await timelineOf(app(), id)).map(({ type }) => type)).toContain("sla.breached");
  });

  it("that stands among what is due, under a key that is none, stops no sweep", async () => {
    const sk = `${words}#no-id`;
    await anEditor(app()).spoils({ pk: "LEAD#no-id", sk: "LEAD" }, { kind: "lead", byDuePk: "DUE#0", byDueSk: sk });
    await timePasses(app(), "PT3M");
    const sweeps = app().functions.logLines(functionOf(app(), "Sweep").arn);
    expect(sweeps.filter((line) => line.includes('"failed"'))).toEqual([]);
  });
});
