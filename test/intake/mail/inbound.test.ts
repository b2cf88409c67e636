import { describe, expect, it } from "vitest";
import { inboundEvent } from "../../../stacks/local/mail/inbound-event.ts";
import { anApp, aPerson } from "../../given.ts";
import { leadOf, mailsTo, timelineOf } from "../../then.ts";
import { anInquirer, answer, entriesOf, functionArn, mailComes, tells, vault } from "../../tracking/mail-office.ts";

const app = anApp();
const eicar = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";
const gtube = "XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X";

const inquirer = (name: string) => anInquirer(app(), aPerson(name));
const types = async (lead: string) => (await timelineOf(app(), lead)).map(({ type }) => type);

describe("a reply", () => {
  it("moves the lead on, is kept in its writer's own words, and its owner is told", async () => {
    const zoe = await inquirer("Zoë Smith");
    await mailComes(app(), answer(zoe, "Thursday suits me."));
    const lead = await leadOf(app(), zoe.email);
    expect(lead.stage).toBe("working");
    expect((await entriesOf(app(), lead.id, "reply.received")).map(({ by, data }) => [by, data.text])).toEqual([
      [{ kind: "lead", id: lead.id }, "Thursday suits me."],
    ]);
    const told = (await mailsTo(app(), `${lead.owner}@team.example`)).filter(({ leadId }) => leadId === lead.id);
    expect(told.at(-1)?.text).toContain("Thursday suits me.");
  });

  it("from a colleague counts for the lead too, and its address stays", async () => {
    const tom = await inquirer("Tom Baker");
    await mailComes(app(), { ...answer(tom, "I answer for Tom."), from: "eva@person.example" });
    const lead = await leadOf(app(), tom.email);
    expect(lead).toMatchObject({ stage: "working", email: tom.email });
  });

  it("is found by the envelope, and by the header when a redirect changed the envelope", async () => {
    const omar = await inquirer("Omar Haddad");
    const mail = answer(omar, "Hello again");
    await mailComes(app(), {
      ...mail,
      to: "undisclosed@elsewhere.example",
      envelope: { from: omar.email, to: omar.replyTo },
    });
    await mailComes(app(), { ...mail, envelope: { from: omar.email, to: "sales@leads.example" } });
    expect(await entriesOf(app(), omar.lead.id, "reply.received")).toHaveLength(2);
  });

  it("that comes twice is taken in once", async () => {
    const ana = await inquirer("Ana Popa");
    const raw = Buffer.from(`From: ${ana.email}\r\nTo: ${ana.replyTo}\r\nSubject: Re: Hello\r\n\r\nOnce.\r\n`);
    const id = "o3vrnil0e2ic28trm7dfhrc2v0clambda4nbp0g1";
    await vault(app()).put(`inbound/${id}`, raw.toString());
    const at = app().clock.now();
    const functionArnOf = functionArn(app(), "InboundMail");
    const event = await inboundEvent({
      id,
      raw,
      source: ana.email,
      recipients: [ana.replyTo],
      at,
      functionArn: functionArnOf,
    });
    await tells(app(), "InboundMail", event);
    await tells(app(), "InboundMail", event);
    expect(await entriesOf(app(), ana.lead.id, "reply.received")).toHaveLength(1);
  });

  it("of an owner is a contact of theirs, recorded once, and no reply of the lead", async () => {
    const kim = await inquirer("Kim Lee");
    await mailComes(app(), {
      from: `${kim.lead.owner}@team.example`,
      to: kim.replyTo,
      subject: "Your roof",
      text: "Hi Kim!",
    });
    const [contact, ...more] = await entriesOf(app(), kim.lead.id, "response.recorded");
    expect(more).toEqual([]);
    expect(contact).toMatchObject({
      by: { kind: "owner", id: kim.lead.owner },
      data: { channel: "email", outcome: "attempted" },
    });
    expect(await types(kim.lead.id)).not.toContain("reply.received");
    expect((await leadOf(app(), kim.email)).sla).toHaveProperty("respondedAt");
  });
});

describe("the same mail handed over twice", () => {
  it("has two ids of SES and is taken in once; the next mail is another", async () => {
    const noa = await inquirer("Noa Levi");
    const mail = { ...answer(noa, "Once."), messageId: "<once@person.example>", date: new Date(0) };
    await mailComes(app(), mail);
    await mailComes(app(), mail);
    expect(await entriesOf(app(), noa.lead.id, "reply.received")).toHaveLength(1);
    await mailComes(app(), answer(noa, "Again."));
    expect(await entriesOf(app(), noa.lead.id, "reply.received")).toHaveLength(2);
  });
});

describe("an automatic answer", () => {
  it("is no reply; it says until when they are away", async () => {
    const ben = await inquirer("Ben Carter");
    await mailComes(app(), {
      ...answer(ben, "I am out of the office until December 4th."),
      subject: `Automatic reply: ${ben.ack.subject}`,
      headers: { "Auto-Submitted": "auto-replied" },
      envelope: { from: "", to: ben.replyTo },
    });
    expect((await leadOf(app(), ben.email)).stage).toBe("new");
    const [away] = await entriesOf(app(), ben.lead.id, "autoreply.received");
    expect(away?.data).toMatchObject({ until: "2026-12-05T09:00:00.000Z" });
    expect(await types(ben.lead.id)).not.toContain("reply.received");
  });

  it("of an owner says nothing about the lead", async () => {
    const mia = await inquirer("Mia Wong");
    const before = await types(mia.lead.id);
    await mailComes(app(), {
      from: "owner-1@team.example",
      to: mia.replyTo,
      subject: "Out of office",
      text: "Back on 1 December",
      headers: { "Auto-Submitted": "auto-replied" },
    });
    expect(await types(mia.lead.id)).toEqual(before);
  });
});

