import { describe, expect, it } from "vitest";
import { ReadingStopped, readGuarded } from "../../functions/email/inbound/guarded-reader.ts";
import { readIncoming } from "../../functions/email/inbound/incoming.ts";

const envelope = { sender: "zoe@person.example", recipients: ["sales@leads.example"] };
const mail = Buffer.from(
  [
    "From: Zoe Smith <zoe@person.example>",
    "Subject: =?utf-8?q?D=C3=A4cher?=",
    "Content-Type: multipart/mixed; boundary=b",
    "",
    "--b",
    "",
    "How much is a roof?",
    "--b",
    'Content-Type: image/png; name="roof.png"',
    "Content-Transfer-Encoding: base64",
    "",
    "iVBORw0KGgo=",
    "--b--",
  ].join("\r\n"),
);
/** The parser takes its time for each line. */
const lines = Buffer.from(`Subject: x\r\n\r\n${"\n".repeat(3_000_000)}`);
const deep = Buffer.from("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n".repeat(1000));

describe("a mail read under guard", () => {
  it("is read as it is without", async () => {
    expect(await readGuarded(mail, envelope)).toEqual(await readIncoming(mail, envelope));
  });

  it("several at a time are each read", async () => {
    const all = await Promise.all(Array.from({ length: 5 }, () => readGuarded(mail, envelope)));
    expect(all.map(({ subject }) => subject)).toEqual(Array.from({ length: 5 }, () => "Dächer"));
  });

  it("that no reader should follow says so, and the next is read", async () => {
    await expect(readGuarded(deep, envelope)).rejects.toThrow();
    expect((await readGuarded(mail, envelope)).files).toHaveLength(1);
  });

  it("that takes too long is stopped in the midst of it, and the next is read", async () => {
    await expect(readGuarded(lines, envelope, 500)).rejects.toThrow(ReadingStopped);
    expect((await readGuarded(mail, envelope)).subject).toBe("Dächer");
  });
});
