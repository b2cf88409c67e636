import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { inboundEvent } from "../../../stacks/local/mail/inbound-event.ts";
import { anApp, aPerson } from "../../given.ts";
import { leadOf, leadsOf, type Mail, mailsAbout, mailsTo, timelineOf } from "../../then.ts";
import {
  anInquirer,
  answer,
  entriesOf,
  functionArn,
  mailComes,
  replyAddress,
  tells,
  vault,
} from "../../tracking/mail-office.ts";
import { asks, itIsQuiet } from "../../when.ts";

const app = anApp();
const sales = "sales@leads.example";
const eicar = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";
const gtube = "XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X";

const fixture = (name: string): Buffer =>
  readFileSync(join(import.meta.dirname, `../../fixtures/email/inquiries/${name}.eml`));

const senderOf = (raw: Buffer): string => /^Return-Path: <(.*)>/.exec(raw.toString("latin1"))?.[1] ?? "";

/** When the mail of a fixture is handed over. */
const comes = (name: string, to: string | string[] = sales) => {
  const raw = fixture(name);
  return mailComes(app(), { envelope: { from: senderOf(raw), to }, raw });
};

/** When SES hands over a mail and says of all that proves its sender the same. */
async function comesWith(status: string, raw: Buffer, to = sales): Promise<void> {
  const id = `proof${Math.random().toString(36).slice(2)}`;
  await vault(app()).put(`inbound/${id}`, raw.toString("latin1"));
  const arn = functionArn(app(), "InboundMail");
  const known = { id, raw, source: senderOf(raw), recipients: [to], at: app().clock.now(), functionArn: arn };
  const event = await inboundEvent(known);
  for (const { ses } of event.Records)
    Object.assign(ses.receipt, { dmarcVerdict: { status }, spfVerdict: { status }, dkimVerdict: { status } });
  await tells(app(), "InboundMail", event);
}

const Deliveries = z.object({
  items: z.array(z.looseObject({ id: z.string(), reason: z.string(), detail: z.string(), state: z.string() })),
});

/** What is set aside for reasons that say so. */
const aside = async (detail: RegExp, state = "quarantined") =>
  Deliveries.parse((await asks(app(), `/api/quarantine?state=${state}`)).json).items.filter((one) =>
    detail.test(one.detail),
  );

const leads = async (): Promise<number> =>
  z.object({ items: z.array(z.unknown()) }).parse((await asks(app(), "/api/leads?limit=100")).json).items.length;

const Received = z.object({
  attachments: z.array(z.object({ name: z.string(), type: z.string(), bytes: z.number(), key: z.string() })),
});

