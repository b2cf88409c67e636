import { describe, expect, it } from "vitest";
import * as z from "zod";
import { anApp } from "../given.ts";
import { aSource, delivers } from "../intake/platforms.ts";
import { mailsAbout, timelineOf } from "../then.ts";
import { asks, itIsQuiet, timePasses } from "../when.ts";
import { callOf, type Door, doors, secretNameOf } from "./doors.ts";

const app = anApp();

const secretsOf = (door: Door): Record<string, string> => ({ [secretNameOf(door)]: door.secret });

const LeadSeen = z.looseObject({
  id: z.string(),
  stage: z.string(),
  sla: z.looseObject({
    channel: z.string(),
    openedAt: z.iso.datetime(),
    dueAt: z.iso.datetime(),
    respondedAt: z.string().optional(),
    breachedAt: z.string().optional(),
  }),
  source: z.looseObject({ id: z.string(), campaign: z.string().optional() }),
});
const Leads = z.object({ items: z.array(LeadSeen) });
const Deliveries = z.object({ items: z.array(z.looseObject({ id: z.string(), reason: z.string() })) });

const addresses = new Map<string, string>();
const arrives = async (door: Door, forged = false) => {
  const { url, body, headers } = callOf(door, addresses.get(door.id) ?? "", forged);
  const answer = await delivers(app(), url, body, headers);
  await itIsQuiet(app());
  return answer;
};

const leadsOf = async ({ id }: Door) => Leads.parse((await asks(app(), `/api/leads?source=${id}`)).json).items;
async function leadOf(door: Door) {
  const [lead, ...more] = await leadsOf(door);
  if (!lead || more.length > 0) throw new Error(`${door.id} has brought ${lead ? more.length + 1 : 0} leads, not one`);
  return lead;
}
const receivedBy = async (door: Door) =>
  (await timelineOf(app(), (await leadOf(door)).id)).filter(({ type }) => type === "inquiry.received");
const heldOf = async ({ id }: Door) => Deliveries.parse((await asks(app(), `/api/quarantine?source=${id}`)).json).items;

/** All that there is of a lead. */
const everything = async (door: Door) => {
  const lead = await leadOf(door);
  return { lead, timeline: await timelineOf(app(), lead.id), mails: await mailsAbout(app(), lead.id) };
};

describe.each(doors)("the door of $id", (door) => {
  it("is made by the API, refuses what is forged and keeps it", async () => {
    addresses.set(door.id, await aSource(app(), door.platform, door.id, { secrets: secretsOf(door) }));
    expect((await arrives(door, true)).status).toBe(door.refuses);
    expect(await leadsOf(door)).toEqual([]);
    const [held, ...more] = await heldOf(door);
    expect([held?.reason, more]).toEqual(["unverified", []]);
  });

  it("makes a lead of what is genuine, which its owner is told of", async () => {
    expect(await arrives(door)).toEqual(door.answers);
    const { campaign, ...card } = door.lead;
    const lead = await leadOf(door);
    expect(lead).toMatchObject({ stage: "new", ...card, ...(campaign && { source: { campaign } }) });
    const { channel, openedAt, dueAt, breachedAt } = lead.sla;
    expect([channel, breachedAt]).toEqual([door.sla.channel, undefined]);
    expect(Date.parse(dueAt) - Date.parse(openedAt)).toBe(door.sla.minutes * 60_000);
    const mails = await mailsAbout(app(), lead.id);
    const thanked = mails.filter(({ purpose }) => purpose !== "internal").flatMap(({ to }) => to);
    expect(thanked).toEqual(door.lead.email ? [door.lead.email] : []);
    const notices = mails.filter(({ purpose }) => purpose === "internal");
    expect(notices.map(({ subject }) => subject)).toEqual([expect.stringContaining("New lead")]);
    for (const part of [notices[0]?.text, notices[0]?.html]) expect(part).toContain(door.reach);
  });

  it("takes the same once", async () => {
    const before = await everything(door);
    expect(await arrives(door)).toEqual(door.answers);
    expect(await everything(door)).toEqual(before);
    expect(await receivedBy(door)).toHaveLength(1);
    expect(await heldOf(door)).toHaveLength(1);
  });
});

describe("three days later", () => {
  it("the same is still the same; only what has no id of its own may be said again", async () => {
    // Nobody waits for them any more, so that three days are quickly over.
    for (const door of doors)
      await asks(app(), `/api/leads/${(await leadOf(door)).id}/stage`, { to: "archived", reason: "out-of-area" });
    await timePasses(app(), "P3D");
    for (const door of doors.filter(({ brief }) => !brief)) {
      const before = await everything(door);
      expect([door.id, await arrives(door)]).toEqual([door.id, door.answers]);
      expect(await everything(door)).toEqual(before);
    }
    for (const door of doors.filter(({ brief }) => brief)) {
      expect(await arrives(door)).toEqual(door.answers);
      expect(await receivedBy(door)).toHaveLength(2);
      expect((await leadOf(door)).stage).toBe("new");
    }
  });
});
