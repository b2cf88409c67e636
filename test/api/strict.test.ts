import { request } from "node:http";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import type { Route } from "../../functions/platform/http/api.ts";
import { anApp, aPerson } from "../given.ts";
import { leadOf } from "../then.ts";
import { asks, itIsQuiet, submits } from "../when.ts";
import { privateRoutes } from "./private-routes.ts";

const app = anApp();
const routes = await privateRoutes();
const named = routes.map((route) => [`${route.method} ${route.path}`, route] as const);

const Problem = z.looseObject({ errors: z.array(z.object({ field: z.string(), message: z.string() })) });

interface Told {
  status: number;
  text: string;
  etag: string | undefined;
  fields: string[];
}

/** When somebody asks in words of their own: a GET may carry a body here, and headers anything. */
function tells(method: string, path: string, body?: string, headers: Record<string, string> = {}): Promise<Told> {
  const { url, token } = app();
  const { promise, resolve, reject } = Promise.withResolvers<Told>();
  const size = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
  const all = { authorization: `Bearer ${token}`, "content-type": "application/json", ...size, ...headers };
  const sent = request(url + path, { method, headers: all, agent: false }, async (response) => {
    const text = (await response.setEncoding("utf8").toArray()).join("");
    const isProblem = response.headers["content-type"]?.startsWith("application/problem+json") ?? false;
    const problem = isProblem ? Problem.safeParse(JSON.parse(text)).data : undefined;
    const fields = problem?.errors.map(({ field }) => field) ?? [];
    resolve({ status: response.statusCode ?? 0, text, etag: response.headers.etag, fields });
  });
  sent.on("error", reject).end(body);
  return promise;
}

let lead = "";
beforeAll(async () => {
  const person = aPerson("Vera Strict");
  await submits(app(), person);
  await itIsQuiet(app());
  lead = (await leadOf(app(), person.email)).id;
});

/** A path that leads to something, where there is something. */
function pathOf({ path }: Pick<Route, "path">): string {
  if (path.startsWith("/api/leads/")) return path.replace("{id}", lead);
  if (path.startsWith("/api/sources/")) return path.replace("{id}", "website");
  if (path.startsWith("/api/owners/")) return path.replace("{id}", "owner-1");
  return path.replace("{id}", "nothing");
}

const lists = named.filter(([, { query }]) => "limit" in query.shape);

describe("the private API", () => {
  it("is all here", () => {
    expect(named.length).toBeGreaterThan(30);
    expect(new Set(named.map(([name]) => name)).size).toBe(named.length);
    expect(lists.map(([name]) => name).sort()).toEqual([
      ...["GET /api/leads", "GET /api/leads/{id}/timeline", "GET /api/owners", "GET /api/quarantine"],
      ...["GET /api/sources", "GET /api/tasks"],
    ]);
  });

  it.each(named)("refuses by name what %s does not take", async (_, route) => {
    const path = pathOf(route);
    const asked = await tells(route.method, `${path}?nonsense=1`);
    expect([asked.status, asked.fields]).toEqual([422, ["nonsense"]]);
    const said = await tells(route.method, path, '{"nonsense":1}');
    expect([said.status, said.fields]).toEqual([
      422,
      expect.arrayContaining([expect.stringMatching(/(^|\.)nonsense$/)]),
    ]);
    const twice = await tells(route.method, `${path}?nonsense=1&nonsense=2`);
    expect([twice.status, twice.fields]).toEqual([422, ["nonsense"]]);
    for (const name of ["__proto__", "constructor", "q"]) {
      const odd = await tells(route.method, `${path}?${name}=1`);
      expect([odd.status, odd.fields], name).toEqual([422, [name]]);
    }
    const unread = await tells(route.method, path, "nonsense");
    expect([unread.status, unread.fields]).toEqual([422, ["body"]]);
  });

  it.each(named)("holds %s to the version that the caller has seen", async (_, route) => {
    const path = pathOf(route);
    for (const tag of ["", "7", '"', '"x"', '"1", x', '"-1"']) {
      const { status, fields } = await tells(route.method, path, undefined, { "if-match": tag });
      expect([status, fields].flat().slice(0, 2), `If-Match: ${tag}`).toEqual([422, expect.any(String)]);
    }
    // A body that lacks something is told first; what can be done at all is not done to another version.
    const { status } = await tells(route.method, path, undefined, { "if-match": '"999999"' });
    expect([404, 412, 422]).toContain(status);
    if (path !== route.path && route.method === "GET" && !path.includes("nothing")) expect(status).toBe(412);
  });

  it.each(lists)("%s takes a limit and a cursor, and says which are none", async (_, route) => {
    const path = pathOf(route);
    for (const limit of ["", "0", "101", "1.5", "1e2", "-1", "+5", "0x10", "ten", "1,2", "%20", "5&limit=6"]) {
      const { status, fields } = await tells("GET", `${path}?limit=${limit}`);
      expect([status, fields], limit).toEqual([422, ["limit"]]);
    }
    const others = [
      "sources website",
      "owners owner-1",
      "tasks open 2026",
      "leads byAge 2026#x",
      "timeline 2026",
      "quarantine 2026",
    ];
    const foreign = others.filter((text) => !text.startsWith(path.split("/")[2] ?? "")).map((text) => btoa(text));
    for (const cursor of ["", "AA", "%F0%9F%A6%8A", "x".repeat(2001), ...foreign]) {
      const { status, fields } = await tells("GET", `${path}?cursor=${cursor}`);
      expect([status, fields], cursor).toEqual([422, ["cursor"]]);
    }
    expect((await tells("GET", `${path}?limit=100`)).status).toBe(200);
    expect((await tells("GET", `${path}?limit=1`)).status).toBe(200);
  });

  it("lists sources and owners page by page, each once", async () => {
    for (const path of ["/api/sources", "/api/owners"]) {
      const Page = z.object({ items: z.array(z.looseObject({ id: z.string() })), cursor: z.string().optional() });
      const all = Page.parse((await asks(app(), path)).json).items.map(({ id }) => id);
      const ids: string[] = [];
      for (let next: string | undefined = ""; next !== undefined; ) {
        const page = Page.parse((await asks(app(), `${path}?limit=1${next && `&cursor=${next}`}`)).json);
        ids.push(...page.items.map(({ id }) => id));
        next = page.cursor;
      }
      expect(ids).toEqual(all);
    }
  });
});

