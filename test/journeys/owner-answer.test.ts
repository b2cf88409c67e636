import { describe, expect, it } from "vitest";
import { anApp, aPerson } from "../given.ts";
import { leadOf, linkTo, type Mail, mailsAbout, mailsTo, timelineOf } from "../then.ts";
import { answer, entriesOf, mailComes, replyAddress } from "../tracking/mail-office.ts";
import { asks, itIsQuiet, opens, presses, submits, timePasses } from "../when.ts";

const app = anApp();

/** Given a lead, and the notice of it that its owner has got. */
async function aNotice(name: string, more: object = {}) {
  const person = aPerson(name);
  await submits(app(), { ...person, message: "How much is a roof of slate for a house?", ...more });
  await itIsQuiet(app());
  const lead = await leadOf(app(), person.email);
  const owner = `${lead.owner}@team.example`;
  const notice = (await mailsAbout(app(), lead.id)).find(({ to }) => to.includes(owner));
  if (!notice) throw new Error("The owner has got no notice");
  return { person, lead, owner, notice };
}
type Noticed = Awaited<ReturnType<typeof aNotice>>;

/** The notice as a mail program quotes it. */
const quoted = ({ text }: Mail): string =>
  text
    .split("\n")
    .map((line) => `> ${line}`)
    .join("\n");

/** What an owner's mail program sends when they press Reply. */
const reply = ({ notice, owner }: Noticed, text: string) => ({
  from: { name: "Owner One", address: owner },
  to: replyAddress(notice),
  subject: `Re: ${notice.subject}`,
  inReplyTo: `<${notice.id}@eu-west-1.amazonses.com>`,
  text: `${text}\n\nOn Mon, Nov 23, 2026 at 9:00 AM Sunny Roofs leads <sales@leads.example> wrote:\n\n${quoted(notice)}\n`,
});

const answersTo = async ({ person }: Noticed) =>
  (await mailsTo(app(), person.email)).filter(({ touch }) => touch.endsWith("-answer-lead"));
const returnsTo = async ({ lead, owner }: Noticed) =>
  (await mailsAbout(app(), lead.id)).filter(({ to, touch }) => to.includes(owner) && touch.includes("-answer-"));
const rawOf = async ({ id }: Mail): Promise<string> => (await fetch(`${app().url}/local/mails/${id}.eml`)).text();
const responses = ({ lead }: Noticed) => entriesOf(app(), lead.id, "response.recorded");

