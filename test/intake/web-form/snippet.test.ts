import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Script } from "node:vm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { snippetOf, snippetReply, snippetTag } from "../../../functions/intake/adapters/web-form/snippet.ts";
import { honeypotName } from "../../../functions/intake/spam/suspicion.ts";
import { SourceId } from "../../../functions/source/source.ts";
import { website as source } from "../website.ts";
import { browse, hasBrowser } from "./browser.ts";
import { site } from "./site.ts";

const action = "https://leads.example/intake/form/website";

/** esbuild as SST has it, which bundles the functions. */
const esbuild = createRequire(createRequire(import.meta.url).resolve("sst/package.json"))("esbuild");

describe("the script", () => {
  it("is a script, with the source's own honeypot and address", () => {
    const text = snippetOf({ ...source, thankYouUrl: "https://shop.example/$&/thanks" }, action);
    expect(() => new Script(text)).not.toThrow();
    expect(text).toContain(
      `"action":"${action}","source":"website","honeypot":"${honeypotName(SourceId.parse("website"))}"`,
    );
    expect(text).toContain('"thanks":"https://shop.example/$&/thanks"');
    expect(snippetOf({ ...source, thankYouUrl: "javascript:alert(1)" }, action)).not.toContain("javascript:");
    expect(text).not.toMatch(/%SETTINGS%"|\beval\b|new Function|innerHTML/);
  });

  it("is under 4 KB as it is bundled, and still finds its settings", async () => {
    const file = join(import.meta.dirname, "../../../functions/intake/adapters/web-form/page.visitor.js");
    const { code } = await esbuild.transform(readFileSync(file, "utf8"), { minify: true, target: "es2022" });
    expect(code).toMatch(/\("%SETTINGS%"\);\s*$/);
    expect(code.length + snippetOf(source, action).length - readFileSync(file, "utf8").length).toBeLessThan(4096);
  });

  it("comes as a script for any page, by a tag to paste", () => {
    expect(snippetReply(source, action).headers).toMatchObject({ "content-type": "text/javascript; charset=utf-8" });
    expect(snippetTag(action)).toBe(`<script src="${action}/snippet.js" defer></script>`);
  });
});

interface Posted {
  accept: string;
  fields: Record<string, string>;
}

describe.runIf(hasBrowser)("in a visitor's browser", () => {
  const posts: Posted[] = [];
  const told: Record<string, unknown>[] = [];
  let close: (() => Promise<void> | void)[] = [];

  beforeAll(async () => {
    const left = Promise.withResolvers<void>();
    const door = await site((request, body, response) => {
      const posted = { accept: request.headers.accept ?? "", fields: Object.fromEntries(new URLSearchParams(body)) };
      response.setHeader("access-control-allow-origin", "*");
      if (request.url?.startsWith("/blocked") && posted.accept === "application/json") return void response.destroy();
      posts.push(posted);
      if (request.url?.startsWith("/blocked")) left.resolve();
      const wrong = posted.fields.email === "wrong";
      response.statusCode = wrong ? 422 : 202;
      response.end(
        JSON.stringify(wrong ? { errors: [{ field: "email", message: "Mend this." }] } : { inquiryId: "inq_1" }),
      );
    });
    const story = readFileSync(join(import.meta.dirname, "story.js"), "utf8");
    const pages = await site((request, body, response) => {
      const { pathname } = new URL(request.url ?? "/", "http://page.example");
      if (pathname === "/told") told.push(JSON.parse(body));
      const script =
        pathname === "/story.js" ? story : snippetOf(source, `${door.origin}${pathname.replace("/snippet.js", "")}`);
      if (pathname.endsWith(".js")) return void response.setHeader("content-type", "text/javascript").end(script);
      response.setHeader(
        "content-security-policy",
        `default-src 'none'; script-src 'self'; connect-src 'self' ${door.origin}; form-action ${door.origin}`,
      );
      response.setHeader("content-type", "text/html");
      response.end(`<!doctype html><script src="/story.js" defer></script><script src="${pathname}/snippet.js" defer></script>
        <form ${pathname === "/blocked" ? `action="${door.origin}/blocked"` : 'data-leadwright="website"'}>
        <input name="email" value="bob@example.com"><button name="sent" value="by button">Send</button></form>
        <form action="https://["></form>`);
    });
    const leave = browse(`${pages.origin}/landing?utm_source=google&gclid=EAIa&other=1`);
    close = [leave, pages.close, door.close];
    await left.promise;
  });

  afterAll(async () => {
    for (const one of close) await one();
  });

  it("shows what is wrong beside the field, and keeps what was typed", () => {
    expect(told[0]).toMatchObject({ note: { text: "Mend this.", role: "alert" }, marked: true, focused: true });
  });

  it("has a field that people do not see", () => {
    expect(told[0]).toMatchObject({ trap: { name: honeypotName(source.id), seen: false, hidden: true } });
    expect(posts.map(({ fields }) => fields[honeypotName(source.id)])).toEqual(["", "", ""]);
  });

  it("thanks for what was taken", () => {
    expect(told[1]).toMatchObject({ thanks: "Thank you. Your message has reached us." });
  });

  it("sends what brought the visitor, from the first page on", () => {
    for (const { fields } of posts) {
      expect(fields).toMatchObject({ utm_source: "google", gclid: "EAIa", sent: "by button" });
      expect(fields.landing_page).toMatch(/\/landing\?utm_source=google/);
      expect(fields).not.toHaveProperty("other");
      expect(Number(fields.fill_ms)).toBeGreaterThan(0);
    }
    expect(posts[1]?.fields.page_url).toMatch(/\/contact$/);
  });

  it("is one submission until it was taken, and another on the next page", () => {
    const ids = posts.map(({ fields }) => fields.submission_id);
    expect(ids[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  it("posts as the page would have where it cannot fetch", () => {
    expect(posts.map(({ accept }) => accept.includes("text/html"))).toEqual([false, false, true]);
    expect(posts[2]?.fields).toMatchObject({ email: "bob@example.com" });
  });
});
