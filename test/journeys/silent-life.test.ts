import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { confirms } from "../confirms.ts";
import { anApp, aPerson, monday } from "../given.ts";
import { type Entry, executionsOf, leadOf, mailsAbout, timelineOf } from "../then.ts";
import { asks, itIsQuiet, submits, timePasses } from "../when.ts";

const app = anApp();

const Ids = z.object({ items: z.array(z.object({ id: z.string() })) });
const Tasks = z.object({
  items: z.array(
    z.looseObject({ id: z.string(), leadId: z.string(), owner: z.string(), channel: z.string(), dueAt: z.string() }),
  ),
  cursor: z.string().optional(),
});

const callback = { id: "callback", channel: "form", platform: "form", name: "Call me back", consent: { by: "none" } };
const zoe = aPerson("Zoe Silent");
const leo = aPerson("Leo Nothing");
const phone = "+353 1 496 0000";
const ids = { optIn: "", noOptIn: "", noMail: "" };

/** Whole days from the beginning to an entry. */
const dayOf = ({ at }: Pick<Entry, "at">) => Math.floor((Date.parse(at) - Date.parse(monday)) / 86_400_000);

/** When a lead entered which stage. */
const stagesOf = (timeline: Entry[]) =>
  timeline.filter(({ type }) => type === "stage.entered").map((entry) => [dayOf(entry), entry.data.to]);

const idByPhone = async () =>
  Ids.parse((await asks(app(), `/api/leads?phone=${encodeURIComponent(phone)}`)).json).items[0]?.id ?? "";

const mailsToLead = async (lead: string) =>
  (await mailsAbout(app(), lead)).filter(({ purpose }) => purpose !== "internal");

beforeAll(async () => {
  await asks(app(), "/api/sources", callback);
  await submits(app(), zoe);
  await submits(app(), leo, "callback");
  await submits(app(), { name: "Ada Phone", phone });
  await itIsQuiet(app());
  ids.optIn = (await leadOf(app(), zoe.email)).id;
  ids.noOptIn = (await leadOf(app(), leo.email)).id;
  ids.noMail = await idByPhone();
  await confirms(app(), zoe.email);
  // Nobody speaks with them; the promise is kept, so that nobody is reminded for ever.
  for (const id of Object.values(ids))
    await asks(app(), `/api/leads/${id}/responses`, { channel: "call", outcome: "attempted" });
  await timePasses(app(), "P560D");
});