describe("an owner who presses Reply on a notice", () => {
  it("writes to the lead: from our address, in their name, without the notice; and has kept the promise", async () => {
    const zoe = await aNotice("Zoe Smith");
    expect(zoe.notice.headers["reply-to"]).toMatch(/^o\+[a-z0-9]{40}@leads\.example$/);
    expect(zoe.notice.text).toMatch(/reply to this mail/i);
    await timePasses(app(), "PT2M");
    await mailComes(app(), reply(zoe, "Hello Zoe,\n\nabout 9,000 euro.\nShall I come on Thursday?"));
    const [mail, ...more] = await answersTo(zoe);
    if (!mail) throw new Error("Nothing came to the lead");
    expect(more).toEqual([]);
    const [thanks] = await mailsTo(app(), zoe.person.email);
    expect(mail).toMatchObject({ purpose: "service", from: "sales@leads.example", subject: `Re: ${thanks?.subject}` });
    expect(mail.text).toContain("about 9,000 euro.\nShall I come on Thursday?");
    expect(mail.text).not.toMatch(/contacted this lead|slate|Came from|reply to this mail/i);
    expect(mail.headers.from).toMatch(/^(Anna|Ben) /);
    expect(mail.headers["reply-to"]).toMatch(/^r\+/);
    expect(mail.headers["in-reply-to"]).toBe(`<${thanks?.id}@eu-west-1.amazonses.com>`);
    expect(mail.headers).not.toHaveProperty("auto-submitted");
    const [response, ...others] = await responses(zoe);
    expect(others).toEqual([]);
    expect(response).toMatchObject({
      by: { kind: "owner", id: zoe.lead.owner },
      data: {
        channel: "email",
        outcome: "attempted",
        text: "Hello Zoe,\n\nabout 9,000 euro.\nShall I come on Thursday?",
      },
    });
    expect((await leadOf(app(), zoe.person.email)).sla).toHaveProperty("respondedAt");
    expect((await timelineOf(app(), zoe.lead.id)).map(({ type }) => type)).toContain("sla.met");
    expect(await returnsTo(zoe)).toEqual([]);
  });

  it("goes on with the lead's own mail, and the same mail twice is sent once", async () => {
    const eva = await aNotice("Eva Brandt");
    const [ack] = await mailsTo(app(), eva.person.email);
    if (!ack) throw new Error("Nobody thanked");
    const back = { ...eva.person, ack, replyTo: replyAddress(ack) };
    await mailComes(app(), { ...answer(back, "Please call after five."), messageId: "<eva1@person.example>" });
    const told = (await mailsTo(app(), eva.owner)).filter(({ leadId }) => leadId === eva.lead.id).at(-1);
    if (!told) throw new Error("The owner was not told");
    const mail = { ...reply({ ...eva, notice: told }, "I will."), messageId: "<own1@team.example>", date: new Date(0) };
    await mailComes(app(), mail);
    await mailComes(app(), mail);
    const sent = await answersTo(eva);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.headers["in-reply-to"]).toBe("<eva1@person.example>");
    expect(sent[0]?.headers.references).toContain("<eva1@person.example>");
    expect(sent[0]?.subject).toBe(`Re: ${ack.subject}`);
    expect(await responses(eva)).toHaveLength(1);
  });

  it("sends what is attached, up to 7 MB together; more comes back", async () => {
    const ida = await aNotice("Ida Holm");
    const plan = {
      filename: "Angebot für Ida.pdf",
      content: Buffer.from("%PDF-1.4 plan"),
      contentType: "application/pdf",
    };
    const inline = { filename: "logo.png", content: Buffer.from("png"), contentType: "image/png", cid: "logo@team" };
    const html = `<p>The plan.</p><img src="cid:logo@team">`;
    await mailComes(app(), { ...reply(ida, "The plan."), html, attachments: [plan, inline] });
    const [mail] = await answersTo(ida);
    if (!mail) throw new Error("Nothing came to the lead");
    const raw = await rawOf(mail);
    expect(raw).toContain(Buffer.from("%PDF-1.4 plan").toString("base64"));
    expect(raw).toMatch(/filename\*0\*=utf-8''Angebot%20f%C3%BCr%20Ida\.pdf/);
    expect(raw).not.toContain("logo.png");
    await mailComes(app(), {
      ...reply(ida, "The film."),
      attachments: [{ filename: "film.mp4", content: Buffer.alloc(8 * 1024 * 1024, 7) }],
    });
    expect(await answersTo(ida)).toHaveLength(1);
    const [back] = await returnsTo(ida);
    expect(back?.text).toMatch(/more than 7 MB/);
    expect(back?.text).toContain("The film.");
  });
});

describe("an answer that cannot go", () => {
  it("comes back with why and its text, as a machine's mail, once an hour, and keeps no promise", async () => {
    const max = await aNotice("Max Weiss");
    // Outlook's way, without any mark: the text stands below the notice.
    const bare = { ...reply(max, ""), text: `${max.notice.text}\n\nI will call you, says Owner.` };
    await mailComes(app(), bare);
    await mailComes(app(), { ...bare, text: `${max.notice.text}\n\nA second try of mine.` });
    expect(await answersTo(max)).toEqual([]);
    expect(await responses(max)).toEqual([]);
    const [back, ...more] = await returnsTo(max);
    if (!back) throw new Error("Nothing came back");
    expect(more).toEqual([]);
    expect(back.text).toContain("I will call you, says Owner.");
    expect(back.text).toMatch(/our notice stands in it/i);
    expect(back.headers).toMatchObject({ "auto-submitted": "auto-replied", "return-path": "<>" });
    expect(back.headers["reply-to"]).toMatch(/^o\+/);
    expect((await leadOf(app(), max.person.email)).sla).not.toHaveProperty("respondedAt");
    await timePasses(app(), "PT61M");
    const later = await returnsTo(max);
    expect(later).toHaveLength(2);
    expect(later[1]?.text).toContain("A second try of mine.");
    // What comes back may be answered, with the same words.
    await mailComes(app(), reply({ ...max, notice: later[1] ?? back }, "A second try of mine."));
    expect((await answersTo(max)).map(({ text }) => text).join()).toContain("A second try of mine.");
  });

  it("says how a lead is reached who has no address", async () => {
    const form = { name: "Phone Only", phone: "+353 1 555 0188", message: "Please call" };
    await submits(app(), form);
    await itIsQuiet(app());
    const { items } = (await asks(app(), "/api/leads?phone=%2B35315550188")).json as {
      items: { id: string; owner: string }[];
    };
    const [lead] = items;
    if (!lead) throw new Error("There is no lead");
    const owner = `${lead.owner}@team.example`;
    const [notice] = (await mailsAbout(app(), lead.id)).filter(({ to }) => to.includes(owner));
    if (!notice) throw new Error("The owner has got no notice");
    expect(notice.text).toContain("cannot be reached by mail");
    await mailComes(app(), { ...reply({ notice, owner } as Noticed, "Good morning!") });
    const [back] = (await mailsAbout(app(), lead.id)).filter(({ touch }) => touch.includes("-answer-returned-"));
    expect(back?.text).toContain("+35315550188");
    expect(back?.text).toContain("Good morning!");
    expect(await entriesOf(app(), lead.id, "response.recorded")).toEqual([]);
  });

  it("says that the lead is blocked", async () => {
    const bob = await aNotice("Bob Block");
    await asks(app(), `/api/leads/${bob.lead.id}/block`, {});
    await mailComes(app(), reply(bob, "Hello Bob!"));
    expect(await answersTo(bob)).toEqual([]);
    expect((await returnsTo(bob))[0]?.text).toMatch(/blocked/);
  });
});

