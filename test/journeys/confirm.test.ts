import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { aDesk } from "../api/command.ts";
import { confirms } from "../confirms.ts";
import { anApp, aPerson } from "../given.ts";
import { leadOf, leadsOf, linksIn, linkTo, type Mail, mailsTo, timelineOf } from "../then.ts";
import { answer, mailComes, replyAddress } from "../tracking/mail-office.ts";
import { asks, itIsQuiet, opens, presses, submits, timePasses } from "../when.ts";

const app = anApp();
const { done, entriesOf } = aDesk(app);

const spam = "Win now at https://evil.example/prize";
const quiet = {
  id: "quiet",
  channel: "form",
  platform: "form",
  name: "Quiet",
  consent: { by: "submit", text: "Mail me.", confirm: "none" },
};

const Figures = z.object({
  confirmation: z.object({ optedIn: z.number(), confirmed: z.number(), waiting: z.number(), notMe: z.number() }),
});
const figuresOf = async (source: string) =>
  Figures.parse((await asks(app(), `/api/sources/${source}`)).json).confirmation;

/** Everything a mail holds, header fields too. */
const whole = ({ text, html, headers, subject }: Mail): string => JSON.stringify([text, html, headers, subject]);

/** The second link of a mail that asks: that it was somebody else. */
const notMe = (mail: Mail | undefined): string => {
  const links = mail ? linksIn(mail).filter((link) => new URL(link).pathname.startsWith("/c/")) : [];
  return links[1] ?? "";
};

beforeAll(async () => {
  await asks(app(), "/api/sources", quiet);
});

describe("a stranger types in somebody's address once", () => {
  const victim = aPerson("Vera Victim");
  const name = "evil.example";
  let mails: Mail[] = [];
  beforeAll(async () => {
    await submits(app(), { ...victim, name, company: "x", message: spam });
    await itIsQuiet(app());
    const { id } = await leadOf(app(), victim.email);
    await done(id, "responses", { channel: "call", outcome: "attempted" });
    await timePasses(app(), "P182D");
    mails = await mailsTo(app(), victim.email);
  });

  it("who gets one thank-you, two follow-ups and one reminder in half a year, no word or link of the stranger's in them", () => {
    expect(mails.map(({ purpose }) => purpose)).toEqual(["service", "follow-up", "follow-up", "service"]);
    for (const mail of mails) expect(whole(mail)).not.toMatch(/evil|Win now/i);
    expect(mails[0]?.text).toContain("Hi there,");
  });

  it("each of them asks whether it was them, and lets them say that it was not", () => {
    for (const mail of mails) {
      expect(mail.html).toMatch(/>Confirm<\/a>/);
      expect(mail.html).toMatch(/>This was not me<\/a>/);
      expect(mail.text).toMatch(/Confirm:?\s+http/);
    }
  });

  it("and is not archived for that alone: it sleeps, and every mail that was refused is on the timeline", async () => {
    const { id, stage } = await leadOf(app(), victim.email);
    expect(stage).toBe("dormant");
    const stages = (await entriesOf(id, "stage.entered")).map(({ data }) => data.to);
    expect(stages.slice(0, 2)).toEqual(["new", "dormant"]);
    const skipped = (await entriesOf(id, "touch.skipped")).map(({ data }) => data.reason);
    expect(new Set(skipped)).toEqual(new Set(["unconfirmed"]));
    const [exhausted] = (await entriesOf(id, "stage.entered")).slice(1);
    const asked = mails.at(-1);
    expect((Date.parse(asked?.at ?? "") - Date.parse(exhausted?.at ?? "")) / 86_400_000).toBeCloseTo(14, 1);
  });
});

