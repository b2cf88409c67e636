import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { urlToken } from "../../functions/intake/wire/signature.ts";
import { anApp } from "../given.ts";
import { callOf, doors, prove, secretNameOf } from "../journeys/doors.ts";
import { asks, clockOf, itIsQuiet, timePasses } from "../when.ts";
import { seals } from "./doors/seals.ts";
import { aSource, delivers } from "./platforms.ts";

const app = anApp();

const Page = z.object({
  items: z.array(z.looseObject({ id: z.string(), source: z.string(), receivedAt: z.string(), reason: z.string() })),
  cursor: z.string().optional(),
});
const list = async (query: string) => Page.parse((await asks(app(), `/api/quarantine?${query}`)).json);

const door = (id: string) => {
  const found = doors.find((one) => one.id === id);
  if (!found) throw new Error(`There is no door ${id}`);
  return found;
};
/** When something forged comes to a source of that platform. */
async function forges(platform: string, id: string, url: string): Promise<number> {
  const { url: address, body, headers } = callOf({ ...door(platform), id }, url, true);
  return (await delivers(app(), address, body, headers)).status;
}

const urls: Record<string, string> = {};
beforeAll(async () => {
  urls.search = await aSource(app(), "google-ads", "search", { secrets: { key: "s3cr3t-key" } });
  urls.video = await aSource(app(), "tiktok", "video", { secrets: { secret: "the-secret" } });
  for (let hour = 0; hour < 7; hour++) {
    expect(await forges("google-ads", "search", urls.search)).toBe(401);
    await timePasses(app(), "PT1H");
  }
  expect(await forges("tiktok", "video", urls.video)).toBe(401);
  await asks(app(), "/api/sources/search/pause", {});
  await timePasses(app(), "PT1M");
  const { body } = callOf(door("google-ads"), urls.search);
  expect((await delivers(app(), urls.search, body.replace("the-secret", "s3cr3t-key"))).status).toBe(200);
  await itIsQuiet(app());
});

describe("the quarantine", () => {
  it("is listed page by page, the newest first", async () => {
    const pages = [await list("limit=3")];
    for (let page = pages[0]; page?.cursor; pages.push(page)) page = await list(`limit=3&cursor=${page.cursor}`);
    expect(pages.map(({ items }) => items.length)).toEqual([3, 3, 3, 0].slice(0, pages.length));
    const all = pages.flatMap(({ items }) => items);
    expect(new Set(all.map(({ id }) => id)).size).toBe(9);
    const moments = all.map(({ receivedAt }) => receivedAt);
    expect(moments).toEqual(moments.toSorted().reverse());
  });

  it.each([
    ["source=search", 8],
    ["source=video", 1],
    ["reason=unverified", 8],
    ["source=search&reason=paused", 1],
    ["reason=suspect", 0],
    ["state=waiting", 0],
    ["from=2026-11-23T11:00:00Z&to=2026-11-23T14:00:00Z", 3],
    ["source=search&from=2026-11-24", 0],
    ["source=search&limit=2&reason=unverified", 2],
  ])("is asked for by %s", async (query, count) => {
    expect((await list(query)).items).toHaveLength(count);
  });

  it("shows one with what came, without the secrets in it", async () => {
    const [held] = (await list("source=search&reason=paused")).items;
    const { status, json, text } = await asks(app(), `/api/quarantine/${held?.id}`);
    expect([status, json]).toMatchObject([200, { id: held?.id, request: { method: "POST" } }]);
    const { payload } = z.looseObject({ payload: z.string() }).parse(json);
    expect(payload).toContain("marc@example.com");
    expect(payload).toContain('"google_key":"removed"');
    expect(text).not.toContain("s3cr3t-key");
    const [forged] = (await list("source=video")).items;
    const shown = await asks(app(), `/api/quarantine/${forged?.id}`);
    expect(shown.text).not.toMatch(/token=|0{20}/);
  });

  it("is let in where the source was to blame, though its secret was not kept", async () => {
    await asks(app(), "/api/sources/search/resume", {});
    const [held] = (await list("source=search&reason=paused")).items;
    const { json } = await asks(app(), `/api/quarantine/${held?.id}/replay`, {});
    expect(json).toMatchObject({ state: "unpacked" });
    expect((await asks(app(), `/api/quarantine/${held?.id}/replay`, {})).status).toBe(409);
    await itIsQuiet(app());
    expect((await list("source=search&reason=paused")).items).toEqual([]);
  });

  it("is not let in as a whole where its secret is still wrong: it stays, and is counted", async () => {
    const { status, json } = await asks(app(), "/api/quarantine/replay", { source: "search" });
    expect([status, json]).toEqual([202, { replayed: 0, unverified: 7 }]);
    await itIsQuiet(app());
    expect((await list("source=search&reason=unverified")).items).toHaveLength(7);
  });

  it("is not found, and not asked for in words that nobody knows", async () => {
    for (const path of ["pc_01M83T4CM0JJN7ZK24H5V1AX8F", "nothing", "%00"])
      expect((await asks(app(), `/api/quarantine/${path}`)).status).toBe(404);
    for (const query of ["limit=0", "limit=101", "reason=odd", "state=lost", "source=NO%20NE", "from=yesterday"])
      expect((await asks(app(), `/api/quarantine?${query}`)).status).toBe(422);
    expect((await asks(app(), "/api/quarantine?cursor=%F0%9F%A6%8A")).status).toBe(422);
    expect((await asks(app(), "/api/quarantine/replay", { state: "unpacked" })).status).toBe(422);
    expect((await fetch(`${app().url}/api/quarantine`)).status).toBe(401);
  });

  it("keeps no more than a hundred forged ones an hour of one source", async () => {
    for (let batch = 0; batch < 7; batch++) {
      const answers = await Promise.all(Array.from({ length: 15 }, () => forges("tiktok", "video", urls.video ?? "")));
      expect(new Set(answers)).toEqual(new Set([401]));
    }
    await itIsQuiet(app());
    const first = await list("source=video&limit=100");
    const rest = first.cursor ? await list(`source=video&limit=100&cursor=${first.cursor}`) : { items: [] };
    // One more came in another hour.
    expect(first.items.length + rest.items.length).toBeLessThanOrEqual(101);
    expect(first.items.length).toBe(100);
  });
});

