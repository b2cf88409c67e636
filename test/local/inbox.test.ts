import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Inbox, startInbox } from "../../stacks/local/mail/inbox.ts";
import { compose, hostMail, type MailHost } from "./mail-host.ts";

let host: MailHost;
let inbox: Inbox;
let htmlId: string;
let textId: string;

beforeAll(async () => {
  host = await hostMail();
  inbox = await startInbox({ mailbox: host.mail.mailbox, port: 0, home: "http://127.0.0.1:4000/local" });
  htmlId = await host.send({
    raw: await compose({
      to: "dana@example.org",
      subject: '<script>alert("x")</script> & co',
      text: "See https://leads.example/s/abc. Now",
      html: '<!doctype html><html dir="rtl"><head><title>x</title></head><body><a href="https://leads.example">קישור</a></body></html>',
    }),
    Tags: [{ Name: "purpose", Value: "welcome" }],
  });
  textId = await host.send({ raw: await compose({ to: "omar@example.org", subject: "مرحبا", text: "نص" }) });
});
afterAll(async () => {
  await inbox.stop();
  await host.stop();
});

const get = async (path: string) => {
  const response = await fetch(inbox.url + path);
  return {
    status: response.status,
    policy: response.headers.get("content-security-policy"),
    text: await response.text(),
  };
};

describe("the list", () => {
  it("shows the newest mail first, what it is for, and nothing that a mail could inject", async () => {
    const { text } = await get("/");
    expect(text.indexOf(textId)).toBeLessThan(text.indexOf(htmlId));
    expect(text.indexOf(textId)).toBeGreaterThan(0);
    expect(text).toContain("welcome");
    expect(text).toContain("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; co");
    expect(text).not.toContain("<script");
  });

  it("filters by part of an address and says how many it found", async () => {
    const { text } = await get("/?to=DANA");
    expect(text).toContain(htmlId);
    expect(text).not.toContain(textId);
    expect(text).toContain("1 mail<");
    expect((await get("/?to=nobody")).text).toContain("No mail to nobody.");
  });

  it("reloads by itself until told not to", async () => {
    expect((await get("/")).text).toContain('http-equiv="refresh"');
    expect((await get("/?live=off")).text).not.toContain('http-equiv="refresh"');
  });
});

describe("a mail", () => {
  it("is shown in a sandboxed frame, with its text, header and raw form", async () => {
    const { status, text } = await get(`/mails/${htmlId}`);
    expect(status).toBe(200);
    expect(text).toContain(`src="/mails/${htmlId}/html" sandbox="allow-popups allow-popups-to-escape-sandbox"`);
    expect(text).toContain('See <a href="https://leads.example/s/abc" target="_blank" rel="noopener noreferrer">');
    expect(text).toContain("<dt>message-id</dt>");
    expect(text).toContain(`/mails/${htmlId}/raw`);
    expect((await get(`/mails/${htmlId}/raw`)).text).toContain(`<${htmlId}@eu-west-1.amazonses.com>`);
  });

  it("keeps its HTML as written, opens links beside the inbox and may run no script", async () => {
    const { text, policy } = await get(`/mails/${htmlId}/html`);
    expect(text).toMatch(/^<!doctype html><html dir="rtl"><head><base target="_blank"><title>/);
    expect(policy).toContain("script-src 'none'");
    expect(policy).toContain("sandbox allow-popups");
    expect(policy).not.toMatch(/allow-scripts|allow-same-origin/);
  });

  it("has a direction of its own", async () => {
    const { text } = await get(`/mails/${textId}`);
    expect(text).toContain('<h1 dir="auto">مرحبا</h1>');
    expect(text).toContain('<pre class="mail-text" dir="auto">');
    expect(text).not.toContain("<iframe");
  });

  it.each(["/mails/none", "/mails/none/html", "/elsewhere"])("is not found at %s", async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  it("has no other parts", async () => {
    expect((await get(`/mails/${textId}/other`)).status).toBe(404);
  });
});
