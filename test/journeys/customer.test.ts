import { beforeAll, describe, expect, it } from "vitest";
import { aDesk } from "../api/command.ts";
import { anApp, aPerson } from "../given.ts";
import { executionsOf, leadOf, linksIn, linkTo, mailsAbout, mailsTo, timelineOf } from "../then.ts";
import { asks, itIsQuiet, opens, presses, submits, timePasses } from "../when.ts";

const app = anApp();
const { done, entriesOf, clocksOf } = aDesk(app);

const callback = { id: "callback", channel: "form", platform: "form", name: "Call me back", consent: { by: "none" } };
beforeAll(async () => {
  await asks(app(), "/api/sources", callback);
});

/** Somebody who was spoken with and has bought. */
async function aCustomer(name: string, conversion: object = {}) {
  const person = aPerson(name);
  await submits(app(), person, "callback");
  await itIsQuiet(app());
  const { id } = await leadOf(app(), person.email);
  await done(id, "responses", { channel: "call", outcome: "reached" });
  await done(id, "convert", conversion);
  await itIsQuiet(app());
  const lead = await leadOf(app(), person.email);
  return { ...lead, ...person, cadence: lead.cadence };
}

describe("a customer", () => {
  it("without an after-sale cadence is left in peace", async () => {
    const { id, email } = await aCustomer("Petra Peace");
    expect(await clocksOf(id)).toEqual([]);
    const mails = (await mailsAbout(app(), id)).length;
    await timePasses(app(), "P90D");
    expect(await mailsAbout(app(), id)).toHaveLength(mails);
    expect((await leadOf(app(), email)).dueAt).toBeUndefined();
  });

  it("with one gets a welcome, a question and a favour asked, and then peace", async () => {
    const { id, email, cadence } = await aCustomer("Carla Care", { cadence: "after-sale" });
    expect(cadence).toMatchObject({ name: "after-sale", step: "welcome" });
    const sold = app().clock.now();
    await timePasses(app(), "P63D");
    const mails = (await mailsTo(app(), email)).slice(1);
    const days = mails.map(({ at, purpose }) => [(Date.parse(at) - sold) / 86_400_000, purpose]);
    expect(days).toEqual([
      [1, "marketing"],
      [31, "marketing"],
      [61, "marketing"],
    ]);
    const lead = await leadOf(app(), email);
    expect(lead).toMatchObject({ stage: "converted" });
    expect([lead.cadence, lead.dueAt]).toEqual([undefined, undefined]);
    expect((await executionsOf(app(), id)).at(-1)).toMatchObject({ status: "SUCCEEDED" });
  });

  it("who unsubscribes gets none of it, and stays a customer", async () => {
    const { id, email } = await aCustomer("Nora Never", { cadence: "after-sale" });
    await presses(linkTo((await mailsTo(app(), email))[0], "u"), { act: "unsubscribe" });
    await timePasses(app(), "P63D");
    expect((await mailsTo(app(), email)).map(({ purpose }) => purpose)).toEqual(["service"]);
    const skipped = (await entriesOf(id, "touch.skipped")).map(({ data }) => data.reason);
    expect(skipped).toEqual(["unsubscribed", "unsubscribed", "unsubscribed"]);
    expect(await leadOf(app(), email)).toMatchObject({ stage: "converted" });
  });
});

describe("a customer who writes again", () => {
  it("is promised an answer, the customer's owner is told, and a response in time closes it", async () => {
    const owner = "care-1";
    await asks(app(), "/api/owners", { id: owner, name: "Cara", email: `${owner}@team.example`, pool: "care" });
    const { id, email, name } = await aCustomer("Wanda Writes", { customer: { owner } });
    expect((await entriesOf(id, "lead.assigned")).at(-1)).toMatchObject({ data: { to: owner } });
    await timePasses(app(), "P3D");
    const mails = (await mailsAbout(app(), id)).length;
    await submits(app(), { name, email, message: "A tile came loose" });
    await itIsQuiet(app());
    const asked = await leadOf(app(), email);
    expect(asked).toMatchObject({ stage: "converted", owner, sla: { level: 0, channel: "form" } });
    const told = (await mailsAbout(app(), id)).slice(mails).map(({ to, purpose }) => `${purpose} ${to[0]}`);
    expect(told.sort()).toEqual([`internal ${owner}@team.example`, `service ${email}`]);
    expect(await clocksOf(id)).toEqual([`${id}-${asked.epoch}`]);

    await timePasses(app(), "PT4M");
    expect(await done(id, "responses", { channel: "call", outcome: "attempted" })).toMatchObject({
      stage: "converted",
    });
    await itIsQuiet(app());
    expect(await entriesOf(id, "sla.met")).toHaveLength(2);
    expect(await clocksOf(id)).toEqual([]);
  });

  it("and is not answered: the owner and the manager hear of it, until somebody responds", async () => {
    const { id, email, name } = await aCustomer("Walt Waits", { cadence: "after-sale" });
    await submits(app(), { name, email, message: "It rains in" });
    await timePasses(app(), "PT21M");
    const levels = (await timelineOf(app(), id)).filter(({ type }) => /^sla\.(breached|escalated)$/.test(type));
    expect(levels.map(({ data }) => data.level)).toEqual([1, 2, 3]);
    await done(id, "responses", { channel: "call", outcome: "reached" });
    const mails = (await mailsAbout(app(), id)).length;
    await timePasses(app(), "P1D");
    const after = (await mailsAbout(app(), id)).slice(mails).map(({ touch }) => touch);
    expect(after).toEqual([expect.stringMatching(/-welcome-lead$/)]);
    expect(await leadOf(app(), email)).toMatchObject({
      stage: "converted",
      cadence: { name: "after-sale", step: "how-is-it" },
    });
  });

  it("keeps one clock when the after-sale cadence ends while they wait for an answer", async () => {
    const { id, email, name } = await aCustomer("Long Wait", { cadence: "after-sale" });
    await timePasses(app(), "P61DT12H");
    await submits(app(), { name, email, message: "Who mends the gutter?" });
    await timePasses(app(), "P1D");
    const waiting = await leadOf(app(), email);
    expect(waiting.cadence).toBeUndefined();
    expect(await clocksOf(id)).toEqual([`${id}-${waiting.epoch}`]);
    await done(id, "responses", { channel: "call", outcome: "reached" });
    await itIsQuiet(app());
    expect(await clocksOf(id)).toEqual([]);
  });

  it("or follows a hot link in an old mail is heard of by the owner", async () => {
    const person = aPerson("Hot Customer");
    await submits(app(), person, "callback");
    await timePasses(app(), "P1DT1H");
    const { id, owner } = await leadOf(app(), person.email);
    await done(id, "responses", { channel: "call", outcome: "reached" });
    await done(id, "convert", {});
    await itIsQuiet(app());
    const mails = (await mailsAbout(app(), id)).length;
    const links = (await mailsTo(app(), person.email)).flatMap(linksIn);
    await opens(links.find((link) => new URL(link).pathname.startsWith("/t/c/")) ?? "");
    await timePasses(app(), "PT1M");
    expect((await entriesOf(id, "mail.clicked")).map(({ data }) => data.automated)).toEqual([false]);
    expect((await mailsAbout(app(), id)).slice(mails).map(({ to }) => to)).toEqual([[`${owner}@team.example`]]);
    expect(await clocksOf(id)).toEqual([]);
  });
});
