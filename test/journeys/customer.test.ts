import { beforeAll, describe, expect, it } from "vitest";
import { aDesk } from "../api/command.ts";
import { anOffice, aPerson } from "../given.ts";
import { executionsOf, leadOf, linksIn, linkTo, mailsAbout, mailsTo, timelineOf } from "../then.ts";
import { asks, itIsQuiet, opens, presses, submits, timePasses } from "../when.ts";

const office = anOffice();
const { done, entriesOf, clocksOf } = aDesk(office);

const callback = { id: "callback", channel: "form", platform: "form", name: "Call me back", consent: { by: "none" } };
beforeAll(async () => {
  await asks(office(), "/api/sources", callback);
});

/** Somebody who was spoken with and has bought. */
async function aCustomer(name: string, conversion: object = {}) {
  const person = aPerson(name);
  await submits(office(), person, "callback");
  await itIsQuiet(office());
  const { id } = await leadOf(office(), person.email);
  await done(id, "responses", { channel: "call", outcome: "reached" });
  await done(id, "convert", conversion);
  await itIsQuiet(office());
  const lead = await leadOf(office(), person.email);
  return { ...lead, ...person, cadence: lead.cadence };
}

describe("a customer", () => {
  it("without an after-sale cadence is left in peace", async () => {
    const { id, email } = await aCustomer("Petra Peace");
    expect(await clocksOf(id)).toEqual([]);
    const mails = (await mailsAbout(office(), id)).length;
    await timePasses(office(), "P90D");
    expect(await mailsAbout(office(), id)).toHaveLength(mails);
    expect((await leadOf(office(), email)).dueAt).toBeUndefined();
  });

  it("with one gets a welcome, a question and a favour asked, and then peace", async () => {
    const { id, email, cadence } = await aCustomer("Carla Care", { cadence: "after-sale" });
    expect(cadence).toMatchObject({ name: "after-sale", step: "welcome" });
    const sold = office().clock.now();
    await timePasses(office(), "P63D");
    const mails = (await mailsTo(office(), email)).slice(1);
    const days = mails.map(({ at, purpose }) => [(Date.parse(at) - sold) / 86_400_000, purpose]);
    expect(days).toEqual([
      [1, "marketing"],
      [31, "marketing"],
      [61, "marketing"],
    ]);
    const lead = await leadOf(office(), email);
    expect(lead).toMatchObject({ stage: "converted" });
    expect([lead.cadence, lead.dueAt]).toEqual([undefined, undefined]);
    expect((await executionsOf(office(), id)).at(-1)).toMatchObject({ status: "SUCCEEDED" });
  });

  it("who unsubscribes gets none of it, and stays a customer", async () => {
    const { id, email } = await aCustomer("Nora Never", { cadence: "after-sale" });
    await presses(linkTo((await mailsTo(office(), email))[0], "u"), { act: "unsubscribe" });
    await timePasses(office(), "P63D");
    expect((await mailsTo(office(), email)).map(({ purpose }) => purpose)).toEqual(["service"]);
    const skipped = (await entriesOf(id, "touch.skipped")).map(({ data }) => data.reason);
    expect(skipped).toEqual(["unsubscribed", "unsubscribed", "unsubscribed"]);
    expect(await leadOf(office(), email)).toMatchObject({ stage: "converted" });
  });
});

describe("a customer who writes again", () => {
  it("is promised an answer, the customer's owner is told, and a response in time closes it", async () => {
    const owner = "care-1";
    await asks(office(), "/api/owners", { id: owner, name: "Cara", email: `${owner}@team.example`, pool: "care" });
    const { id, email, name } = await aCustomer("Wanda Writes", { customer: { owner } });
    expect((await entriesOf(id, "lead.assigned")).at(-1)).toMatchObject({ data: { to: owner } });
    await timePasses(office(), "P3D");
    const mails = (await mailsAbout(office(), id)).length;
    await submits(office(), { name, email, message: "A tile came loose" });
    await itIsQuiet(office());
    const asked = await leadOf(office(), email);
    expect(asked).toMatchObject({ stage: "converted", owner, sla: { level: 0, channel: "form" } });
    const told = (await mailsAbout(office(), id)).slice(mails).map(({ to, purpose }) => `${purpose} ${to[0]}`);
    expect(told.sort()).toEqual([`internal ${owner}@team.example`, `service ${email}`]);
    expect(await clocksOf(id)).toEqual([`${id}-${asked.epoch}`]);

    await timePasses(office(), "PT4M");
    expect(await done(id, "responses", { channel: "call", outcome: "attempted" })).toMatchObject({
      stage: "converted",
    });
    await itIsQuiet(office());
    expect(await entriesOf(id, "sla.met")).toHaveLength(2);
    expect(await clocksOf(id)).toEqual([]);
  });

  it("and is not answered: the owner and the manager hear of it, until somebody responds", async () => {
    const { id, email, name } = await aCustomer("Walt Waits", { cadence: "after-sale" });
    await submits(office(), { name, email, message: "It rains in" });
    await timePasses(office(), "PT21M");
    const levels = (await timelineOf(office(), id)).filter(({ type }) => /^sla\.(breached|escalated)$/.test(type));
    expect(levels.map(({ data }) => data.level)).toEqual([1, 2, 3]);
    await done(id, "responses", { channel: "call", outcome: "reached" });
    const mails = (await mailsAbout(office(), id)).length;
    await timePasses(office(), "P1D");
    const after = (await mailsAbout(office(), id)).slice(mails).map(({ touch }) => touch);
    expect(after).toEqual([expect.stringMatching(/-welcome-lead$/)]);
    expect(await leadOf(office(), email)).toMatchObject({
      stage: "converted",
      cadence: { name: "after-sale", step: "how-is-it" },
    });
  });

  it("keeps one clock when the after-sale cadence ends while they wait for an answer", async () => {
    const { id, email, name } = await aCustomer("Long Wait", { cadence: "after-sale" });
    await timePasses(office(), "P61DT12H");
    await submits(office(), { name, email, message: "Who mends the gutter?" });
    await timePasses(office(), "P1D");
    const waiting = await leadOf(office(), email);
    expect(waiting.cadence).toBeUndefined();
    expect(await clocksOf(id)).toEqual([`${id}-${waiting.epoch}`]);
    await done(id, "responses", { channel: "call", outcome: "reached" });
    await itIsQuiet(office());
    expect(await clocksOf(id)).toEqual([]);
  });

  it("or follows a hot link in an old mail is heard of by the owner", async () => {
    const person = aPerson("Hot Customer");
    await submits(office(), person, "callback");
    await timePasses(office(), "P1DT1H");
    const { id, owner } = await leadOf(office(), person.email);
    await done(id, "responses", { channel: "call", outcome: "reached" });
    await done(id, "convert", {});
    await itIsQuiet(office());
    const mails = (await mailsAbout(office(), id)).length;
    const links = (await mailsTo(office(), person.email)).flatMap(linksIn);
    await opens(links.find((link) => new URL(link).pathname.startsWith("/t/c/")) ?? "");
    await timePasses(office(), "PT1M");
    expect((await entriesOf(id, "mail.clicked")).map(({ data }) => data.automated)).toEqual([false]);
    expect((await mailsAbout(office(), id)).slice(mails).map(({ to }) => to)).toEqual([[`${owner}@team.example`]]);
    expect(await clocksOf(id)).toEqual([]);
  });
});
