import { describe, expect, it } from "vitest";
import * as z from "zod";
import { anOffice, aPerson } from "../given.ts";
import { executionsOf, leadOf, leadsOf, mailsAbout, timelineOf } from "../then.ts";
import { asks, itIsQuiet, submits, timePasses } from "../when.ts";

const office = anOffice();
const Accepted = z.object({ inquiryId: z.string() });

const received = async (lead: string) =>
  (await timelineOf(office(), lead))
    .filter(({ type }) => type === "inquiry.received")
    .map(({ data }) => data.inquiryId);

describe("one person, one lead", () => {
  it("20 repeats of one submission at once are one inquiry", async () => {
    const form = { ...aPerson("Omar Haddad"), message: "Hello", submission_id: "c0ffee" };
    const answers = await Promise.all(Array.from({ length: 20 }, () => submits(office(), form)));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(202));
    const ids = new Set(answers.map(({ json }) => Accepted.parse(json).inquiryId));
    expect(ids.size).toBe(1);
    await itIsQuiet(office());
    const { id } = await leadOf(office(), form.email);
    expect(await received(id)).toEqual([...ids]);
    expect(await mailsAbout(office(), id)).toHaveLength(2);
  });

  it("20 different inquiries at once, the address spelled in different case, are one lead", async () => {
    const laura = aPerson("Laura Bianchi");
    const spelled = (place: number) => (place % 2 ? laura.email.toUpperCase() : laura.email);
    const forms = Array.from({ length: 20 }, (_, place) => ({
      ...laura,
      email: spelled(place),
      message: `Question ${place}`,
    }));
    const answers = await Promise.all(forms.map((form) => submits(office(), form)));
    const ids = answers.map(({ json }) => Accepted.parse(json).inquiryId);
    expect(new Set(ids).size).toBe(20);
    await itIsQuiet(office());
    expect(await leadsOf(office(), laura.email)).toHaveLength(1);
    const { id } = await leadOf(office(), laura.email);
    expect((await received(id)).sort()).toEqual(ids.sort());
    const running = (await executionsOf(office(), id)).filter(({ status }) => status === "RUNNING");
    expect(running).toHaveLength(1);
    const mails = await mailsAbout(office(), id);
    expect(mails.filter(({ purpose }) => purpose === "service")).toHaveLength(1);
    expect(new Set(mails.map(({ touch }) => touch)).size).toBe(mails.length);
  });

  it("a second inquiry is told to the same owner, acknowledged only after an hour", async () => {
    const eva = aPerson("Eva Novak");
    await submits(office(), { ...eva, message: "One" });
    await timePasses(office(), "PT2M");
    await submits(office(), { ...eva, message: "Two", company: "Novak & Co" });
    await itIsQuiet(office());
    const lead = await leadOf(office(), eva.email);
    expect(lead).toMatchObject({ company: "Novak & Co" });
    const subjects = (await mailsAbout(office(), lead.id)).map(({ subject }) => subject);
    expect(subjects.filter((subject) => subject.includes("wrote again"))).toHaveLength(1);
    expect(subjects.filter((subject) => subject.startsWith("Thank you"))).toHaveLength(1);
    await timePasses(office(), "PT1H");
    await submits(office(), { ...eva, message: "Three" });
    await itIsQuiet(office());
    const later = (await mailsAbout(office(), lead.id)).map(({ subject }) => subject);
    expect(later.filter((subject) => subject.startsWith("Thank you"))).toHaveLength(2);
  });

  it("a known number with an agreeing name is the same person; with another name it is not", async () => {
    const tom = aPerson("Tom Becker");
    await submits(office(), { ...tom, phone: "+49 30 901820" });
    await submits(office(), { name: "Becker, Tom", phone: "+4930901820", message: "Me again" });
    await submits(office(), { name: "Petra Lang", phone: "+4930901820" });
    await itIsQuiet(office());
    const { id } = await leadOf(office(), tom.email);
    expect(await received(id)).toHaveLength(2);
    const { json } = await asks(office(), `/api/leads?phone=${encodeURIComponent("+4930901820")}`);
    expect(z.object({ items: z.array(z.unknown()) }).parse(json).items).toHaveLength(2);
  });
});
