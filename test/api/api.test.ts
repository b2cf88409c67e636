import { describe, expect, it } from "vitest";
import * as z from "zod";
import { openapi } from "../../functions/api/generated/openapi.ts";
import { anApp, aPerson } from "../given.ts";
import { leadOf } from "../then.ts";
import { asks, itIsQuiet, opens, submits, timePasses } from "../when.ts";

const app = anApp();
const Described = z.object({ paths: z.record(z.string(), z.unknown()) });
const List = z.object({
  items: z.array(z.looseObject({ id: z.string(), createdAt: z.string() })),
  cursor: z.string().optional(),
});

async function all(filter: string): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | undefined = ""; cursor !== undefined; ) {
    const { json } = await asks(app(), `/api/leads?limit=4${filter}${cursor && `&cursor=${cursor}`}`);
    const page = List.parse(json);
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.cursor;
  }
  return ids;
}

describe("the private API", () => {
  it("opens to the token only", async () => {
    const stranger = { url: app().url, token: "x" };
    for (const path of ["/api/leads", "/api/owners", "/api/nowhere"]) {
      const answer = await asks(stranger, path);
      expect(answer).toMatchObject({ status: 401, json: { status: 401 } });
      expect(answer.headers.get("content-type")).toContain("application/problem+json");
    }
    expect((await fetch(`${app().url}/api/leads`)).status).toBe(401);
  });

  it("is described to everybody, for programs and as a page without scripts", async () => {
    const described = await opens(`${app().url}/api/openapi.json`);
    expect([described.status, described.json]).toEqual([200, openapi]);
    const { status, text, headers } = await opens(`${app().url}/api/docs`);
    expect(status).toBe(200);
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    for (const path of Object.keys(Described.parse(openapi).paths)) expect(text).toContain(`</b> ${path}</h3>`);
    expect(text).not.toMatch(/<script|undefined|\[object/);
    const anchors = [...text.matchAll(/href="#(\w+)"/g)].map(([, name]) => name);
    for (const name of anchors) expect(text).toContain(`id="${name}"`);
  });

  it("lists all leads newest first, page by page, each once", async () => {
    const made: string[] = [];
    for (let place = 0; place < 13; place++) {
      const person = aPerson(`Lead ${place}`);
      await submits(app(), person);
      await timePasses(app(), "PT1S");
      made.unshift((await leadOf(app(), person.email)).id);
    }
    expect((await all("")).slice(0, 13)).toEqual(made);
    expect((await all("&stage=new")).slice(0, 13)).toEqual(made);
    expect(await all("&stage=proposal")).toEqual([]);
    expect([...(await all("&owner=owner-1")), ...(await all("&owner=owner-2"))].sort()).toEqual((await all("")).sort());
    expect(await all("&source=nowhere")).toEqual([]);
    expect(await all("&from=2030-01-01")).toEqual([]);
  });

  it("says what is wrong with a request", async () => {
    const { id } = await (async () => {
      const person = aPerson("Wrong Ask");
      await submits(app(), person);
      await itIsQuiet(app());
      return leadOf(app(), person.email);
    })();
    const errors = async (path: string, body?: object) => {
      const { status, json } = await asks(app(), path, body);
      const { errors } = z.looseObject({ errors: z.array(z.object({ field: z.string() })).optional() }).parse(json);
      return [status, errors?.map(({ field }) => field)];
    };
    expect(await errors("/api/leads?limit=101")).toEqual([422, ["limit"]]);
    for (const list of ["/api/leads", "/api/tasks", "/api/quarantine", `/api/leads/${id}/timeline`])
      expect(await errors(`${list}?cursor=AA`), list).toEqual([422, ["cursor"]]);
    expect(await errors(`/api/leads/${id}/activities`, { type: "call", at: "2027-01-01T09:00:00Z" })).toEqual([
      422,
      ["at"],
    ]);
    expect(await errors(`/api/leads/${id}/responses`, { outcome: "maybe" })).toEqual([422, ["channel", "outcome"]]);
    expect(await errors("/api/owners", { id: "Not An Id" })).toEqual([422, ["id", "name", "email", "pool"]]);
    expect((await asks(app(), "/api/leads/ld_01K5")).status).toBe(404);
    expect((await asks(app(), "/api/leads/ld_01M83T4CM0JJN7ZK24H5V1AX8F")).status).toBe(404);
    expect((await asks(app(), "/api/leads", undefined, "PUT")).status).toBe(404);
  });

  it("shows sources with their address and steps, and owners", async () => {
    const { json } = await asks(app(), "/api/sources");
    expect(json).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({ id: "website", url: `${app().url}/intake/form/website` }),
      ]),
    });
    const owners = z
      .object({ items: z.array(z.object({ id: z.string() })) })
      .parse((await asks(app(), "/api/owners")).json).items;
    expect(owners.map(({ id }) => id).sort()).toEqual(["manager-1", "owner-1", "owner-2"]);
  });
});
