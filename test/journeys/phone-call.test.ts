import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { anApp } from "../given.ts";
import { aSource, delivers } from "../intake/platforms.ts";
import { mailsAbout, timelineOf } from "../then.ts";
import { asks, itIsQuiet, timePasses } from "../when.ts";
import { prove, sends } from "./doors.ts";

const app = anApp();
let address = "";
beforeAll(async () => {
  address = await aSource(app(), "twilio", "phone", { secrets: { authToken: "auth-token" } });
});

/** When Twilio tells of a call from a number. */
async function calls(file: string, from: string, call: string, more: Record<string, string> = {}) {
  const ours = { "4155550100": from, CA00000000000000000000000000000001: call, ...more };
  const body = sends(`call/twilio/${file}.txt`, ours);
  const { headers } = prove.twilio(body, "auth-token", address);
  const answer = await delivers(app(), address, body, headers);
  await itIsQuiet(app());
  return answer;
}

const Leads = z.object({
  items: z.array(
    z.looseObject({
      id: z.string(),
      stage: z.string(),
      sla: z.looseObject({ channel: z.string(), respondedAt: z.string().optional() }),
    }),
  ),
});
async function leadBy(number: string) {
  const { items } = Leads.parse((await asks(app(), `/api/leads?phone=%2B1${number}`)).json);
  const [lead] = items;
  if (!lead || items.length > 1) throw new Error(`There are ${items.length} leads of that number, not one`);
  return lead;
}
const timelineBy = async (number: string) => timelineOf(app(), (await leadBy(number)).id);
const typesBy = async (number: string) => (await timelineBy(number)).map(({ type }) => type);

describe("a call of somebody unknown", () => {
  it("that was answered is a lead that somebody works on, whose promise is kept", async () => {
    await calls("dial-answered", "4155550111", "CA00000000000000000000000000000011");
    const lead = await leadBy("4155550111");
    expect(lead).toMatchObject({ stage: "working", sla: { channel: "call", respondedAt: expect.any(String) } });
    const types = await typesBy("4155550111");
    expect(types).toEqual(expect.arrayContaining(["inquiry.received", "response.recorded", "sla.met"]));
    const mails = await mailsAbout(app(), lead.id);
    expect(mails.map(({ purpose }) => purpose)).toEqual(["internal"]);
  });

  it("that was missed waits to be called back, and is answered at the second try", async () => {
    await calls("dial-missed", "4155550122", "CA00000000000000000000000000000021");
    expect((await leadBy("4155550122")).sla.respondedAt).toBeUndefined();
    await timePasses(app(), "PT3M");
    await calls("dial-answered", "4155550122", "CA00000000000000000000000000000022");
    expect(await leadBy("4155550122")).toMatchObject({ stage: "working" });
    const types = await typesBy("4155550122");
    expect(types.filter((type) => type === "inquiry.received")).toHaveLength(2);
    expect(types.filter((type) => type === "sla.met")).toHaveLength(1);
    expect(types).not.toContain("sla.breached");
  });

  it("of which only the number itself tells is known to be missed when nothing else was told for two minutes", async () => {
    const call = "CA00000000000000000000000000000031";
    expect((await calls("number-completed", "4155550133", call)).status).toBe(204);
    await expect(leadBy("4155550133")).rejects.toThrow("0 leads");
    await timePasses(app(), "PT4M");
    expect(await leadBy("4155550133")).toMatchObject({ stage: "new", sla: { channel: "call" } });
  });

  it("that one of two phones took is not missed because the other was busy, nor is it a call of our own number", async () => {
    const call = "CA00000000000000000000000000000051";
    const [caller, ours] = ["4155550155", "4155550199"];
    await calls("leg-answered", ours, call, { "CallStatus=completed": "CallStatus=in-progress" });
    await calls("leg-missed", ours, call, { "CallStatus=no-answer": "CallStatus=busy" });
    await timePasses(app(), "PT10M");
    await expect(leadBy(ours)).rejects.toThrow("0 leads");
    await calls("number-completed", caller, call);
    await timePasses(app(), "PT4M");
    expect(await leadBy(caller)).toMatchObject({ stage: "working", sla: { respondedAt: expect.any(String) } });
    await expect(leadBy(ours)).rejects.toThrow("0 leads");
  });

  it("of which the dial tells after the number was answered, once", async () => {
    const call = "CA00000000000000000000000000000041";
    await calls("number-completed", "4155550144", call);
    await calls("dial-answered", "4155550144", call);
    await timePasses(app(), "PT4M");
    const types = await typesBy("4155550144");
    expect(types.filter((type) => type === "inquiry.received")).toHaveLength(1);
    expect((await leadBy("4155550144")).stage).toBe("working");
  });
});
