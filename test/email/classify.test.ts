import { readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Classified, classifyMail } from "../../functions/email/inbound/classify.ts";
import { readIncoming } from "../../functions/email/inbound/incoming.ts";
import { Instant } from "../../functions/platform/time.ts";
import { cpuOf } from "../cpu.ts";
import { classifyFile } from "./mail-file.ts";

const corpus = join(import.meta.dirname, "../fixtures/mail");

/** A Monday. */
const now = Instant.parse("2026-11-23T10:15:00.000Z");

/** The mails of the corpus, as `<kind>/<name>`: the folder says what each is. */
const mails = readdirSync(corpus, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".eml"))
  .map((file) => file.slice(0, -".eml".length))
  .sort();

const classified = (name: string): Promise<Classified> => classifyFile(join(corpus, `${name}.eml`));

describe("a corpus of mails", () => {
  it("is large enough to say something", () => {
    expect(mails.length).toBeGreaterThanOrEqual(90);
    expect(new Set(mails.map((name) => name.split("/")[0])).size).toBe(7);
  });

  it.each(mails)("%s", async (name) => {
    expect((await classified(name)).kind).toBe(name.split("/")[0]);
  });
});

describe("out of office", () => {
  it.each([
    ["exchange-en", "2026-12-05"],
    ["exchange-de", "2026-12-08"],
    ["exchange-de-named", "2026-12-06"],
    ["gmail-vacation", "2026-12-03"],
    ["us-slashes", "2026-12-02"],
    ["french", "2026-12-02"],
    ["spanish", "2026-12-01"],
    ["italian", "2026-12-03"],
    ["portuguese", "2026-12-08"],
    ["dutch", "2026-11-28"],
    ["polish", "2026-12-05"],
    ["swedish", "2026-11-30"],
    ["finnish", "2026-12-07"],
    ["russian", "2026-12-11"],
    ["turkish", "2026-12-04"],
    ["japanese", "2026-12-04"],
    ["chinese", "2026-12-09"],
    ["korean", "2026-12-05"],
    ["hebrew", "2026-12-04"],
    ["arabic", "2026-12-06"],
    ["iso-date", "2026-12-02"],
    ["apple-vacation", "2026-12-01"],
    ["notes", "2026-12-06"],
    ["us-range", "2027-01-03"],
    ["with-time", "2026-12-05"],
  ])("%s holds until 09:00 on %s, the day after the date it states", async (name, day) => {
    expect(await classified(`away/${name}`)).toMatchObject({ until: `${day}T09:00:00.000Z` });
  });

  it.each(["no-date", "past-date", "too-far", "quoted-dates", "subject-only", "null-sender", "ticket-system"])(
    "%s holds nothing",
    async (name) => {
      const mail = await classified(`away/${name}`);
      expect(mail).toMatchObject({ kind: "away" });
      expect(mail).not.toHaveProperty("until", expect.anything());
    },
  );
});

describe("a non-delivery report", () => {
  const zoe = "zoe@person.example";
  it.each([
    ["postfix-unknown-user", [[zoe, "hard"]]],
    ["exchange-generic", [[zoe, "hard"]]],
    ["mailbox-full", [[zoe, "soft"]]],
    ["delayed", [[zoe, "none"]]],
    ["policy-block", [[zoe, "block"]]],
    ["no-status-text", [[zoe, "hard"]]],
    ["null-mx", [[zoe, "hard"]]],
    [
      "two-recipients",
      [
        [zoe, "hard"],
        ["tom@person.example", "none"],
        ["eva@person.example", "soft"],
      ],
    ],
    ["qmail", [[zoe, "hard"]]],
    ["exim", [[zoe, "hard"]]],
    ["german-text", [[zoe, "soft"]]],
    ["body-only", [[zoe, "hard"]]],
  ])("%s says of each recipient what has failed", async (name, expected) => {
    const mail = await classified(`bounce/${name}`);
    if (mail.kind !== "bounce") throw new Error(`It was taken for ${mail.kind}`);
    expect(mail.recipients.map(({ address, verdict }) => [address, verdict])).toEqual(expected);
  });
});

describe("unsubscribing", () => {
  it("by the address works whatever the mail says, also when a program wrote it", async () => {
    expect(await classified("unsubscribe/mailto")).toMatchObject({ by: "address" });
    expect(await classified("unsubscribe/mailto-by-program")).toMatchObject({ by: "address" });
  });

  it("in words counts only as the reply's own words", async () => {
    expect(await classified("unsubscribe/word-en")).toMatchObject({ by: "text", text: "Unsubscribe" });
    expect(await classified("reply/gmail-en")).toMatchObject({ kind: "reply" });
  });
});

describe("any bytes", () => {
  const envelope = { sender: "zoe@person.example", recipients: ["r+x@leads.example"] };

  it("are a mail of some kind", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (raw) => {
        expect(classifyMail(await readIncoming(raw, envelope), now).kind).toBeTypeOf("string");
      }),
      { numRuns: 200 },
    );
  });

  it("also those that look like mail: broken boundaries, charsets, reports and dates", async () => {
    const pieces = fc.constantFrom(
      "From: =?x-no?Q?=FF?= <a@b>\r\n",
      "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n",
      "Content-Type: multipart/mixed; boundary=b\r\n",
      "Content-Type: message/delivery-status\r\n\r\nAction\r\nStatus: 9.9.9\r\n",
      "Content-Type: message/rfc822\r\n\r\n",
      "Content-Type: text/html; charset=nonsense\r\n\r\n<blockquote><a href=><style>",
      "Auto-Submitted: auto-replied\r\n",
      "\r\n",
      "--b\r\n",
      "--b--\r\n",
      "On 1/1/2026 0:00 a@b.c wrote:\r\n",
      "99.99.9999 until 31 February 0/0\r\n",
      "> \0\uD800 >\r\n",
      "From: x\r\nSent: y\r\nTo: z\r\nSubject:\r\n",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 40 }), async (parts) => {
        const raw = Buffer.from(parts.join(""));
        expect(classifyMail(await readIncoming(raw, envelope), now).kind).toBeTypeOf("string");
      }),
      { numRuns: 300 },
    );
  });

  it("a hundred mails within each other, a thousand parts, a megabyte of marks", async () => {
    const nested = "Content-Type: message/rfc822\r\n\r\n".repeat(100);
    const parts = `Content-Type: multipart/mixed; boundary=b\r\n\r\n${"--b\r\n\r\nx\r\n".repeat(1000)}--b--`;
    const marks = `Subject: x\r\n\r\n${"> On 1.1.2026 10:00 a@b.c wrote:\r\n<blockquote>\r\nFrom: x\r\n".repeat(20_000)}`;
    const html = `Content-Type: text/html\r\n\r\n${"<style><blockquote><!--".repeat(40_000)}`;
    for (const raw of [nested, parts, marks, html, ""]) {
      const cpu = await cpuOf(async () =>
        expect(classifyMail(await readIncoming(Buffer.from(raw), envelope), now).kind).toBeTypeOf("string"),
      );
      expect(cpu).toBeLessThan(5000);
    }
  });
});