describe("a mail to the sales address", () => {
  it("makes its sender a lead, tells an owner in time, and thanks; the answer to that is the same lead's", async () => {
    await comes("plain-de");
    const jonas = await leadOf(app(), "jonas.weber@web.example");
    expect(jonas).toMatchObject({
      name: "Jonas Weber",
      language: "de-DE",
      stage: "new",
      source: { id: "mail", channel: "email", platform: "mail" },
      consent: { basis: "inquiry" },
      sla: { channel: "email", dueAt: "2026-11-23T13:00:00.000Z" },
    });
    const [notice] = await mailsTo(app(), `${jonas.owner}@team.example`);
    expect(notice?.text).toContain("Anfrage Dachsanierung, 120 m²");
    expect(notice?.text).toContain("Können Sie uns ein Angebot machen?");
    expect(notice?.text).not.toContain("+49 89 5550 1234");
    const [thanks, ...more] = await mailsTo(app(), "jonas.weber@web.example");
    if (!thanks) throw new Error("Nobody thanked");
    expect(more).toEqual([]);
    const wrote = "<5e1f6a2c-7d3b-4f0e@web.example>";
    expect(thanks.headers).toMatchObject({ "in-reply-to": wrote, references: wrote });
    const back = { name: jonas.name, email: "jonas.weber@web.example", ack: thanks, replyTo: replyAddress(thanks) };
    await mailComes(app(), answer(back, "Freitag passt."));
    expect(await leadOf(app(), "jonas.weber@web.example")).toMatchObject({ id: jonas.id, stage: "working" });
  });

  it("is read from its HTML where it has no text, and answered where its writer wants it", async () => {
    await comes("html-only");
    await comes("reply-to");
    const marie = await leadOf(app(), "marie@martin.example");
    const [thanks] = await mailsTo(app(), "marie@martin.example");
    expect(marie.name).toBe("Marie Martin");
    expect(thanks?.text).toContain("do you also put solar panels on old roofs?");
    expect(await leadOf(app(), "nora@quinn.example")).toMatchObject({ name: "Nora Quinn" });
    expect(await leadsOf(app(), "messages@homes.example")).toEqual([]);
  });

  it("keeps what is attached, under clean names, and lists it", async () => {
    await comes("attachments");
    const liam = await leadOf(app(), "liam@byrne.example");
    const [entry] = await entriesOf(app(), liam.id, "inquiry.received");
    const { attachments } = Received.parse(entry?.data);
    expect(attachments.map(({ name, type, bytes }) => [name, type, bytes])).toEqual([
      ["roof gpj.jpg", "image/jpeg", 1030],
      ["plan.pdf", "application/pdf", 13],
    ]);
    const kept = await vault(app()).get(attachments[1]?.key ?? "");
    expect(await kept.text()).toBe("%PDF-1.4 plan");
  });

  it("is of the source that is named as its address; the same mail to another of ours is no second inquiry", async () => {
    const may = aPerson("May Hill");
    const solar = { id: "solar", channel: "email", platform: "mail", name: "Solar", consent: { by: "none" } };
    await asks(app(), "/api/sources", solar);
    const mail = { from: may.email, subject: "Roof", text: "How much?", messageId: "<may@person.example>" };
    const sent = { ...mail, date: new Date(0) };
    await mailComes(app(), { ...sent, to: ["solar@leads.example", "info@leads.example"] });
    await mailComes(app(), { ...sent, to: sales });
    const lead = await leadOf(app(), may.email);
    expect(lead).toMatchObject({ source: { id: "solar", name: "Solar" } });
    expect(await entriesOf(app(), lead.id, "inquiry.received")).toHaveLength(1);
  });

  it("of a website's form is its visitor's", async () => {
    await comes("form-contact-form-7-en");
    await comes("form-jimdo-de");
    await comes("form-wix-en");
    const mary = await leadOf(app(), "mary@doyle.example");
    expect(mary).toMatchObject({ name: "Mary Doyle" });
    // The address inside a form's mail is typed in: its thanks do not repeat what was written (LIFECYCLE.md section 4).
    expect((await mailsTo(app(), "mary@doyle.example"))[0]?.text).not.toContain("two spots");
    expect(await leadOf(app(), "p.lang@post.example")).toMatchObject({ company: "Lang & Söhne" });
    const { json } = await asks(app(), `/api/leads?phone=${encodeURIComponent("+35315550101")}`);
    expect(json).toMatchObject({ items: [{ name: "Tara Flynn" }] });
    for (const sender of ["wordpress@sunny-roofs.example", "no-reply@jimdo.example", "no-reply@wix-forms.example"])
      expect(await leadsOf(app(), sender)).toEqual([]);
  });
});

