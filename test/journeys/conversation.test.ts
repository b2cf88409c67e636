import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { anApp, aPerson } from "../given.ts";
import { aSource, delivers, metaSigned } from "../intake/platforms.ts";
import { leadOf, mailsAbout, mailsTo, timelineOf } from "../then.ts";
import { vault } from "../tracking/mail-office.ts";
import { asks, itIsQuiet, submits, timePasses } from "../when.ts";
import { meta, telegram, whatsapp } from "./chats.ts";
import { withRouterDeaf } from "./router.ts";
import { itemsOf } from "./table.ts";

const app = anApp();

const secrets = { appSecret: "meta-secret", verifyToken: "meta-verify" };
const addresses: Record<string, string> = {};
beforeAll(async () => {
  for (const platform of ["whatsapp", "messenger", "instagram"])
    addresses[platform] = await aSource(app(), platform, platform, { secrets });
  addresses.telegram = await aSource(app(), "telegram", "telegram", { secrets: { secretToken: "bot-secret" } });
});

/** When somebody writes in a chat. */
async function writes(platform: string, body: string): Promise<void> {
  const proof =
    platform === "telegram" ? { "x-telegram-bot-api-secret-token": "bot-secret" } : metaSigned("meta-secret", body);
  const { status } = await delivers(app(), addresses[platform] ?? "", body, proof);
  expect(status).toBe(200);
  await itIsQuiet(app());
}

const Leads = z.object({
  items: z.array(
    z.looseObject({ id: z.string(), stage: z.string(), handles: z.array(z.looseObject({ id: z.string() })) }),
  ),
});
const leadsBy = async (query: string) => Leads.parse((await asks(app(), `/api/leads?${query}`)).json).items;
async function leadBy(query: string) {
  const [lead, ...more] = await leadsBy(query);
  if (!lead || more.length > 0) throw new Error(`There are ${lead ? more.length + 1 : 0} leads, not one`);
  return lead;
}
const byPhone = (number: string) => leadBy(`phone=${encodeURIComponent(number)}`);
/** Those whom a platform knows by that id. */
const knownAs = async (source: string, account: string) =>
  (await leadsBy(`source=${source}`)).filter(({ handles }) => handles.some(({ id }) => id === account));
async function byAccount(source: string, account: string) {
  const [lead] = await knownAs(source, account);
  if (!lead) throw new Error(`Nobody is known as ${account}`);
  return lead;
}

/** Where the payload of a lead's only inquiry lies. */
async function payloadOf(lead: string): Promise<string> {
  const items = await itemsOf(app(), lead);
  return z.string().parse(items.find(({ kind }) => kind?.S === "inquiry")?.payload?.M?.key?.S);
}

const received = async (lead: string) =>
  (await timelineOf(app(), lead)).filter(({ type }) => type === "inquiry.received");

// First, while there is nobody else: eleven days are long.
describe("a lead who is known by a chat alone", () => {
  it("is followed up by the owner's tasks in that chat, and let go", async () => {
    const chat = meta("page", "100200300400500", "6500000000000001", { message: { mid: "m_1", text: "Price?" } });
    await writes("messenger", chat);
    const { id } = await byAccount("messenger", "6500000000000001");
    await asks(app(), `/api/leads/${id}/responses`, { channel: "messenger", outcome: "attempted" });
    await timePasses(app(), "P11D");
    const made = (await timelineOf(app(), id)).filter(({ type }) => type === "task.created");
    expect(made.map(({ data }) => data.channel)).toEqual(["messenger", "messenger", "messenger"]);
    expect((await mailsAbout(app(), id)).filter(({ purpose }) => purpose !== "internal")).toEqual([]);
    expect((await asks(app(), `/api/leads/${id}`)).json).toMatchObject({ stage: "archived", reason: "silent" });
  });
});

