import { describe, expect, it } from "vitest";
import * as z from "zod";
import { aDesk, mainLine } from "../api/command.ts";
import { anApp, aPerson } from "../given.ts";
import { aSource, delivers } from "../intake/platforms.ts";
import { handsOver } from "../letters.ts";
import { leadOf, linkTo, mailsAbout, mailsTo, timelineOf } from "../then.ts";
import { anInquirer, answer, functionArn } from "../tracking/mail-office.ts";
import { type Answer, asks, itIsQuiet, presses, submits, timePasses } from "../when.ts";
import { callOf, doors } from "./doors.ts";

/** Between each read of an item and the write that follows it, a rival changes that item; the audit looks for its marks. */
const app = anApp({ interleave: true });
const { done } = aDesk(app);

/** What the functions that people reach have logged as errors. */
const failures = () =>
  ["OpsApi", "ResponsePage", "UnsubscribePage"]
    .flatMap((id) => app().functions.logLines(functionArn(app(), id)))
    .filter((line) => line.includes("ERROR"))
    .join("");

type Command = [name: string, does: () => Promise<Answer>];

/** Twelve things that people do to one lead: in whatever order they come, each that is accepted happened once. */
function commandsOn(id: string, links: { respond: string; unsubscribe: string }, place: number): Command[] {
  const stage = (to: string): Command => [`stage ${to}`, () => asks(app(), `/api/leads/${id}/stage`, { to })];
  const note = (text: string): Command => [
    `note ${text}`,
    () => asks(app(), `/api/leads/${id}/activities`, { type: "note", note: text }),
  ];
  const commands: Command[] = [
    ...mainLine.map(stage),
    note("first"),
    note("second"),
    ["called", () => asks(app(), `/api/leads/${id}/responses`, { channel: "call", outcome: "reached" })],
    ["planned", () => asks(app(), `/api/leads/${id}/next-action`, { what: "Ring", dueAt: "2026-12-24T09:00:00Z" })],
    ["given away", () => asks(app(), `/api/leads/${id}/assign`, { owner: "owner-2" })],
    ["link", () => presses(links.respond, { outcome: "attempted" })],
    ["left", () => presses(links.unsubscribe, { act: "unsubscribe" })],
  ];
  return commands.map((_, turn) => commands[(turn * 5 + place) % commands.length] ?? stage("working"));
}

/** The stages of a timeline are one path, told in the order in which they were entered. */
async function pathOf(id: string): Promise<string[]> {
  const timeline = await timelineOf(app(), id);
  const moments = timeline.map(({ at }) => at);
  expect(moments).toEqual(moments.toSorted());
  const entered = timeline.filter(({ type }) => type === "stage.entered").map(({ data }) => data);
  expect(entered.map(({ from }) => from)).toEqual([undefined, ...entered.slice(0, -1).map(({ to }) => to)]);
  return entered.map(({ to }) => String(to));
}

describe("twelve commands on one lead at once", () => {
  it.each([1, 2, 3])("are each heeded or refused, and its stages are one path (%i)", async (place) => {
    const writer = await anInquirer(app(), aPerson(`Wanted ${place}`));
    const { id, owner } = writer.lead;
    const notice = (await mailsTo(app(), `${owner}@team.example`)).find(({ leadId }) => leadId === id);
    const links = { respond: linkTo(notice, "r"), unsubscribe: linkTo(writer.ack, "u") };
    const commands = commandsOn(id, links, place);
    const [answers] = await Promise.all([
      Promise.all(commands.map(async ([name, does]) => ({ name, answer: await does() }))),
      submits(app(), { name: writer.name, email: writer.email, message: "And a gutter?" }),
      handsOver(app(), answer(writer, "When can you come?")),
    ]);
    await itIsQuiet(app());
    for (const {
      name,
      answer: { status, text },
    } of answers)
      expect([200, 409], `${name}: ${text} ${failures()}`).toContain(status);

    const lead = await leadOf(app(), writer.email);
    const path = await pathOf(id);
    expect(path.at(-1)).toBe(lead.stage);
    const accepted = answers.filter(({ answer: { status } }) => status === 200).map(({ name }) => name);
    const timeline = await timelineOf(app(), id);
    const told = (type: string) => timeline.filter((entry) => entry.type === type);
    for (const to of mainLine.filter((one) => accepted.includes(`stage ${one}`))) expect(path).toContain(to);
    const notes = told("activity.added").map(({ data }) => data.note);
    expect(notes).toEqual(expect.arrayContaining(["first", "second", "Ring"]));
    expect(told("response.recorded")).toHaveLength(2);
    expect(told("lead.unsubscribed")).toHaveLength(1);
    expect(told("reply.received")).toHaveLength(1);
    expect(told("inquiry.received")).toHaveLength(2);
    expect(lead).toMatchObject({ owner: "owner-2", suppressed: { marketing: true } });
  });
});

