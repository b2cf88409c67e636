import { describe, expect, it } from "vitest";
import { readIncoming } from "../../../functions/email/inbound/incoming.ts";
import { isAuthenticated } from "../../../functions/intake/adapters/mail/vouched.ts";
import { Received } from "../../../functions/intake/deliveries/received.ts";

interface Sent {
  dmarc?: string;
  spf?: string;
  dkim?: string;
  sender?: string;
  signers?: string[];
  from?: string[];
}

async function isVouched({ dmarc = "GRAY", spf = "GRAY", dkim = "GRAY", ...mail }: Sent): Promise<boolean> {
  const { sender = "", signers = [], from = ["Zoë <zoe@person.example>"] } = mail;
  const rows = [
    ...signers.map((domain) => `DKIM-Signature: v=1; a=rsa-sha256; d=${domain}; s=x; b=abc=`),
    ...from.map((one) => `From: ${one}`),
    "Subject: Re: Roof\r\n\r\nYes.",
  ];
  const [dmarcVerdict, spfVerdict, dkimVerdict] = [dmarc, spf, dkim].map((status) => ({ status }));
  const receipt = { recipients: ["sales@leads.example"], dmarcVerdict, spfVerdict, dkimVerdict };
  const received = Received.parse({ mail: { messageId: "m1", source: sender }, receipt });
  const raw = Buffer.from(rows.join("\r\n"));
  return isAuthenticated(await readIncoming(raw, { sender, recipients: receipt.recipients }), received);
}

describe("a domain vouches for the address in From (RULES.md IN-4)", () => {
  it.each<[string, Sent]>([
    ["by DMARC", { dmarc: "PASS" }],
    ["by its mail server", { spf: "PASS", sender: "zoe@person.example" }],
    ["by a mail server of a part of it", { spf: "PASS", sender: "bounce+1@mail.person.example" }],
    ["by its signature", { dkim: "PASS", signers: ["person.example"] }],
    ["by signatures of its own only", { dkim: "PASS", signers: ["mail.person.example", "person.example"] }],
    ["also where the name is an address", { dmarc: "PASS", from: ['"zoe@person.example" <zoe@person.example>'] }],
  ])("%s", async (_, sent) => expect(await isVouched(sent)).toBe(true));

  it.each<[string, Sent]>([
    ["where nothing was found out", {}],
    ["where DMARC fails, whatever else is right", { dmarc: "FAIL", spf: "PASS", sender: "zoe@person.example" }],
    ["where another's mail server sent it", { spf: "PASS", sender: "zoe@evil.example" }],
    ["where a domain only ends alike", { spf: "PASS", sender: "zoe@evilperson.example" }],
    ["where it has no sender", { spf: "PASS" }],
    ["where another has signed it", { dkim: "PASS", signers: ["evil.example"] }],
    ["where another has signed it, too", { dkim: "PASS", signers: ["person.example", "evil.example"] }],
    ["where nobody has signed it", { dkim: "PASS" }],
    ["where its server or signature is wrong", { spf: "FAIL", dkim: "FAIL", sender: "zoe@person.example" }],
    ["where From is there twice", { dmarc: "PASS", from: ["zoe@person.example", "eve@evil.example"] }],
    ["where From names two", { dmarc: "PASS", from: ["eve@evil.example, zoe@person.example"] }],
    ["where From names nobody", { dmarc: "PASS", from: [] }],
  ])("not %s", async (_, sent) => expect(await isVouched(sent)).toBe(false));
});