describe("560 days in which nobody says a word", () => {
  it("one who agreed to mail is nurtured, bid farewell, asked again twice and let go", async () => {
    const timeline = await timelineOf(app(), ids.optIn);
    const stages = stagesOf(timeline);
    const near = (days: number) => expect.toSatisfy((found: number) => found === days || found === days + 1);
    expect(stages).toEqual([
      [0, "new"],
      [10, "nurturing"],
      [38, "declined"],
      [52, "dormant"],
      [near(52 + 60 + 14), "dormant"],
      [near(126 + 120 + 14), "dormant"],
      [near(260 + 240), "archived"],
    ]);
    const mails = (await mailsToLead(ids.optIn)).map((mail) => [
      dayOf(mail),
      mail.touch.replace(/^.*-(?=acknow)/, ""),
      mail.purpose,
    ]);
    expect(mails).toEqual([
      [0, "acknowledgement-lead", "service"],
      [1, "r1-attempt-1-lead", "follow-up"],
      [3, "r1-attempt-2-lead", "follow-up"],
      [6, "r1-attempt-3-lead", "follow-up"],
      [17, "r2-checklist-lead", "marketing"],
      [24, "r2-prices-lead", "marketing"],
      [31, "r2-story-lead", "marketing"],
      [38, "r3-farewell-lead", "marketing"],
      [near(112), "r4-re-engagement-lead", "marketing"],
      [near(246), "r5-re-engagement-lead", "marketing"],
    ]);
    expect(await leadOf(app(), zoe.email)).toMatchObject({ stage: "archived", reason: "silent", cycle: 2 });
  });

  it("one who did not agree, nor confirmed the address, gets two attempts and is archived silently from new", async () => {
    expect(stagesOf(await timelineOf(app(), ids.noOptIn))).toEqual([
      [0, "new"],
      [10, "archived"],
    ]);
    expect((await mailsToLead(ids.noOptIn)).map(({ purpose }) => purpose)).toEqual([
      "service",
      "follow-up",
      "follow-up",
    ]);
    expect(await leadOf(app(), leo.email)).toMatchObject({ stage: "archived", reason: "silent" });
  });

  it("one without a mail address lives the same life by the owner's tasks", async () => {
    const timeline = await timelineOf(app(), ids.noMail);
    expect(stagesOf(timeline).map(([, stage]) => stage)).toEqual([
      "new",
      "nurturing",
      "declined",
      "dormant",
      "dormant",
      "dormant",
      "archived",
    ]);
    expect(await mailsToLead(ids.noMail)).toEqual([]);
    const made = timeline.filter(({ type }) => type === "task.created");
    expect(made.map(dayOf).slice(0, 7)).toEqual([1, 3, 6, 17, 24, 31, 38]);
    expect(made).toHaveLength(7 + 3);
    expect(made.map(({ data }) => data.what)[0]).toBe("Ada Phone: Call them: first attempt");
  });

  it("every state was slept through by one clock, and the long sleeps by none", async () => {
    const endsOf = async (id: string) => new Set((await executionsOf(app(), id)).map(({ status }) => status));
    for (const id of [ids.optIn, ids.noMail]) expect(await endsOf(id)).toEqual(new Set(["ABORTED", "SUCCEEDED"]));
    // The clock whose step archives a lead ends by itself, or is stopped before it does: whichever is faster.
    expect([...(await endsOf(ids.noOptIn))]).toSatisfy((ends: string[]) =>
      ends.every((end) => end === "ABORTED" || end === "SUCCEEDED"),
    );
  });
});

describe("the owner's tasks", () => {
  const tasks = async (query: string) => Tasks.parse((await asks(app(), `/api/tasks${query}`)).json).items;

  it("are listed by owner and status, the most urgent first, and done once", async () => {
    const open = await tasks("?status=open");
    expect(open.map(({ leadId }) => leadId)).toEqual(Array(10).fill(ids.noMail));
    expect(open.map(({ dueAt }) => dueAt)).toEqual(open.map(({ dueAt }) => dueAt).sort());
    const [first] = open;
    const owner = first?.owner ?? "";
    expect(await tasks(`?owner=${owner}`)).toEqual(open);
    expect(await tasks(`?owner=${owner === "owner-1" ? "owner-2" : "owner-1"}`)).toEqual([]);
    const pages = [];
    for (let cursor: string | undefined = ""; cursor !== undefined; ) {
      const { json } = await asks(app(), `/api/tasks?limit=4${cursor && `&cursor=${cursor}`}`);
      pages.push(Tasks.parse(json).items);
      cursor = Tasks.parse(json).cursor;
    }
    expect(pages.map(({ length }) => length)).toEqual([4, 4, 2]);
    expect(pages.flat()).toEqual(open);

    const path = `/api/tasks/${first?.id}/done`;
    const { status, json } = await asks(app(), path, { note: "Spoke with her" });
    expect([status, json]).toEqual([200, expect.objectContaining({ id: first?.id, note: "Spoke with her" })]);
    expect((await asks(app(), path, { note: "Again" })).json).toEqual(json);
    expect(await tasks("?status=done")).toEqual([json]);
    expect((await tasks("?status=open")).map(({ id }) => id)).toEqual(open.slice(1).map(({ id }) => id));
    const said = (await timelineOf(app(), ids.noMail)).filter(({ type }) => type === "task.done");
    expect(said.map(({ data, by }) => [data.taskId, data.note, by.kind])).toEqual([
      [first?.id, "Spoke with her", "ops"],
    ]);
  });

  it("that do not exist cannot be done, and other statuses cannot be asked for", async () => {
    expect((await asks(app(), "/api/tasks/tk_01M83T4CM0JJN7ZK24H5V1AX8F/done", {})).status).toBe(404);
    expect((await asks(app(), "/api/tasks?status=late")).status).toBe(422);
  });
});
