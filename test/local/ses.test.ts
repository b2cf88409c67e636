import { ConfigurationSetDoesNotExistException, MessageRejected, SESServiceException } from "@aws-sdk/client-ses";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { compose, configurationSetArn, hostMail, identityArn, type MailHost, monday } from "./mail-host.ts";

let host: MailHost;
beforeEach(async () => {
  host = await hostMail();
});
afterEach(() => host.stop());

const to = "peter@example.org";
const plain = (header: string, body = "Hello") => `From: sales@leads.example\r\nTo: ${to}\r\n${header}\r\n${body}`;

async function rejection(sending: Promise<string>): Promise<SESServiceException> {
  const error = await sending.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof SESServiceException) return error;
  throw new Error("The mail was not rejected", { cause: error });
}

describe("a mail that is accepted", () => {
  it("gets SES's own Message-ID and Date, and an id that grows while the clock stands", async () => {
    const raw = await compose({ to, date: new Date(0), messageId: "<own@leads.example>" });
    const ids = [await host.send({ raw }), await host.send({ raw }), await host.send({ raw })];
    expect([...ids].sort()).toEqual(ids);
    expect(ids[0]).toMatch(/^0102[0-9a-f]{12}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}-000000$/);

    const { body } = await host.get(`/local/mails/${ids[0]}.eml`, { file: `${ids[0]}.eml` });
    expect(body).toContain(`Message-ID: <${ids[0]}@eu-west-1.amazonses.com>\r\n`);
    expect(body).toContain("Date: Mon, 23 Nov 2026 09:00:00 +0000\r\n");
    expect(body).not.toContain("own@leads.example");
    expect(body).not.toContain("1970");
    expect(body.slice(body.indexOf("\r\n\r\n"))).toBe(raw.toString().slice(raw.indexOf("\r\n\r\n")));
  });

  it("goes to the destinations given, else to those in its header, Bcc hidden", async () => {
    const raw = plain("Cc: c@example.org\r\nBcc: b@example.org,\r\n d@example.org\r\n");
    const id = await host.send({ raw });
    await host.send({ raw, Destinations: ["Other <other@example.org>"] });
    expect(host.mail.mailbox.mails().map((mail) => mail.to)).toEqual([
      [to, "c@example.org", "b@example.org", "d@example.org"],
      ["other@example.org"],
    ]);
    expect((await host.get("/local/mails/x", { file: `${id}.eml` })).body).not.toMatch(/bcc|d@example/i);
  });

  it("may come from any address of a verified domain and its subdomains", async () => {
    await expect(host.send({ raw: "From: a@News.Leads.Example\nTo: b@example.org\n\nHi" })).resolves.toBeTruthy();
  });

  it("takes tags and configuration set from its header unless the request has its own", async () => {
    const raw = plain("X-SES-CONFIGURATION-SET: leads\r\nX-SES-MESSAGE-TAGS: purpose=welcome, lead=ld_1\r\n");
    await host.send({ raw });
    await host.send({ raw, Tags: [{ Name: "purpose", Value: "reminder" }] });
    expect(host.mail.mailbox.mails().map(({ tags, configurationSet }) => ({ tags, configurationSet }))).toEqual([
      { tags: { purpose: "welcome", lead: "ld_1" }, configurationSet: "leads" },
      { tags: { purpose: "reminder" }, configurationSet: "leads" },
    ]);
  });
});

describe("a mail that is rejected", () => {
  it("names the senders that are not verified", async () => {
    const raw = "From: Eve <eve@example.org>\r\nTo: a@example.org\r\n\r\nHi";
    const error = await rejection(host.send({ raw, Source: "sales@leads.example" }));
    expect(error).toBeInstanceOf(MessageRejected);
    expect(error.message).toBe(
      "Email address is not verified. The following identities failed the check in region EU-WEST-1: eve@example.org",
    );
    expect(host.mail.mailbox.mails()).toEqual([]);
  });

  it("is not fooled by a domain that ends alike", async () => {
    const error = await rejection(host.send({ raw: "From: a@evil-leads.example\r\nTo: a@example.org\r\n\r\nHi" }));
    expect(error).toBeInstanceOf(MessageRejected);
  });

  it("asks for a configuration set that exists", async () => {
    const error = await rejection(host.send({ raw: plain(""), ConfigurationSetName: "none" }));
    expect(error).toBeInstanceOf(ConfigurationSetDoesNotExistException);
  });

  it.each([
    ["two subjects", plain("Subject: a\r\nSUBJECT: b\r\n"), "Duplicate header 'SUBJECT'"],
    ["two Reply-To", plain("Reply-To: a@b.c\r\nReply-To: d@e.f\r\n"), "Duplicate header 'Reply-To'"],
    ["no sender", "To: a@example.org\r\n\r\nHi", "'From'"],
    ["no recipient", "From: sales@leads.example\r\n\r\nHi", "'To'"],
    ["a recipient without a domain", "From: sales@leads.example\r\nTo: peter\r\n\r\nHi", "@domain"],
    ["a line over 1000 octets", plain("", "x".repeat(1001)), "1000 octets"],
    ["no empty line", "From: sales@leads.example\r\nTo: a@example.org", "empty line"],
    ["a line that is no header", plain("what is this\r\n"), "what is this"],
    ["too much", plain("", "line\r\n".repeat(2_000_000)), "10485760"],
  ])("has %s", async (_what, raw, message) => {
    const error = await rejection(host.send({ raw }));
    expect(error.name).toBe("InvalidParameterValue");
    expect(error.message).toContain(message);
  });

  it.each([
    [[{ Name: "lead", Value: "a@b" }]],
    [[{ Name: "lead id", Value: "a" }]],
    [[{ Name: "lead", Value: "" }]],
    [
      [
        { Name: "lead", Value: "a" },
        { Name: "lead", Value: "b" },
      ],
    ],
  ])("has tags SES refuses: %j", async (Tags) => {
    expect((await rejection(host.send({ raw: plain(""), Tags }))).name).toBe("InvalidParameterValue");
  });
});