describe("the page behind the link", () => {
  it("shows and changes nothing; pressed, the address is confirmed and what they agreed to is agreed to twice", async () => {
    const before = await figuresOf("website");
    const ida = aPerson("Ida Own");
    await submits(app(), { ...ida, message: "A question" });
    await itIsQuiet(app());
    expect(await figuresOf("website")).toMatchObject({ optedIn: before.optedIn + 1, waiting: before.waiting + 1 });
    const [thanks] = await mailsTo(app(), ida.email);
    expect(thanks?.text).not.toContain("A question");
    const page = await opens(linkTo(thanks, "c"));
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining(ida.email) });
    await opens(notMe(thanks));
    await itIsQuiet(app());
    expect((await leadOf(app(), ida.email)).emailConfirmed).toBeUndefined();
    expect(await leadOf(app(), ida.email)).toMatchObject({ stage: "new", consent: { basis: "opt-in" } });

    // A bare post, as a program makes it, confirms as well.
    expect((await presses(linkTo(thanks, "c"), {})).status).toBe(200);
    const lead = await leadOf(app(), ida.email);
    expect(lead).toMatchObject({ emailConfirmed: { by: "link" }, consent: { basis: "double-opt-in" } });
    expect(await figuresOf("website")).toMatchObject({
      ...{ optedIn: before.optedIn + 1, confirmed: before.confirmed + 1, waiting: before.waiting },
    });
    await confirms(app(), ida.email);
    expect(await entriesOf(lead.id, "activity.added")).toHaveLength(1);
    await timePasses(app(), "P1DT1H");
    const [, attempt] = await mailsTo(app(), ida.email);
    expect(attempt?.text).toContain("A question");
    expect(attempt && linksIn(attempt).filter((link) => new URL(link).pathname.startsWith("/c/"))).toEqual([]);
  });

  it("is only for links that we made, and for the address it went to", async () => {
    const ben = aPerson("Ben Forged");
    await submits(app(), ben);
    await itIsQuiet(app());
    const link = linkTo((await mailsTo(app(), ben.email))[0], "c");
    const forged = link.slice(0, -1) + (link.endsWith("A") ? "B" : "A");
    expect((await opens(forged)).status).toBe(404);
    expect((await presses(forged, { act: "confirm" })).status).toBe(404);
  });

  it("of one whose address it is not: archived as spam, counted for the source, and the real person comes anew", async () => {
    const before = await figuresOf("website");
    const nia = aPerson("Nia Notme");
    const phone = "+353 1 496 0777";
    await submits(app(), { ...nia, phone, message: spam });
    await itIsQuiet(app());
    const { id } = await leadOf(app(), nia.email);
    const [thanks] = await mailsTo(app(), nia.email);
    expect((await presses(notMe(thanks), {})).status).toBe(200);
    expect((await presses(notMe(thanks), {})).status).toBe(200);
    await itIsQuiet(app());
    expect((await asks(app(), `/api/leads/${id}`)).json).toMatchObject({ stage: "archived", reason: "spam" });
    expect(await leadsOf(app(), nia.email)).toEqual([]);
    expect(await figuresOf("website")).toMatchObject({
      ...{ notMe: before.notMe + 1, waiting: before.waiting, optedIn: before.optedIn + 1 },
    });
    expect((await opens(linkTo(thanks, "c"))).status).toBe(200);
    await presses(linkTo(thanks, "c"), { act: "confirm" });
    await timePasses(app(), "P40D");
    expect(await mailsTo(app(), nia.email)).toHaveLength(1);

    await submits(app(), { ...nia, phone, message: "Now it is me" });
    await itIsQuiet(app());
    const anew = await leadOf(app(), nia.email);
    expect(anew.id).not.toBe(id);
    expect(anew).toMatchObject({ stage: "new", phone: "+35314960777" });
    expect(await mailsTo(app(), nia.email)).toHaveLength(2);
  });
});

describe("an address is confirmed", () => {
  it("by a reply for which its domain vouches, and by no other", async () => {
    const [una, vic] = [aPerson("Una Vouched"), aPerson("Vic Forged")];
    for (const person of [una, vic]) await submits(app(), person);
    await itIsQuiet(app());
    for (const [person, headers] of [
      [una, {}],
      [vic, { "X-Local-Auth": "fail" }],
    ] as const) {
      const [ack] = await mailsTo(app(), person.email);
      if (!ack) throw new Error("Nobody was thanked");
      await mailComes(app(), { ...answer({ ...person, replyTo: replyAddress(ack), ack }, "Tomorrow?"), headers });
    }
    expect(await leadOf(app(), una.email)).toMatchObject({ emailConfirmed: { by: "reply" } });
    expect((await leadOf(app(), vic.email)).emailConfirmed).toBeUndefined();
  });

  it("by an owner who has spoken with them, not by one who has tried", async () => {
    const ole = aPerson("Ole Spoken");
    await submits(app(), ole);
    await itIsQuiet(app());
    const { id } = await leadOf(app(), ole.email);
    await done(id, "responses", { channel: "call", outcome: "attempted" });
    expect((await leadOf(app(), ole.email)).emailConfirmed).toBeUndefined();
    await done(id, "responses", { channel: "call", outcome: "reached" });
    expect(await leadOf(app(), ole.email)).toMatchObject({ emailConfirmed: { by: "owner" } });
  });

  it("from the start, where somebody of ours types it in, and where its domain vouches for a mail from it", async () => {
    const [may, max, joe] = [aPerson("May Manual"), aPerson("Max Mail"), aPerson("Joe Unvouched")];
    await asks(app(), "/api/leads", { ...may, message: "Met at the fair" });
    const mail = (person: typeof max, headers: Record<string, string>) =>
      mailComes(app(), {
        ...{ from: { name: person.name, address: person.email }, to: "sales@leads.example", subject: "A roof" },
        ...{ text: "How much is it?", headers },
      });
    await mail(max, {});
    await mail(joe, { "X-Local-Auth": "none" });
    expect(await leadOf(app(), may.email)).toMatchObject({ emailConfirmed: { by: "source" } });
    expect(await leadOf(app(), max.email)).toMatchObject({ emailConfirmed: { by: "source" } });
    const [thanks, ...more] = await mailsTo(app(), max.email);
    expect(more).toEqual([]);
    expect(thanks?.text).toContain("How much is it?");
    expect(thanks?.html).not.toContain("/c/");
    // Anybody may have sent it: a thank-you would go to whom they name.
    expect((await leadOf(app(), joe.email)).emailConfirmed).toBeUndefined();
    expect(await mailsTo(app(), joe.email)).toEqual([]);
  });
});

