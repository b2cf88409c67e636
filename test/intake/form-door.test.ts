import { describe, expect, it } from "vitest";
import * as z from "zod";
import { anApp, aPerson } from "../given.ts";
import { leadOf, leadsOf } from "../then.ts";
import { asks, itIsQuiet, opens, sendsForm, submits } from "../when.ts";

const app = anApp();
const door = () => `${app().url}/intake/form/website`;
const post = (body: NonNullable<RequestInit["body"]>, headers: Record<string, string>) =>
  fetch(door(), { method: "POST", body, headers });

describe("the form door", () => {
  it("takes JSON, urlencoded and multipart alike", async () => {
    const [ida, jon, eli] = ["Ida Berg", "Jon Vik", "Eli Dahl"].map(aPerson);
    if (!ida || !jon || !eli) throw new Error("Three people are needed");
    const form = new FormData();
    for (const [name, value] of Object.entries(eli)) form.append(name, value);
    expect((await submits(app(), ida)).status).toBe(202);
    expect((await fetch(door(), { method: "POST", body: new URLSearchParams(jon) })).status).toBe(202);
    expect((await fetch(door(), { method: "POST", body: form })).status).toBe(202);
    for (const { email, name } of [ida, jon, eli]) expect((await leadOf(app(), email)).name).toBe(name);
  });

  it("makes at most two DynamoDB requests when nobody is in the way", async () => {
    await submits(app(), aPerson("Warm Up"));
    await itIsQuiet(app());
    await fetch(`${app().url}/local/requests/reset`, { method: "POST" });
    await submits(app(), { ...aPerson("Una Hart"), phone: "+442071234567" });
    const { items } = z
      .object({
        items: z.array(
          z.object({ caller: z.string().optional(), service: z.string(), operation: z.string(), count: z.number() }),
        ),
      })
      .parse(await fetch(`${app().url}/local/requests`).then((answer) => answer.json()));
    const made = items.filter(
      ({ caller, service }) => caller?.startsWith("FormDoor") && service.toLowerCase() === "dynamodb",
    );
    expect(made.map(({ operation, count }) => [operation, count])).toEqual([
      ["BatchGetItem", 1],
      ["TransactWriteItems", 1],
    ]);
    await itIsQuiet(app());
  });

  it("leads a person in a browser to the thank-you page", async () => {
    const answer = await sendsForm(app(), aPerson("Bea Lund"));
    expect(answer.status).toBe(303);
    const thanks = await opens(new URL(answer.headers.get("location") ?? "", door()).href);
    expect(thanks).toMatchObject({ status: 200 });
    expect(thanks.text).toContain("Thank you");
  });

  it("shows the form again with what is wrong and what was written", async () => {
    const answer = await sendsForm(app(), {
      name: `"><script>alert(1)</script>`,
      email: "nobody@",
      message: "Keep me",
      gclid: "abc",
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain("This is not a mail address we can write to.");
    expect(answer.text).toContain("Keep me");
    expect(answer.text).toContain('name="gclid" value="abc"');
    expect(answer.text).not.toContain("<script>");
  });

  it.each([
    ["no way to reach the person", { name: "Zoë" }, ["email"]],
    ["an address and a number that cannot be", { email: "x", phone: "1" }, ["email", "phone"]],
  ])("says what is wrong: %s", async (_, fields, wrong) => {
    const answer = await submits(app(), fields);
    expect(answer.status).toBe(422);
    const { errors } = z
      .object({ errors: z.array(z.object({ field: z.string(), message: z.string().min(10) })) })
      .parse(answer.json);
    expect(errors.map(({ field }) => field)).toEqual(wrong);
  });

  it.each([
    ["malformed JSON", "{", "application/json", 422],
    ["a JSON list", "[]", "application/json", 422],
    ["plain text", "name=x", "text/plain", 422],
    ["a broken multipart body", "--x\r\n", "multipart/form-data; boundary=y", 422],
    ["over 4 MB", `{"message":"${"x".repeat(4 * 1024 * 1024)}"}`, "application/json", 413],
  ])("refuses %s, and says so", async (_, body, type, status) => {
    const answer = await post(body, { "content-type": type });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ status, detail: expect.any(String) });
  });

  it("knows no source of another name", async () => {
    expect((await submits(app(), aPerson("No One"), "nowhere")).status).toBe(404);
  });

  it("is the only one for forms: who looks at its address, or writes it otherwise, leaves nothing behind", async () => {
    const unwatched = { ...aPerson("Round About"), message: "Not by this way" };
    const looks = await fetch(door());
    const around = await fetch(door().replace("form", "%66orm"), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(unwatched),
    });
    for (const answer of [looks, around]) {
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ detail: expect.stringContaining("POST") });
    }
    await itIsQuiet(app());
    expect((await asks(app(), "/api/quarantine?source=website")).json).toEqual({ items: [] });
    expect(await leadsOf(app(), unwatched.email)).toEqual([]);
  });

  it("keeps a payload over 64 KB in the bucket and the inquiry in the table", async () => {
    const long = { ...aPerson("Long Letter"), message: "word ".repeat(60_000) };
    expect((await submits(app(), long)).status).toBe(202);
    expect((await leadOf(app(), long.email)).stage).toBe("new");
  });

  it("answers a page of the source's own origins, and no other", async () => {
    const source = {
      id: "shop",
      channel: "form",
      platform: "form",
      name: "Shop",
      consent: { by: "none" },
      origins: ["https://shop.example"],
    };
    expect((await asks(app(), "/api/sources", source)).status).toBe(201);
    const preflight = (origin: string) =>
      fetch(`${app().url}/intake/form/shop`, { method: "OPTIONS", headers: { origin } });
    const ours = await preflight("https://shop.example");
    expect(ours.status).toBe(204);
    expect(ours.headers.get("access-control-allow-origin")).toBe("https://shop.example");
    expect((await preflight("https://evil.example")).headers.get("access-control-allow-origin")).toBeNull();
  });
});
