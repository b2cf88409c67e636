import { describe, expect, it } from "vitest";
import * as z from "zod";
import { anApp } from "../../given.ts";
import { leadOf, mailsTo, timelineOf } from "../../then.ts";
import { mailComes } from "../../tracking/mail-office.ts";
import { asks } from "../../when.ts";

const app = anApp();
const to = "sales@leads.example";

/** When a mail comes as it is written here. */
const comes = (from: string, head: string, body: string) =>
  mailComes(app(), {
    envelope: { from, to },
    raw: `From: ${from}\r\nTo: ${to}\r\n${head}\r\n\r\n${body}`,
  });

const Deliveries = z.object({
  items: z.array(z.looseObject({ id: z.string(), reason: z.string(), detail: z.string() })),
});
const setAside = async () => Deliveries.parse((await asks(app(), "/api/quarantine?source=mail")).json).items;

const html = "Content-Type: text/html";
const words = "How much is a roof?";

describe("a mail that is made to keep its readers busy", () => {
  it.each([
    ["150 KB of blanks", "Subject: Roof", `${words}${" ".repeat(150_000)}x`],
    ["fifteen thousand times Re:", `Subject: ${"Re: ".repeat(15_000)}Roof`, words],
    ["two hundred thousand open tags", `Subject: Roof\r\n${html}`, `${words}${"<div><b>".repeat(100_000)}`],
    [
      "a comment that is opened a hundred thousand times",
      `Subject: Roof\r\n${html}`,
      `${words}${"<!--".repeat(100_000)}`,
    ],
    ["ten thousand fields", `Subject: Roof\r\n${"X-A: b\r\n".repeat(10_000)}X-B: c`, words],
    ["fifty thousand encoded words", `Subject: Roof ${"=?utf-8?q?a?= ".repeat(50_000)}`, words],
    ["a hundred thousand references", `Subject: Roof\r\nReferences: ${"<a@b.example> ".repeat(100_000)}`, words],
    ["a hundred thousand lines", "Subject: Roof", `${words}\r\n${"\r\n".repeat(100_000)}`],
    [
      "a hundred thousand marks of a quotation",
      "Subject: Roof",
      `${words}\r\n${"> On 1.1.2026 a@b.c wrote:\r\n".repeat(10_000)}`,
    ],
  ])("is taken in: %s", async (name, head, body) => {
    const from = `${name.replaceAll(/\W+/g, "-").toLowerCase()}@person.example`;
    await comes(from, head, body);
    const lead = await leadOf(app(), from);
    expect((await timelineOf(app(), lead.id)).filter(({ type }) => type === "inquiry.received")).toHaveLength(1);
    expect(await mailsTo(app(), from)).toHaveLength(1);
  });

  it("says so where it was cut", async () => {
    await comes("essay@person.example", "Subject: Roof", "A roof, please. ".repeat(20_000));
    const lead = await leadOf(app(), "essay@person.example");
    const [received] = (await timelineOf(app(), lead.id)).filter(({ type }) => type === "inquiry.received");
    expect(received?.data).toMatchObject({ cut: ["message"] });
  });

  it("is set aside where no reader should follow it, and the next is taken in", async () => {
    const before = (await setAside()).length;
    await comes(
      "deep@person.example",
      "Subject: Roof\r\nContent-Type: multipart/mixed; boundary=b",
      "--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n".repeat(50_000),
    );
    const items = await setAside();
    expect(items).toHaveLength(before + 1);
    expect(items.find(({ detail }) => detail === "It cannot be read as a mail.")).toMatchObject({
      reason: "unreadable",
    });
    await comes("next@person.example", "Subject: Roof", words);
    expect(await leadOf(app(), "next@person.example")).toMatchObject({ stage: "new" });
  });
});