/** JSON text that the table cannot hold as it is. */
const deep = `${'{"a":'.repeat(40)}1${"}".repeat(40)}`;
const unstorable: [string, string][] = [
  ["a number too small", "1e-200"],
  ["a number too large", "1e300"],
  ["more than any number", "1e999"],
  ["23 digits", "12345678901234567890123"],
  ["an empty name", '{"":1}'],
  ["40 levels", deep],
  ["40 lists", `${"[".repeat(40)}${"]".repeat(40)}`],
  ["420 KB", JSON.stringify("x".repeat(420_000))],
  ["half a character", '"\\ud800"'],
  ["half a character in a name", '{"\\udfff":1}'],
  ["the prototype", '{"__proto__":{"a":1}}'],
  ["a constructor", '{"constructor":1}'],
  ["2,000 names", JSON.stringify(Object.fromEntries(Array.from({ length: 2000 }, (_, place) => [`n${place}`, 1])))],
];

describe("JSON that the table cannot hold", () => {
  it.each(unstorable)("such as %s is refused by name", async (_, json) => {
    for (const [path, body, field] of [
      [`/api/leads/${lead}/convert`, `{"customer":{"plan":${json}}}`, "customer"],
      ["/api/leads", `{"name":"Eve","email":"eve@person.example","extra":{"answer":${json}}}`, "extra"],
      [`/api/leads/${lead}/activities`, `{"type":"call","note":${json}}`, "note"],
      [
        "/api/sources",
        `{"channel":"form","platform":"form","name":"X","consent":{"by":"none"},"mapping":${json}}`,
        "mapping",
      ],
    ] as const) {
      const { status, fields, text } = await tells("POST", path, body);
      expect([status, fields.every((name) => name.startsWith(field)) && fields.length > 0], text).toEqual([422, true]);
    }
  });

  const scalars = fc.oneof(
    fc.double(),
    fc.bigInt().map(String),
    fc.string({ unit: "binary" }),
    fc.constantFrom(1e-200, 2 ** 60, -0, null, true, "\ud800", "\0", "__proto__", "9".repeat(40)),
  );
  const keys = fc.oneof(
    fc.string(),
    fc.constantFrom("", "__proto__", "constructor", "toString", "\udc00", "id", "pk", "sk", "version"),
  );
  const anything = fc.letrec<{ any: unknown }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      scalars,
      fc.array(tie("any"), { maxLength: 4 }),
      fc.dictionary(keys, tie("any"), { maxKeys: 4 }),
    ),
  })).any;

  /** Bodies that say what a route takes, as far as it is told. */
  const takes: Record<string, object> = {
    "/api/leads": { name: "Any Body", email: "any@person.example", extra: {} },
    "/api/leads/import": { mapping: {}, preview: true },
    "/api/sources": {
      channel: "form",
      platform: "form",
      name: "Any",
      consent: { by: "none" },
      mapping: {},
      targets: {},
    },
    "/api/sources/{id}": { targets: {}, mapping: {}, secrets: {} },
    "/api/sources/{id}/test": { name: "Any" },
    "/api/sources/{id}/costs": { from: "2026-11-01", to: "2026-11-02", amount: 1, currency: "EUR" },
    "/api/owners": { id: "any", name: "Any", email: "any@team.example", pool: "other", hours: {}, absences: [] },
    "/api/owners/{id}": { hours: {}, absences: [], languages: [] },
    "/api/leads/{id}/responses": { channel: "call", outcome: "attempted", note: "" },
    "/api/leads/{id}/stage": { to: "working" },
    "/api/leads/{id}/convert": { customer: {} },
    "/api/leads/{id}/activities": { type: "call", note: "" },
    "/api/leads/{id}/next-action": { what: "Call", dueAt: "2026-12-24T10:00:00Z" },
  };
  const writing = named.filter(([, { method }]) => method === "POST" || method === "PATCH");

  it.each(writing)("or anything else never makes %s fail on our side", async (_, route) => {
    const known = takes[route.path] ?? {};
    const fields = fc.oneof(keys, fc.constantFrom(...Object.keys(known), "note"));
    const bodies = fc.oneof(
      anything,
      fc.tuple(fields, anything).map(([field, value]) => ({ ...known, [field]: value })),
    );
    await fc.assert(
      fc.asyncProperty(bodies, async (body) => {
        const { status, text } = await tells(route.method, pathOf(route), JSON.stringify(body) ?? "");
        expect(status, text).toBeLessThan(500);
      }),
      { numRuns: 12 },
    );
  });
});