describe("a mail that carries no token", () => {
  it("is its lead's reply by the last mail of ours it answers, whoever wrote it from wherever", async () => {
    const [una, val] = [await anInquirer(app(), aPerson("Una Ross")), await anInquirer(app(), aPerson("Val Ross"))];
    const from = ({ id }: Mail) => `<${id}@eu-west-1.amazonses.com>`;
    const mail = { ...answer(una, "From my phone."), from: "una.private@person.example", to: sales };
    await mailComes(app(), mail);
    await mailComes(app(), {
      ...{ from: "boss@person.example", to: sales, subject: "Re: roof", text: "I decide." },
      references: `${from(val.ack)} <other@x.example> ${from(una.ack)} <later@y.example>`,
    });
    const told = await entriesOf(app(), una.lead.id, "reply.received");
    expect(told.map(({ data }) => data.text)).toEqual(["From my phone.", "I decide."]);
    expect(await leadsOf(app(), "una.private@person.example")).toEqual([]);
  });

  it("is a reply of the lead that sends it, if it answers something; else an inquiry of theirs", async () => {
    const tim = await anInquirer(app(), aPerson("Tim Ross"));
    await mailComes(app(), { from: tim.email, to: sales, subject: "Another roof", text: "And the garage?" });
    expect(await entriesOf(app(), tim.lead.id, "inquiry.received")).toHaveLength(2);
    expect((await leadOf(app(), tim.email)).stage).toBe("new");
    await mailComes(app(), {
      ...{ from: tim.email, to: sales, subject: "Re: Roof", text: "Yes." },
      attachments: [{ filename: "yes.txt", content: "yes" }],
    });
    const [reply] = await entriesOf(app(), tim.lead.id, "reply.received");
    expect(Received.parse(reply?.data).attachments).toMatchObject([{ name: "yes.txt", bytes: 3 }]);
    expect((await leadOf(app(), tim.email)).stage).toBe("working");
  });

  it("changes nothing of the lead it names as its sender, unless a domain vouches for that or somebody has looked", async () => {
    const ray = await anInquirer(app(), aPerson("Ray Ross"));
    const before = (await timelineOf(app(), ray.lead.id)).length;
    const forged = (rows: string[], text: string) =>
      Buffer.from([`Return-Path: <${ray.email}>`, `From: ${ray.email}`, ...rows, "", text, ""].join("\r\n"));
    await comesWith("GRAY", forged(["Subject: Roof"], "Please remove me from your list."));
    const [leaving] = await aside(/says a lead wrote it/);
    await comesWith("FAIL", forged(["Subject: Re: Roof"], "Stop it all."));
    await comesWith("GRAY", forged(["Subject: Out of office", "Auto-Submitted: auto-replied"], "Back on 4 December."));
    await comesWith("GRAY", forged(["Subject: unsubscribe"], ""), "unsub@leads.example");
    const unproven = await aside(/says a lead wrote it/);
    expect(unproven.map(({ reason }) => reason)).toEqual(Array(4).fill("unverified"));
    expect(await timelineOf(app(), ray.lead.id)).toHaveLength(before);
    await asks(app(), `/api/quarantine/${leaving?.id}/replay`, {}, "POST");
    await itIsQuiet(app());
    expect((await leadOf(app(), ray.email)).suppressed).toMatchObject({ marketing: true });
    expect(await entriesOf(app(), ray.lead.id, "lead.unsubscribed")).toHaveLength(1);
  });

  it("is an inquiry all the same when it begins something: anybody may write one for anybody", async () => {
    const zac = aPerson("Zac Ross");
    await comesWith(
      "GRAY",
      Buffer.from(`Return-Path: <${zac.email}>\r\nFrom: ${zac.email}\r\nSubject: Roof\r\n\r\nHow much?\r\n`),
    );
    expect(await leadOf(app(), zac.email)).toMatchObject({ stage: "new" });
  });
});

describe("what an owner passes on", () => {
  it("is an inquiry of its first writer, who is thanked, with the owner's note", async () => {
    for (const name of ["forward-gmail-en", "forward-outlook-de", "forward-attached", "forward-form-en"])
      await comes(name);
    for (const email of ["grace@nolan.example", "karl@huber.example", "sean@daly.example", "orla@kane.example"]) {
      const lead = await leadOf(app(), email);
      expect(lead.stage).toBe("new");
      expect(await mailsTo(app(), email)).toHaveLength(1);
      expect((await mailsAbout(app(), lead.id)).length).toBe(2);
    }
    expect(await leadsOf(app(), "wordpress@sunny-roofs.example")).toEqual([]);
  });

  it("is not believed where no domain vouches for the owner, nor guessed at: both are for people to see", async () => {
    const before = await leads();
    await comesWith("GRAY", fixture("forward-apple-fr"));
    await comes("owner-without-forward");
    expect(await aside(/names no lead/)).toMatchObject([{ reason: "unreadable", platform: "mail", source: "mail" }]);
    expect(await leads()).toBe(before);
    const [forged] = await aside(/says an owner wrote it/);
    expect(forged).toMatchObject({ reason: "unverified" });
    expect((await asks(app(), `/api/quarantine/${forged?.id}`)).json).toMatchObject({
      payload: expect.stringContaining("chloe@petit.example"),
    });
    await asks(app(), `/api/quarantine/${forged?.id}/replay`, {}, "POST");
    await itIsQuiet(app());
    expect(await leadOf(app(), "chloe@petit.example")).toMatchObject({ stage: "new" });
  });
});