describe("the same done twice at once", () => {
  it("a task is done once, and both hear of the first time", async () => {
    const { name } = aPerson("Ring Me");
    await submits(app(), { name, phone: "+353861234567" });
    await timePasses(app(), "P1D");
    const Tasks = z.object({ items: z.array(z.object({ id: z.string(), leadId: z.string() })) });
    const [task] = Tasks.parse((await asks(app(), "/api/tasks?limit=100")).json).items;
    if (!task) throw new Error("Nobody is to ring");
    const ends = await Promise.all(
      ["one", "two", "three"].map((note) => asks(app(), `/api/tasks/${task.id}/done`, { note })),
    );
    expect(ends.map(({ status }) => status)).toEqual([200, 200, 200]);
    const Done = z.object({ note: z.string(), doneAt: z.string() });
    expect(new Set(ends.map(({ json }) => Done.parse(json).note)).size).toBe(1);
    const told = (await timelineOf(app(), task.leadId)).filter(({ type }) => type === "task.done");
    expect(told.filter(({ data }) => data.taskId === task.id)).toHaveLength(1);
  });

  it("a pending notice that two steps tell is one mail, told once", async () => {
    const person = aPerson("Told Once");
    await submits(app(), { ...person, message: "How much?" });
    await itIsQuiet(app());
    const { id } = await leadOf(app(), person.email);
    const { epoch } = await done(id, "assign", { owner: "owner-1" }).then((lead) =>
      lead.owner === "owner-1" ? done(id, "assign", { owner: "owner-2" }) : lead,
    );
    const step = functionArn(app(), "Step");
    const tell = () => app().functions.invoke(step, { contract: 2, action: "send-pending", leadId: id, epoch });
    await Promise.all([tell(), tell(), tell(), tell()]);
    await itIsQuiet(app());
    const touches = (await mailsAbout(app(), id)).map(({ touch }) => touch);
    expect(touches).toEqual([...new Set(touches)]);
    const told = (await timelineOf(app(), id)).filter(({ type }) => type === "mail.sent").map(({ data }) => data.touch);
    expect([...told].sort()).toEqual([...touches].sort());
  });

  it("a parcel that is let in again by several hands is one inquiry, and is unpacked", async () => {
    const url = await aSource(app(), "google-ads", "twice", { secrets: { key: "right" } });
    const ad = doors.find(({ id }) => id === "google-ads");
    if (!ad) throw new Error("There is no door google-ads");
    const forged = callOf({ ...ad, id: "twice" }, url, true);
    expect((await delivers(app(), url, forged.body, forged.headers)).status).toBe(401);
    await itIsQuiet(app());
    const Deliveries = z.object({ items: z.array(z.object({ id: z.string() })) });
    const rawDeliveries = async (state: string) =>
      Deliveries.parse((await asks(app(), `/api/quarantine?source=twice&state=${state}`)).json).items;
    const [rawDelivery] = await rawDeliveries("quarantined");
    const again = () => asks(app(), `/api/quarantine/${rawDelivery?.id}/replay`, {});
    const statuses = (await Promise.all([again(), again(), again()])).map(({ status }) => status);
    expect(statuses.filter((status) => status !== 200 && status !== 409)).toEqual([]);
    expect(statuses).toContain(200);
    await timePasses(app(), "PT10M");
    expect(await rawDeliveries("unpacked")).toMatchObject([{ id: rawDelivery?.id }]);
  });
});

it("a rival was there all along", () => {
  const edited = app()
    .archive.edits()
    .map(({ pk }) => pk.split("#")[0]);
  expect([...new Set(edited)].sort()).toEqual(expect.arrayContaining(["LEAD", "PARCEL", "TASK"]));
});
