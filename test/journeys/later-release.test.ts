import { describe, expect, it } from "vitest";
import { anApp, aPerson } from "../given.ts";
import { leadOf, mailsAbout, timelineOf } from "../then.ts";
import { asks, itIsQuiet, submits, timePasses } from "../when.ts";
import { anEditor } from "./operator.ts";

/*
 * In the midst of a deploy, or after one was taken back: what this release changes was written by the next one, which has another
 * schema and knows fields that this one does not.
 */

const app = anApp();

const news = { later: { of: ["the", { next: "release" }] } };
const within = (value: unknown) => ({ ...Object(value), ...news });
/** A notice of a kind that does not exist yet. */
const celebration = { kind: "celebrated", scope: "next-1", to: "owner-1", inquiries: [], ...news };

async function change(path: string, body: object, method = "POST"): Promise<unknown> {
  const { status, text, json } = await asks(app(), path, body, method);
  expect(status, text).toBeLessThan(300);
  return json;
}

describe("what the next release has written", () => {
  it("of a lead goes through a life of commands, mails and steps, and its own notice waits for it", async () => {
    const editor = anEditor(app());
    const person = aPerson("Ahead Of Us");
    await submits(app(), { ...person, message: "How much?" });
    await itIsQuiet(app());
    const { id } = await leadOf(app(), person.email);
    const key = { pk: `LEAD#${id}`, sk: "LEAD" };
    const lead = { ...(await editor.read(key)) };
    const places = ["score", "sla", "consent", "suppressed", "source", "nextAction"];
    const written = Object.fromEntries(places.map((name) => [name, within(lead[name])]));
    await editor.write(key, { ...lead, ...written, ...news, schema: 99, pending: [celebration] });

    await change(`/api/leads/${id}/activities`, { type: "note", note: "Looked at" });
    await submits(app(), { ...person, message: "And a gutter?" });
    await timePasses(app(), "PT6M");
    await change(`/api/leads/${id}/responses`, { channel: "call", outcome: "reached" });
    await change(`/api/leads/${id}/assign`, { owner: "owner-2" });
    await timePasses(app(), "P3D");

    const after = { ...(await editor.read(key)) };
    expect(after).toMatchObject({ ...news, schema: 99, stage: "working", owner: "owner-2", pending: [celebration] });
    for (const name of ["sla", "consent", "suppressed", "source"]) expect(after[name], name).toMatchObject(news);
    const told = (await mailsAbout(app(), id)).map(({ touch }) => touch);
    expect(told.filter((touch) => touch.includes("celebrated"))).toEqual([]);
    expect(told.filter((touch) => touch.includes("-assigned-owner-2"))).toHaveLength(1);
    const shown = JSON.stringify(await asks(app(), `/api/leads/${id}`));
    expect(shown).not.toContain("later");
    expect((await timelineOf(app(), id)).map(({ type }) => type)).toContain("response.recorded");
    await editor.write(key, { ...after, pending: [] });
    await timePasses(app(), "P1D");
  });

  it("of an owner and a source stays when a field beside it, or around it, is changed", async () => {
    const editor = anEditor(app());
    const owner = { pk: "OWNERS", sk: "owner-1" };
    const before = { ...(await editor.read(owner)) };
    const absences = [within({ from: "2027-12-24", to: "2027-12-26" })];
    await editor.write(owner, { ...before, ...news, absences, schema: 99 });
    expect(JSON.stringify(await change("/api/owners/owner-1", { name: "Anna R." }, "PATCH"))).not.toContain("later");
    expect(await editor.read(owner)).toMatchObject({ ...news, absences, schema: 99, name: "Anna R." });
    await change("/api/owners/owner-1", { name: before.name }, "PATCH");

    const page = { id: "ahead", channel: "form", platform: "form", name: "Ahead", targets: { leads: 5 } };
    await change("/api/sources", { ...page, consent: { by: "field", text: "Yes" }, secrets: { turnstileSecret: "k" } });
    const key = { pk: "SOURCES", sk: "ahead" };
    const source = { ...(await editor.read(key)) };
    const wholes = { consent: within(source.consent), targets: within(source.targets) };
    await editor.write(key, { ...source, ...news, ...wholes, schema: 99 });
    await change("/api/sources/ahead", { consent: { text: "Yes, mail me" }, targets: { leads: 6 } }, "PATCH");
    await change("/api/sources/ahead", { secrets: { turnstileSecret: "another" } }, "PATCH");
    expect(await editor.read(key)).toMatchObject({
      ...{ ...news, schema: 99 },
      consent: { ...news, by: "field", text: "Yes, mail me" },
      targets: { ...news, leads: 6 },
    });
    const refused = await asks(app(), "/api/sources/ahead", { consent: { later: 1 } }, "PATCH");
    expect(refused.status).toBe(422);
  });
});
