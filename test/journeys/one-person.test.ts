import { describe, expect, it } from "vitest";
import * as z from "zod";
import { anApp, aPerson } from "../given.ts";
import { executionsOf, leadOf, leadsOf, mailsAbout, timelineOf } from "../then.ts";
import { asks, itIsQuiet, submits, timePasses } from "../when.ts";

const app = anApp();
const Accepted = z.object({ inquiryId: z.string() });

const received = async (lead: string) =>
  (await timelineOf(app(), lead)).filter(({ type }) => type === "inquiry.received").map(({ data }) => data.inquiryId);

describe("one person, one lead", () => {
  it("20 repeats of one submission at once are one inquiry", async () => {
    const form = { ...aPerson("Omar Haddad"), message: "Hello", submission_id: "c0ffee" };
    const answers = await Promise.all(Array.from({ length: 20 }, () => submits(app(), form)));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(202));
    const ids = new Set(answers.map(({ json }) => Accepted.parse(json).inquiryId));
    expect(ids.size).toBe(1);
    await itIsQuiet(app());
    const { id } = await leadOf(app(), form.email);
    expect(await received(id)).toEqual([...ids]);
    expect(await mailsAbout(app(), id)).toHaveLength(2);
  });

  it("20 different inquiries at once, the address spelled in different case, are one lead", async () => {
    const laura = aPerson("Laura Bianchi");
    const spelled = (place: number) => (place % 2 ? laura.email.toUpperCase() : laura.email);
    const forms = Array.from({ length: 20 }, (_, place) => ({
      ...laura,
      email: spelled(place),
      message: `Question ${place}`,
    }));
    const answers = await Promise.all(forms.map((form) => submits(app(), form)));
    const ids = answers.map(({ json }) => Accepted.parse(json).inquiryId);
    expect(new Set(ids).size).toBe(20);
    await itIsQuiet(app());
    expect(await leadsOf(app(), laura.email)).toHaveLength(1);
    const { id } = await leadOf(app(), laura.email);
    expect((await received(id)).sort()).toEqual(ids.sort());
    const running = (await executionsOf(app(), id)).filter(({ status }) => status === "RUNNING");
    expect(running).toHaveLength(1);
    const mails = await mailsAbout(app(), id);
    expect(mails.filter(({ purpose }) => purpose === "service")).toHaveLength(1);
    expect(new Set(mails.map(({ touch }) => touch)).size).toBe(mails.length);
  });

  it("a second inquiry is told to the same owner, acknowledged only after an hour", async () => {
    const eva = aPerson("Eva Novak");
    await submits(app(), { ...eva, message: "One" });
    await timePasses(app(), "PT2M");
    await submits(app(), { ...eva, message: "Two", company: "Novak & Co" });
    await itIsQuiet(app());
    const lead = await leadOf(app(), eva.email);
    expect(lead).toMatchObject({ company: "Novak & Co" });
    const subjects = (await mailsAbout(app(), lead.id)).map(({ subject }) => subject);
    expect(subjects.filter((subject) => subject.includes("wrote again"))).toHaveLength(1);
    expect(subjects.filter((subject) => subject.startsWith("Thank you"))).toHaveLength(1);
    await timePasses(app(), "PT1H");
    await submits(app(), { ...eva, message: "Three" });
    await itIsQuiet(app());
    const later = (await mailsAbout(app(), lead.id)).map(({ subject }) => subject);
    expect(later.filter((subject) => subject.startsWith("Thank you"))).toHaveLength(2);
  });

  it("a known number with an agreeing name is the same person; with another name it is not", async () => {
    const tom = aPerson("Tom Becker");
    await submits(app(), { ...tom, phone: "+49 30 901820" });
    await submits(app(), { name: "Becker, Tom", phone: "+4930901820", message: "Me again" });
    await submits(app(), { name: "Petra Lang", phone: "+4930901820" });
    await itIsQuiet(app());
    const { id } = await leadOf(app(), tom.email);
    expect(await received(id)).toHaveLength(2);
    const { json } = await asks(app(), `/api/leads?phone=${encodeURIComponent("+4930901820")}`);
    expect(z.object({ items: z.array(z.unknown()) }).parse(json).items).toHaveLength(2);
  });
});