describe("a mail that only says it is the owner's", () => {
  it("waits until the owner lets it go, once", async () => {
    const una = await aNotice("Una Reid");
    await mailComes(app(), { ...reply(una, "On Friday then."), headers: { "X-Local-Auth": "none" } });
    expect(await answersTo(una)).toEqual([]);
    expect(await responses(una)).toEqual([]);
    const [back] = await returnsTo(una);
    expect(back?.text).toContain("On Friday then.");
    const link = linkTo(back, "r");
    expect((await opens(link)).text).toContain("On Friday then.");
    expect(await answersTo(una)).toEqual([]);
    expect((await presses(link, {})).text).toContain("on its way");
    expect((await presses(link, {})).text).toContain("done before");
    await itIsQuiet(app());
    expect(await answersTo(una)).toHaveLength(1);
    expect(await responses(una)).toHaveLength(1);
  });
});

describe("whatever else comes back to a notice", () => {
  it("is about the owner: out of office, bounce, complaint, unsubscribe, a stranger", async () => {
    const pia = await aNotice("Pia Lund");
    const before = await leadOf(app(), pia.person.email);
    const to = replyAddress(pia.notice);
    await mailComes(app(), {
      ...reply(pia, "I am away until December 9th."),
      subject: "Automatic reply: New lead",
      headers: { "Auto-Submitted": "auto-replied" },
    });
    await mailComes(app(), { ...reply(pia, "Please remove me from your list.") });
    await mailComes(app(), { ...reply(pia, "Who is this?"), from: "stranger@other.example" });
    const about = `Reply-To: ${to}\r\nTo: ${pia.owner}\r\nMessage-ID: <${pia.notice.id}@eu-west-1.amazonses.com>`;
    const report = (type: string, status: string) =>
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
    const gone = `Reporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; ${pia.owner}\r\nAction: failed\r\nStatus: 5.1.1`;
    await mailComes(app(), { envelope: { from: "", to }, raw: report("delivery-status", gone) });
    await mailComes(app(), {
      envelope: { from: "", to },
      raw: report("feedback-report", "Feedback-Type: abuse\r\nVersion: 1"),
    });
    const after = await leadOf(app(), pia.person.email);
    expect(after).toMatchObject({ stage: before.stage, suppressed: before.suppressed });
    expect(after.sla).not.toHaveProperty("respondedAt");
    expect(await answersTo(pia)).toEqual([]);
    const types = (await timelineOf(app(), pia.lead.id)).map(({ type }) => type);
    for (const type of ["mail.complained", "reply.received", "autoreply.received", "lead.unsubscribed"])
      expect(types).not.toContain(type);
    const [bounce] = await entriesOf(app(), pia.lead.id, "mail.bounced");
    expect(bounce?.data).toMatchObject({ to: pia.owner, purpose: "internal" });
    const manager = (await mailsTo(app(), "manager-1@team.example")).filter(({ subject }) =>
      subject.includes("gets no notices"),
    );
    expect(manager).toHaveLength(1);
    await timePasses(app(), "PT61M");
    expect((await returnsTo(pia)).map(({ text }) => text).join()).toMatch(/stranger@other\.example has answered/);
  });
});