describe("mail of machines", () => {
  it("never becomes a lead: automatic answers, lists, newsletters, reports, and mail of our own", async () => {
    const before = await leads();
    for (const name of ["auto-reply", "mailing-list", "newsletter", "bounce", "dmarc-report"]) await comes(name);
    await mailComes(app(), { from: sales, to: sales, subject: "Hello", text: "Name: A\nEmail: a@b.example" });
    expect(await leads()).toBe(before);
  });
});

describe("a mail that cannot be judged", () => {
  const spam = { from: "eve@person.example", to: sales, subject: "Roof", text: `How much is a roof?\n${gtube}` };

  it("is set aside with the reason: spam, no sender, a stranger who wants to leave", async () => {
    await mailComes(app(), spam);
    await comes("no-from");
    await comes("stranger-wants-out");
    expect(await aside(/spam/)).toMatchObject([{ reason: "suspect" }]);
    expect(await aside(/mail address/)).toMatchObject([{ reason: "unreadable" }]);
    expect(await aside(/no more mail/)).toMatchObject([{ reason: "suspect" }]);
    expect(await leadsOf(app(), spam.from)).toEqual([]);
  });

  it("is taken in when somebody has it opened again, and stays listed when nothing can be made of it", async () => {
    const [spammy] = await aside(/spam/);
    const replayed = await asks(app(), `/api/quarantine/${spammy?.id}/replay`, {}, "POST");
    expect(replayed.json).toMatchObject({ state: "waiting" });
    await itIsQuiet(app());
    expect(await leadOf(app(), spam.from)).toMatchObject({ source: { channel: "email" } });
    expect((await aside(/^$/, "unpacked")).map(({ id }) => id)).toContain(spammy?.id);
    expect((await asks(app(), "/api/quarantine/replay", { reason: "unreadable" })).status).toBe(202);
    await itIsQuiet(app());
    expect(await aside(/mail address/)).toHaveLength(1);
  });

  it("is for people to see when a machine sends it for somebody, and then that person's", async () => {
    await comes("machine-for-somebody");
    const [one] = await aside(/labels no field/);
    expect(await leadsOf(app(), "ida@lund.example")).toEqual([]);
    await asks(app(), `/api/quarantine/${one?.id}/replay`, {}, "POST");
    await itIsQuiet(app());
    const lead = await leadOf(app(), "ida@lund.example");
    expect(lead.name).toBe("Ida Lund");
    expect((await mailsTo(app(), `${lead.owner}@team.example`)).at(-1)?.text).toContain("Do you work in Malmo?");
  });

  it("is for people to see when it came over a list, and then its writer's, as if it had come without", async () => {
    await comes("google-group");
    const listed = await aside(/mailing list/);
    expect(listed.map(({ reason }) => reason)).toEqual(["suspect", "suspect"]);
    expect(await leadsOf(app(), "vera@moss.example")).toEqual([]);
    for (const { id } of listed) await asks(app(), `/api/quarantine/${id}/replay`, {}, "POST");
    await itIsQuiet(app());
    expect(await leadOf(app(), "vera@moss.example")).toMatchObject({ name: "Vera Moss", stage: "new" });
    expect(await leadsOf(app(), "sales@sunny-roofs.example")).toEqual([]);
  });

  it("is listed without what is in it when it holds a virus, and stays so", async () => {
    await mailComes(app(), { from: "mal@person.example", to: sales, subject: "Roof", text: eicar });
    const [infected] = await aside(/virus/);
    const path = `/api/quarantine/${infected?.id}`;
    expect((await asks(app(), path)).json).toMatchObject({ reason: "suspect", payload: "" });
    await asks(app(), `${path}/replay`, {}, "POST");
    await itIsQuiet(app());
    expect(await aside(/virus/)).toHaveLength(1);
    expect(await leadsOf(app(), "mal@person.example")).toEqual([]);
  });

  it("waits while its source is paused", async () => {
    const amy = aPerson("Amy Pond");
    await asks(app(), "/api/sources/mail/pause", {});
    await mailComes(app(), { from: amy.email, to: sales, subject: "Roof", text: "How much?" });
    expect(await aside(/paused/)).toMatchObject([{ reason: "paused" }]);
    expect(await leadsOf(app(), amy.email)).toEqual([]);
  });
});