describe("a conversation on WhatsApp", () => {
  it("is one lead with an inquiry for each message, and of the same person who fills in the form", async () => {
    const ana = { name: "Ana Lima", digits: "5511988880000", user: "BR.1001" };
    for (const [place, text] of ["Oi!", "Quero um telhado", "Quanto custa?"].entries())
      await writes("whatsapp", whatsapp({ ...ana, id: `wamid.ana${place}`, text }));
    const { id } = await byPhone("+5511988880000");
    expect(await received(id)).toHaveLength(3);
    const told = (await mailsAbout(app(), id)).filter(({ purpose }) => purpose === "internal");
    expect(told.map(({ text }) => text).join()).toMatch(/Oi!.*Quero um telhado.*Quanto custa\?/s);
    const { email } = aPerson("Ana Lima");
    await submits(app(), { name: "Lima, Ana", email, phone: "+55 11 98888-0000", message: "By form now" });
    await itIsQuiet(app());
    expect((await leadOf(app(), email)).id).toBe(id);
    expect(await received(id)).toHaveLength(4);
    // Nobody could be thanked before: there was no address.
    expect((await mailsTo(app(), email)).map(({ purpose }) => purpose)).toEqual(["service"]);
  });

  it("goes on when their user id is told only later", async () => {
    const rui = { name: "Rui Alves", digits: "351912345678" };
    await writes("whatsapp", whatsapp({ ...rui, id: "wamid.rui1", text: "Olá" }));
    await writes("whatsapp", whatsapp({ ...rui, user: "PT.2002", id: "wamid.rui2", text: "Ainda aí?" }));
    const { id, handles } = await byPhone("+351912345678");
    expect(handles).toHaveLength(2);
    await writes("whatsapp", whatsapp({ name: "Rui", user: "PT.2002", id: "wamid.rui3", text: "Sem número" }));
    expect(await received(id)).toHaveLength(3);
  });

  it("takes no address from a card that is another lead's", async () => {
    const known = aPerson("Bia Nunes");
    await submits(app(), known);
    await itIsQuiet(app());
    const bia = { name: "Bia Nunes", digits: "351933333333" };
    await writes("whatsapp", whatsapp({ ...bia, id: "wamid.bia1", text: "Olá" }));
    await writes("whatsapp", whatsapp({ ...bia, id: "wamid.bia2", card: known.email }));
    const { id, email } = await byPhone("+351933333333");
    expect(await received(id)).toHaveLength(2);
    expect(email).toBeUndefined();
    expect((await leadOf(app(), known.email)).id).not.toBe(id);
  });
});

describe("a conversation on Telegram", () => {
  const olena = { id: 5123456789, first_name: "Olena", username: "olena_k" };

  it("says what was written at last", async () => {
    await writes("telegram", telegram(olena, { message_id: 17, text: "I want two rooms" }));
    await writes("telegram", telegram(olena, { message_id: 17, text: "I want three rooms" }, "edited_message"));
    const { id } = await byAccount("telegram", "5123456789");
    expect(await received(id)).toHaveLength(1);
    const edits = (await timelineOf(app(), id)).filter(({ type }) => type === "activity.added");
    expect(edits).toMatchObject([
      { by: { kind: "lead" }, data: { type: "message edited", note: "I want three rooms" } },
    ]);
    await timePasses(app(), "PT6M");
    const reminder = (await mailsAbout(app(), id)).find(({ subject }) => subject.startsWith("Still waiting"));
    expect(reminder?.text).toContain("I want three rooms");
    expect(reminder?.text).not.toContain("two rooms");
  });

  it("tells the number that somebody shares of their own", async () => {
    const { id } = await byAccount("telegram", "5123456789");
    const contact = { phone_number: "380671234567", first_name: "Olena", user_id: olena.id };
    await writes("telegram", telegram(olena, { message_id: 18, contact }));
    expect((await byPhone("+380671234567")).id).toBe(id);
  });
});

describe("a message that was unsent", () => {
  it("is forgotten with all that was known of its sender", async () => {
    const chat = (what: object) => meta("instagram", "17841400000000001", "7700000000000001", what);
    const mid = "ig_secret";
    // So much that it is kept in the bucket.
    const sticker = "x".repeat(70_000);
    await writes("instagram", chat({ message: { mid, text: "My secret wish", sticker } }));
    await writes("instagram", chat({ message_edit: { mid, text: "My other wish" } }));
    const { id } = await byAccount("instagram", "7700000000000001");
    const payload = await payloadOf(id);
    expect((await vault(app()).get(payload)).status).toBe(200);
    await writes("instagram", chat({ message: { mid, is_deleted: true } }));
    expect((await vault(app()).get(payload)).status).toBe(404);
    const { json } = await asks(app(), `/api/leads/${id}`);
    expect(json).toMatchObject({ stage: "archived", reason: "do-not-contact", handles: [] });
    const timeline = await timelineOf(app(), id);
    expect(JSON.stringify([json, timeline])).not.toMatch(/wish/);
    expect(timeline.map(({ type }) => type)).toContain("audit");
  });

  it("does not take with it what else they have said", async () => {
    const chat = (what: object) => meta("instagram", "17841400000000001", "7700000000000002", what);
    await writes("instagram", chat({ message: { mid: "ig_1", text: "Hello" } }));
    await writes("instagram", chat({ message: { mid: "ig_2", text: "Forget this" } }));
    const { id } = await byAccount("instagram", "7700000000000002");
    await writes("instagram", chat({ message: { mid: "ig_2", is_deleted: true } }));
    const { json } = await asks(app(), `/api/leads/${id}`);
    expect(json).toMatchObject({ stage: "new", handles: [{ id: "7700000000000002" }] });
  });
});

