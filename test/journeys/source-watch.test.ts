import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { anApp, aPerson } from "../given.ts";
import { aSource, delivers, metaSigned } from "../intake/platforms.ts";
import { leadOf } from "../then.ts";
import { asks, itIsQuiet, submits, timePasses } from "../when.ts";

const app = anApp();

const Seen = z.looseObject({
  lastInquiryAt: z.string().optional(),
  troubles: z.array(z.object({ kind: z.string(), since: z.string(), why: z.string(), mend: z.string() })),
});
const seen = async (id: string) => Seen.parse((await asks(app(), `/api/sources/${id}`)).json);
const kinds = async (id: string) => (await seen(id)).troubles.map(({ kind }) => kind);

/** Their inquiries are kept and counted, and nothing else follows: weeks are quickly over. */
const blocked = aPerson("Max Block");
let questions = 0;
async function writes(source: string): Promise<void> {
  questions += 1;
  await submits(app(), { ...blocked, message: `Question ${questions}` }, source);
  await itIsQuiet(app());
}

beforeAll(async () => {
  const form = { channel: "form", platform: "form", consent: { by: "none" } };
  for (const id of ["office-hours", "fresh"]) await asks(app(), "/api/sources", { ...form, id, name: id });
  await submits(app(), blocked, "fresh");
  await itIsQuiet(app());
  await asks(app(), `/api/leads/${(await leadOf(app(), blocked.email)).id}/block`, {});
});

describe("a source with a rhythm", () => {
  it("is at rest at weekends, and nobody is told", async () => {
    for (let day = 0; day < 14; day++) {
      if (day % 7 < 5) for (let inquiry = 0; inquiry < 2; inquiry++) await writes("office-hours");
      expect([day, await kinds("office-hours")]).toEqual([day, []]);
      await timePasses(app(), "P1D");
    }
    expect(await kinds("office-hours")).toEqual([]);
  });

  it("goes silent: that is told once, in words, until it is heard again", async () => {
    await timePasses(app(), "P7D");
    const { troubles, lastInquiryAt } = await seen("office-hours");
    expect(troubles).toMatchObject([{ kind: "silent", why: expect.stringContaining(lastInquiryAt ?? "never") }]);
    expect(troubles[0]?.mend).toMatch(/Send the form/);
    const since = Date.parse(troubles[0]?.since ?? "");
    // Not before Wednesday: the weekend is none of it.
    expect(since).toBeGreaterThan(Date.parse("2026-12-09T00:00:00Z"));
    // Long after its rhythm is forgotten.
    await timePasses(app(), "P42D");
    expect(await seen("office-hours")).toMatchObject({ troubles, lastInquiryAt });
    await writes("office-hours");
    await timePasses(app(), "PT1H");
    expect(await kinds("office-hours")).toEqual([]);
  });

  it("is not that of a source of which little is known", async () => {
    expect((await seen("fresh")).lastInquiryAt).toMatch(/^2026-11-23/);
    expect(await kinds("fresh")).toEqual([]);
  });
});

describe("a source whose deliveries are suddenly refused", () => {
  it("is told of until they are let in again", async () => {
    await aSource(app(), "telegram", "bot", { secrets: { secretToken: "the-secret" } });
    for (let forged = 0; forged < 25; forged++)
      expect((await delivers(app(), "/intake/telegram/bot", "{}")).status).toBe(401);
    await timePasses(app(), "PT1H");
    const { troubles } = await seen("bot");
    expect(troubles).toMatchObject([
      { kind: "rejections", mend: expect.stringContaining("/api/quarantine?source=bot") },
    ]);
    await timePasses(app(), "P1D");
    expect(await kinds("bot")).toEqual([]);
  });

  it("counts what turns out to be unreadable only behind its door", async () => {
    const secrets = { appSecret: "meta-secret", verifyToken: "meta-verify" };
    const url = await aSource(app(), "whatsapp", "chats", { secrets });
    for (let broken = 0; broken < 20; broken++) {
      const body = JSON.stringify({ object: "whatsapp_business_account", entry: [broken] });
      expect((await delivers(app(), url, body, metaSigned("meta-secret", body))).status).toBe(200);
    }
    await timePasses(app(), "PT1H");
    expect(await kinds("chats")).toEqual(["rejections"]);
  });
});