describe("a source whose thanks ask for nothing", () => {
  it("thanks without the links; what follows asks", async () => {
    const kim = aPerson("Kim Quiet");
    await submits(app(), kim, "quiet");
    await timePasses(app(), "P1DT1H");
    const [thanks, attempt] = await mailsTo(app(), kim.email);
    expect(thanks?.html).not.toContain("/c/");
    expect(attempt?.html).toContain("/c/");
  });
});

describe("an address that nobody has confirmed, with a phone beside it", () => {
  it("is nurtured by the owner's calls, and no marketing mail goes to it", async () => {
    const ray = aPerson("Ray Phone");
    await submits(app(), { ...ray, phone: "+353 1 496 0888" });
    await itIsQuiet(app());
    const { id } = await leadOf(app(), ray.email);
    await done(id, "stage", { to: "nurturing", reason: "timing" });
    await timePasses(app(), "P9D");
    const [task] = await entriesOf(id, "task.created");
    const [skipped] = await entriesOf(id, "touch.skipped");
    expect(task?.data).toMatchObject({ channel: "call" });
    expect(skipped?.data).toMatchObject({ purpose: "marketing", reason: "unconfirmed" });
    expect((await mailsTo(app(), ray.email)).map(({ purpose }) => purpose)).toEqual(["service"]);
  });
});

describe("a person's click", () => {
  it("lets mails repeat what they wrote, and confirms nothing", async () => {
    const cleo = aPerson("Cleo Click");
    await submits(app(), { ...cleo, message: "A flat roof" });
    await timePasses(app(), "P1DT2H");
    const mails = await mailsTo(app(), cleo.email);
    for (const { text } of mails) expect(text).not.toContain("A flat roof");
    const tracked = mails.flatMap(linksIn).find((link) => new URL(link).pathname.startsWith("/t/c/"));
    await opens(tracked ?? "");
    await timePasses(app(), "P3D");
    const [, , second] = await mailsTo(app(), cleo.email);
    expect(second?.text).toContain("A flat roof");
    expect(second?.html).toContain("/c/");
    expect((await leadOf(app(), cleo.email)).emailConfirmed).toBeUndefined();
  });
});

describe("one mailbox, several addresses", () => {
  it("is thanked once an hour", async () => {
    const addresses = ["jane.doe@gmail.com", "janedoe@gmail.com", "jane.doe+roof@gmail.com", "janedoe@googlemail.com"];
    for (const email of addresses) await submits(app(), { name: "Jane Doe", email, message: `q ${email}` });
    await itIsQuiet(app());
    const thanks = (await Promise.all(addresses.map((email) => mailsTo(app(), email)))).flat();
    expect(thanks.map(({ purpose }) => purpose)).toEqual(["service"]);
    await timePasses(app(), "PT61M");
    await submits(app(), { name: "Jane Doe", email: addresses[3], message: "again" });
    await itIsQuiet(app());
    expect(await mailsTo(app(), addresses[3] ?? "")).toHaveLength(1);
  });
});

describe("words of refusal", () => {
  it("stop marketing at the form's door, with the reason on the timeline; what they ask is answered", async () => {
    const olga = aPerson("Olga Out");
    await submits(app(), { ...olga, "Email Opt Out": "1" });
    await itIsQuiet(app());
    const lead = await leadOf(app(), olga.email);
    expect(lead).toMatchObject({ suppressed: { marketing: true, reason: "unsubscribed" } });
    const [left] = await entriesOf(lead.id, "lead.unsubscribed");
    expect(left?.data).toMatchObject({ reason: "unsubscribed", said: "Email Opt Out" });
    await timePasses(app(), "P8D");
    expect((await mailsTo(app(), olga.email)).map(({ purpose }) => purpose)).toEqual(["service"]);
    const ina = aPerson("Ina In");
    await submits(app(), { ...ina, "Email Opt Out": "0" });
    await itIsQuiet(app());
    expect((await leadOf(app(), ina.email)).suppressed.marketing).toBeUndefined();
    expect((await timelineOf(app(), lead.id)).length).toBeGreaterThan(0);
  });
});

describe("a name", () => {
  it.each([
    ["Müller, Hans", "Hi Hans,"],
    ["Herr Schmidt", "Hi there,"],
    ["JOHN MCDONALD", "Hi John,"],
    ["https://evil.example", "Hi there,"],
  ])("%s greets as %s", async (name, greeting) => {
    const { email } = aPerson("Some Name");
    await submits(app(), { name, email, message: "q" });
    await itIsQuiet(app());
    const { id } = await leadOf(app(), email);
    const [thanks] = await mailsTo(app(), email);
    expect(thanks?.text.split("\n")[0]).toBe(greeting);
    const notice = (await asks(app(), "/local/mails")).json;
    const all = z.object({ items: z.array(z.looseObject({ leadId: z.string() })) }).parse(notice).items;
    if (name.includes("evil")) expect(JSON.stringify(all.filter(({ leadId }) => leadId === id))).not.toContain("evil");
  });
});