describe("a message that was unsent before anybody was told of it", () => {
  it("is told to nobody", async () => {
    const chat = (what: object) => meta("instagram", "17841400000000001", "7700000000000006", what);
    await withRouterDeaf(app(), async () => {
      await writes("instagram", chat({ message: { mid: "ig_6", text: "Between us" } }));
    });
    const { id } = await byAccount("instagram", "7700000000000006");
    await writes("instagram", chat({ message: { mid: "ig_6", is_deleted: true } }));
    await timePasses(app(), "PT10M");
    expect((await asks(app(), `/api/leads/${id}`)).json).toMatchObject({ stage: "archived", handles: [] });
    expect(await mailsAbout(app(), id)).toEqual([]);
  });
});

describe("a message that waits, because its source is paused", () => {
  const chat = (sender: string, what: object) => meta("instagram", "17841400000000001", sender, what);
  const secret = "7700000000000003";
  const wish = "7700000000000004";
  beforeAll(async () => {
    await asks(app(), "/api/sources/instagram/pause", {});
    // A door remembers a source for a minute.
    await timePasses(app(), "PT2M");
    await writes("instagram", chat(secret, { message: { mid: "ig_3", text: "My secret wish" } }));
    await writes("instagram", chat(wish, { message: { mid: "ig_4", text: "Blue, please" } }));
    await asks(app(), "/api/sources/instagram/resume", {});
    await timePasses(app(), "PT2M");
    await writes("instagram", chat(wish, { message_edit: { mid: "ig_4", text: "Green, please" } }));
    await writes("instagram", chat(wish, { message_edit: { mid: "ig_4", text: "Red, please" } }));
    await writes("instagram", chat(secret, { message: { mid: "ig_3", is_deleted: true } }));
    await asks(app(), "/api/quarantine/replay", { source: "instagram", reason: "paused" });
    await itIsQuiet(app());
  });

  it("is nobody's any more when it has been unsent meanwhile", async () => {
    expect(await knownAs("instagram", secret)).toEqual([]);
    expect((await asks(app(), "/api/quarantine?source=instagram&reason=paused")).json).toMatchObject({ items: [] });
  });

  it("says what it was edited to meanwhile", async () => {
    const { id } = await byAccount("instagram", wish);
    const told = (await mailsAbout(app(), id)).map(({ text }) => text).join();
    expect(told).toContain("Red, please");
    expect(told).not.toMatch(/Blue|Green/);
  });
});

describe("a message that comes after what its sender has made of it", () => {
  const chat = (sender: string, what: object) => meta("instagram", "17841400000000001", sender, what);

  it("is nobody's, though it comes to the door by itself, when it has been unsent", async () => {
    await writes("instagram", chat("7700000000000007", { message: { mid: "ig_7", is_deleted: true } }));
    await writes("instagram", chat("7700000000000007", { message: { mid: "ig_7", text: "Never mind" } }));
    expect(await knownAs("instagram", "7700000000000007")).toEqual([]);
  });

  it("says at once what it was edited to", async () => {
    await writes("instagram", chat("7700000000000008", { message_edit: { mid: "ig_8", text: "Two roofs" } }));
    await writes("instagram", chat("7700000000000008", { message: { mid: "ig_8", text: "One roof" } }));
    const { id } = await byAccount("instagram", "7700000000000008");
    const told = (await mailsAbout(app(), id)).map(({ text }) => text).join();
    expect(told).toContain("Two roofs");
    expect(told).not.toContain("One roof");
  });
});

describe("a message that was edited and unsent before it could be delivered", () => {
  it("is forgotten, however the delivery is ordered", async () => {
    const sender = "7700000000000005";
    const events = [
      { message: { mid: "ig_5", is_deleted: true } },
      { message: { mid: "ig_5", text: "Nobody shall know" } },
      { message_edit: { mid: "ig_5", text: "Nobody may know" } },
    ];
    const { object, entry } = JSON.parse(meta("instagram", "17841400000000001", sender, {}));
    const messaging = events.map((event) => ({ ...entry[0].messaging[0], ...event }));
    const people = async () => (await leadsBy("source=instagram")).map(({ id }) => id);
    const before = await people();
    await writes("instagram", JSON.stringify({ object, entry: [{ ...entry[0], messaging }] }));
    await timePasses(app(), "PT6M");
    expect(await people()).toEqual(before);
    expect((await asks(app(), "/api/quarantine?source=instagram&state=waiting")).json).toMatchObject({ items: [] });
  });
});