describe("leaving", () => {
  it("works by the address of List-Unsubscribe, with an empty mail from anywhere", async () => {
    const lea = await inquirer("Lea Roth");
    await mailComes(app(), {
      from: "other@person.example",
      to: lea.replyTo.replace(/^r\+/, "unsub+"),
      subject: "unsubscribe",
    });
    expect((await leadOf(app(), lea.email)).suppressed).toMatchObject({ marketing: true, reason: "unsubscribed" });
    expect(await types(lea.lead.id)).toContain("lead.unsubscribed");
  });

  it("works without a token for the address that the mail is proven to come from", async () => {
    const ken = await inquirer("Ken Roth");
    await mailComes(app(), { from: ken.email, to: "unsub@leads.example", subject: "unsubscribe" });
    expect((await leadOf(app(), ken.email)).suppressed.marketing).toBe(true);
  });

  it("works in plain words, and not by the words of our own footer", async () => {
    const [max, eli] = [await inquirer("Max Roth"), await inquirer("Eli Roth")];
    await mailComes(app(), answer(max, "Please remove me from your list."));
    await mailComes(app(), answer(eli, "Please go on."));
    expect((await leadOf(app(), max.email)).suppressed.marketing).toBe(true);
    expect((await leadOf(app(), eli.email)).suppressed.marketing).toBeUndefined();
  });
});

/** A report as a mail system sends it, with the header of the mail it is about. */
const report = (to: string, type: string, status: string, about: string): string =>
  [
    "From: MAILER-DAEMON@mx.example.org",
    `To: ${to}`,
    "Subject: Undelivered Mail Returned to Sender",
    `Content-Type: multipart/report; report-type=${type}; boundary=b`,
    "",
    "--b\r\nContent-Type: text/plain\r\n\r\nSorry.",
    `--b\r\nContent-Type: message/${type}\r\n\r\n${status}`,
    `--b\r\nContent-Type: text/rfc822-headers\r\n\r\n${about}`,
    "--b--",
  ].join("\r\n");

const failedFor = (address: string) =>
  `Reporting-MTA: dns; mx.example.org\r\n\r\nFinal-Recipient: rfc822; ${address}\r\nAction: failed\r\nStatus: 5.1.1`;

describe("a report by mail", () => {
  const send = (to: string, raw: string) => mailComes(app(), { envelope: { from: "", to }, raw });

  it("of an address that takes no mail stops mail to it, has its owner call, and is believed of no other", async () => {
    const ivy = await anInquirer(app(), { ...aPerson("Ivy Hart"), phone: "+353 1 555 0177" });
    const jon = await inquirer("Jon Hart");
    await send(ivy.replyTo, report(ivy.replyTo, "delivery-status", failedFor(ivy.email), "X: y"));
    await send(jon.replyTo, report(jon.replyTo, "delivery-status", failedFor("else@person.example"), "X: y"));
    expect((await leadOf(app(), ivy.email)).suppressed).toMatchObject({ mail: true });
    expect(await entriesOf(app(), ivy.lead.id, "mail.bounced")).toHaveLength(1);
    expect(await entriesOf(app(), ivy.lead.id, "task.created")).toHaveLength(1);
    expect((await leadOf(app(), jon.email)).suppressed.mail).toBeUndefined();
  });

  it("finds the lead in the mail it quotes, whatever address it came to", async () => {
    const amy = await inquirer("Amy Hart");
    const quoted = `Reply-To: ${amy.replyTo}\r\nTo: redacted`;
    await send(
      "sales@leads.example",
      report("sales@leads.example", "feedback-report", "Feedback-Type: abuse\r\nVersion: 1", quoted),
    );
    expect((await leadOf(app(), amy.email)).suppressed).toMatchObject({ mail: true, reason: "complaint" });
    expect(await types(amy.lead.id)).toContain("mail.complained");
  });
});

describe("other mail", () => {
  it("does nothing to a lead, and stays in the bucket: viruses, spam, rubbish", async () => {
    const sam = await inquirer("Sam Hill");
    const before = await types(sam.lead.id);
    await mailComes(app(), { ...answer(sam, eicar) });
    await mailComes(app(), { ...answer(sam, gtube) });
    await mailComes(app(), {
      envelope: { from: sam.email, to: "sales@leads.example" },
      raw: Buffer.from([0, 255, 10, 13, 128, 10]),
    });
    expect(await types(sam.lead.id)).toEqual(before);
  });

  it("to a token that we did not make is no reply of that lead", async () => {
    const ann = await inquirer("Ann Hill");
    const forged = ann.replyTo.replace(/.@/, (end) => (end === "0@" ? "1@" : "0@"));
    await mailComes(app(), { from: "mallory@person.example", to: forged, subject: "Re: roof", text: "Hello" });
    expect(await types(ann.lead.id)).not.toContain("reply.received");
  });

  it("for another domain is refused", async () => {
    await expect(mailComes(app(), { from: "a@b.example", to: "x@other.example" })).rejects.toMatchObject({
      responseCode: 550,
    });
  });
});