describe("events", () => {
  const told = () => host.events.map((event) => [event["detail-type"], event.time]);
  const sent = (recipient: string) =>
    host.send({ raw: plain(""), Destinations: [recipient], ConfigurationSetName: "leads" });

  it("tell of the mail being sent and delivered, in SES's envelope", async () => {
    const Tags = [{ Name: "lead", Value: "ld_1" }];
    const id = await host.send({
      raw: plain("Subject: Your =?utf-8?q?gr=C3=BC=C3=9Fe?=\r\n"),
      ConfigurationSetName: "leads",
      Tags,
    });
    await host.clock.quiet();
    expect(told()).toEqual([["Email Sent", "2026-11-23T09:00:00Z"]]);
    await host.clock.moveTo(monday + 1000);
    expect(host.events.at(1)).toMatchObject({
      version: "0",
      "detail-type": "Email Delivered",
      source: "aws.ses",
      account: "123456789012",
      time: "2026-11-23T09:00:01Z",
      region: "eu-west-1",
      resources: [configurationSetArn],
      detail: {
        eventType: "Delivery",
        delivery: { timestamp: "2026-11-23T09:00:01.000Z", recipients: [to] },
        mail: {
          timestamp: "2026-11-23T09:00:00.000Z",
          messageId: id,
          source: "sales@leads.example",
          sourceArn: identityArn,
          destination: [to],
          commonHeaders: { subject: "Your grüße", messageId: id },
          tags: { lead: ["ld_1"], "ses:configuration-set": ["leads"], "ses:caller-identity": ["Step"] },
        },
      },
    });
  });

  it.each([
    ["success+1", ["Email Sent", "Email Delivered"]],
    ["bounce+ld_1", ["Email Sent", "Email Bounced"]],
    ["complaint", ["Email Sent", "Email Delivered", "Email Complaint Received"]],
    ["ooto", ["Email Sent", "Email Delivered"]],
    ["suppressionlist", ["Email Sent", "Email Bounced"]],
  ])("play the mailbox simulator's %s@", async (name, expected) => {
    await sent(`${name}@simulator.amazonses.com`);
    await host.clock.moveTo(monday + 60_000);
    expect(told().map(([type]) => type)).toEqual(expected);
  });

  it("say how a simulated mail bounced", async () => {
    await sent("bounce@simulator.amazonses.com");
    await sent("suppressionlist@simulator.amazonses.com");
    await host.clock.moveTo(monday + 1000);
    const bounces = host.events.flatMap((event) => (event.detail.bounce ? [event.detail.bounce] : []));
    expect(bounces).toMatchObject([
      { bounceType: "Permanent", bounceSubType: "General", bouncedRecipients: [{ status: "5.1.1" }] },
      { bounceType: "Permanent", bounceSubType: "Suppressed" },
    ]);
  });

  it("are not told of mail without a configuration set that asks for them", async () => {
    await host.send({ raw: plain("") });
    await host.send({ raw: plain(""), ConfigurationSetName: "silent" });
    await host.clock.moveTo(monday + 60_000);
    expect(host.events).toEqual([]);
  });
});

it("answers an action it lacks by name", async () => {
  const request = { method: "POST", path: "/", query: new URLSearchParams(), headers: {} };
  const reply = await host.mail.service({ ...request, body: Buffer.from("Action=SendEmail&Version=2010-12-01") });
  expect(reply.status).toBe(400);
  expect(reply.body).toContain("<Code>InvalidAction</Code>");
  expect(reply.body).toContain("SendEmail");
});

it("deletes a rule set with the rules in it, but not the active one, and activates none that is not there", async () => {
  const request = { method: "POST", path: "/", query: new URLSearchParams(), headers: {} };
  const asks = async (action: string, fields: Record<string, string> = { RuleSetName: "own" }) => {
    const body = Buffer.from(String(new URLSearchParams({ Action: action, ...fields })));
    return /<Code>(\w+)<|<Name>(\w+)</
      .exec(String((await host.mail.service({ ...request, body })).body))
      ?.slice(1)
      .join("");
  };
  expect(await asks("SetActiveReceiptRuleSet")).toBe("RuleSetDoesNotExist");
  await asks("CreateReceiptRuleSet");
  expect(await asks("CreateReceiptRuleSet")).toBe("AlreadyExists");
  expect(await asks("CreateReceiptRuleSet", {})).toBe("ValidationError");
  await asks("CreateReceiptRule", { RuleSetName: "own", "Rule.Name": "first" });
  expect(await asks("DescribeActiveReceiptRuleSet", {})).toBeUndefined();
  await asks("SetActiveReceiptRuleSet");
  expect(await asks("DescribeActiveReceiptRuleSet", {})).toBe("own");
  expect(await asks("DeleteReceiptRuleSet")).toBe("CannotDelete");
  await asks("SetActiveReceiptRuleSet", {});
  expect(await asks("DescribeReceiptRuleSet")).toBe("own");
  await asks("DeleteReceiptRuleSet");
  expect(await asks("DescribeReceiptRuleSet")).toBe("RuleSetDoesNotExist");
});