/** One door for each way of proving who calls. */
const proofs = [...new Map(doors.map((door) => [door.prove, { ...door, id: `mistyped-${door.id}` }])).values()];

describe.each(proofs)("with a mistyped secret $id", (door) => {
  const { id, platform, secret } = door;

  it("keeps what comes, and lets in what was genuine when the secret has been mended", async () => {
    const name = secretNameOf(door);
    await aSource(app(), platform, id, { secrets: { [name]: "mistyped" } });
    // The address that was pasted at the platform says the right secret, too.
    const url = `${app().url}/intake/${platform}/${id}?token=${urlToken(secret)}`;
    const address = door.prove === prove.address ? url : url.slice(0, url.indexOf("?"));
    for (const forged of [false, true]) {
      const { body, headers, url: called } = callOf(door, address, forged);
      expect((await delivers(app(), called, body, headers)).status).toBe(door.refuses);
    }
    for (const { id: rawDelivery } of (await list(`source=${id}`)).items) {
      const { text } = await asks(app(), `/api/quarantine/${rawDelivery}`);
      for (const hidden of [secret, urlToken(secret)]) expect(text).not.toContain(hidden);
    }
    const replay = async () => (await asks(app(), "/api/quarantine/replay", { source: id })).json;
    expect(await replay()).toEqual({ replayed: 0, unverified: 2 });
    await aSource(app(), platform, id, { secrets: { [name]: secret } });
    expect(await replay()).toEqual({ replayed: 1, unverified: 1 });
    await itIsQuiet(app());
    expect((await list(`source=${id}`)).items).toMatchObject([{ reason: "unverified" }]);
    expect((await list(`source=${id}&state=unpacked`)).items).toHaveLength(1);
  });
});

describe("a signature that soon grows old", () => {
  it("proves what it came with as long as that is kept", async () => {
    const url = await aSource(app(), "webflow", "dated", { secrets: { secret: "mistyped" } });
    const at = await clockOf(app());
    const { body } = door("webflow");
    const sealed = seals.webflow?.("the-secret", { url, bytes: Buffer.from(body), at });
    const address = url.slice(0, url.indexOf("?"));
    expect((await delivers(app(), address, body, sealed?.headers)).status).toBe(401);
    await timePasses(app(), "PT1H");
    await aSource(app(), "webflow", "dated", { secrets: { secret: "the-secret" } });
    const replay = await asks(app(), "/api/quarantine/replay", { source: "dated" });
    expect(replay.json).toEqual({ replayed: 1, unverified: 0 });
    await itIsQuiet(app());
  });
});