describe("an owner who writes to the lead beside us", () => {
  it("has answered, and nothing is sent again", async () => {
    const lou = await aNotice("Lou Berg");
    const mail = reply(lou, "See you on Monday.");
    await mailComes(app(), {
      ...mail,
      to: lou.person.email,
      cc: mail.to,
      envelope: { from: lou.owner, to: mail.to },
    });
    expect(await answersTo(lou)).toEqual([]);
    expect(await responses(lou)).toMatchObject([{ data: { outcome: "attempted", text: "See you on Monday." } }]);
    expect((await leadOf(app(), lou.person.email)).sla).toHaveProperty("respondedAt");
  });
});

describe("a manager who answers their notice", () => {
  it("is told that it goes to nobody", async () => {
    const gus = await aNotice("Gus Falk");
    await timePasses(app(), "PT6M");
    const [breach] = (await mailsAbout(app(), gus.lead.id)).filter(({ to }) => to.includes("manager-1@team.example"));
    if (!breach) throw new Error("The manager was not told");
    await mailComes(app(), reply({ ...gus, notice: breach, owner: "manager-1@team.example" }, "I will call him."));
    expect(await answersTo(gus)).toEqual([]);
    expect(await responses(gus)).toEqual([]);
    const back = (await mailsAbout(app(), gus.lead.id)).filter(({ touch }) =>
      touch.endsWith("-answer-returned-manager-1"),
    );
    expect(back.map(({ text }) => text).join()).toMatch(/goes\s+to\s+nobody[\s\S]*I will call him\./);
  });
});

describe("a notice of the release before, which carried the lead's own address", () => {
  it("is known by the mail it was: an answer, a stranger's, a bounce", async () => {
    const old = await aNotice("Olga Dahl");
    const [ack] = await mailsTo(app(), old.person.email);
    if (!ack) throw new Error("Nobody thanked");
    const to = replyAddress(ack);
    await mailComes(app(), { ...reply(old, "What is this?"), to, from: "stranger@other.example" });
    const about = `Reply-To: ${to}\r\nMessage-ID: <${old.notice.id}@eu-west-1.amazonses.com>`;
    const raw = [
      `From: MAILER-DAEMON@mx.example.org\r\nTo: ${to}\r\nSubject: Undelivered Mail Returned to Sender`,
      "Content-Type: multipart/report; report-type=feedback-report; boundary=b\r\n",
      "--b\r\nContent-Type: text/plain\r\n\r\nSorry.",
      "--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nVersion: 1",
      `--b\r\nContent-Type: text/rfc822-headers\r\n\r\n${about}`,
      "--b--",
    ].join("\r\n");
    await mailComes(app(), { envelope: { from: "", to }, raw });
    expect(await leadOf(app(), old.person.email)).toMatchObject({ stage: "new", suppressed: {} });
    await mailComes(app(), { ...reply(old, "Good morning, yes."), to });
    expect((await answersTo(old)).map(({ text }) => text).join()).toContain("Good morning, yes.");
    expect(await entriesOf(app(), old.lead.id, "reply.received")).toEqual([]);
  });
});

describe("a colleague of the lead who answers in their conversation", () => {
  it("is kept as who wrote, and leaves no list for them", async () => {
    const may = await aNotice("May Dunn");
    const [ack] = await mailsTo(app(), may.person.email);
    if (!ack) throw new Error("Nobody thanked");
    const back = { ...may.person, ack, replyTo: replyAddress(ack) };
    await mailComes(app(), { ...answer(back, "Please remove me from your list."), from: "eva@person.example" });
    const [entry] = await entriesOf(app(), may.lead.id, "reply.received");
    expect(entry?.data).toMatchObject({ from: "eva@person.example", text: "Please remove me from your list." });
    expect((await leadOf(app(), may.person.email)).suppressed.marketing).toBeUndefined();
    const told = (await mailsTo(app(), may.owner)).filter(({ leadId }) => leadId === may.lead.id).at(-1);
    expect(told?.text).toContain("eva@person.example");
  });
});

describe("our own mail", () => {
  it("that somebody's mailbox sends back does nothing", async () => {
    const kai = await aNotice("Kai Roth");
    const before = (await timelineOf(app(), kai.lead.id)).length;
    const raw = await rawOf(kai.notice);
    await mailComes(app(), { envelope: { from: kai.owner, to: replyAddress(kai.notice) }, raw });
    expect(await timelineOf(app(), kai.lead.id)).toHaveLength(before);
  });
});
