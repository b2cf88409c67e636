import { describe, expect, it } from "vitest";
import { anApp, aPerson } from "../given.ts";
import { executionsOf, leadOf, linksIn, linkTo, mailsAbout, mailsTo, timelineOf } from "../then.ts";
import { asks, itIsQuiet, opens, presses, submits, timePasses } from "../when.ts";
import { tells } from "./mail-office.ts";

const app = anApp();

const oneClick = (link: string, body: NonNullable<RequestInit["body"]>) =>
  fetch(link, { method: "POST", body, redirect: "manual" });

async function acknowledged(name: string) {
  const person = aPerson(name);
  await submits(app(), { ...person, message: "Hello" });
  await itIsQuiet(app());
  const [mail] = await mailsTo(app(), person.email);
  if (!mail) throw new Error("No acknowledgement came");
  return { person, mail, lead: await leadOf(app(), person.email) };
}

describe("the links in mails", () => {
  it("all work, and following them changes nothing", async () => {
    const { person, lead } = await acknowledged("Scan Ner");
    await timePasses(app(), "PT21M");
    const before = await leadOf(app(), person.email);
    const entries = await timelineOf(app(), lead.id);
    const links = (await mailsAbout(app(), lead.id)).flatMap(linksIn);
    expect(links.length).toBeGreaterThanOrEqual(7);
    for (const link of links) {
      expect(await opens(link)).toMatchObject({ status: 200 });
      expect((await fetch(link, { method: "HEAD" })).status).toBeLessThan(500);
    }
    await itIsQuiet(app());
    expect(await leadOf(app(), person.email)).toEqual(before);
    expect(await timelineOf(app(), lead.id)).toEqual(entries);
  });

  it("that we did not make lead nowhere", async () => {
    const { mail } = await acknowledged("For Ger");
    const link = linkTo(mail, "u");
    const forged = link.slice(0, -1) + (link.endsWith("A") ? "B" : "A");
    expect((await opens(forged)).status).toBe(404);
    expect((await presses(forged, { "List-Unsubscribe": "One-Click" })).status).toBe(404);
    expect((await opens(link.replace("/u/", "/r/"))).status).toBe(404);
  });
});

describe("unsubscribing", () => {
  it("is one POST, urlencoded or multipart, without a redirect, any number of times", async () => {
    const { person, mail, lead } = await acknowledged("One Click");
    const [url] = /<(https?:[^>]+)>/.exec(String(mail.headers["list-unsubscribe"]))?.slice(1) ?? [];
    if (!url) throw new Error("No List-Unsubscribe address");
    const multipart = new FormData();
    multipart.append("List-Unsubscribe", "One-Click");
    for (const body of [new URLSearchParams({ "List-Unsubscribe": "One-Click" }), multipart]) {
      const answer = await oneClick(url, body);
      expect(answer.status).toBe(200);
      expect(answer.headers.get("location")).toBeNull();
    }
    await itIsQuiet(app());
    const after = await leadOf(app(), person.email);
    expect(after).toMatchObject({ stage: "new", suppressed: { marketing: true, reason: "unsubscribed" } });
    const types = (await timelineOf(app(), lead.id)).map(({ type }) => type);
    expect(types.filter((type) => type === "lead.unsubscribed")).toHaveLength(1);
    const told = (await mailsAbout(app(), lead.id)).filter(({ subject }) =>
      subject.includes("does not want our mails"),
    );
    expect(told.map(({ to }) => to)).toEqual([[`${lead.owner}@team.example`]]);
    const running = (await executionsOf(app(), lead.id)).filter(({ status }) => status === "RUNNING");
    expect(running).toHaveLength(1);
  });

  it("can be taken back on the same page", async () => {
    const { person, mail } = await acknowledged("Change Mind");
    const link = linkTo(mail, "u");
    expect((await opens(link)).text).toContain("Unsubscribe?");
    await presses(link, { act: "unsubscribe" });
    expect((await opens(link)).text).toContain("You are unsubscribed");
    await presses(link, { act: "resubscribe" });
    expect((await leadOf(app(), person.email)).suppressed).toEqual({});
  });

  it("cannot be taken back there by one who called us spam, or is blocked; and they are told so", async () => {
    const spam = await acknowledged("Calls Spam");
    await tells(app(), "MailFeedback", {
      "detail-type": "Email Complaint Received",
      detail: {
        mail: { messageId: spam.mail.id, tags: { lead: [spam.lead.id], touch: [spam.mail.touch] } },
        complaint: { complainedRecipients: [{ emailAddress: spam.person.email }], complaintFeedbackType: "abuse" },
      },
    });
    const blocked = await acknowledged("Is Blocked");
    await asks(app(), `/api/leads/${blocked.lead.id}/block`, {});
    for (const [mail, words] of [
      [spam.mail, "has told us that our mail is spam"],
      [blocked.mail, "We do not write to this address any more"],
    ] as const) {
      await presses(linkTo(mail, "u"), { act: "unsubscribe" });
      const { text } = await presses(linkTo(mail, "u"), { act: "resubscribe" });
      expect(text).toContain("You are not on the list");
      expect(text).toContain(words);
    }
  });

  it("leaves the acknowledgement to one who writes again, and nothing else", async () => {
    const { person, mail, lead } = await acknowledged("Writes Again");
    await presses(linkTo(mail, "u"), { "List-Unsubscribe": "One-Click" });
    await timePasses(app(), "PT2H");
    await submits(app(), { ...person, message: "One more question" });
    await itIsQuiet(app());
    const purposes = (await mailsTo(app(), person.email)).map(({ purpose }) => purpose);
    expect(purposes).toEqual(["service", "service"]);
    expect((await leadOf(app(), person.email)).suppressed.marketing).toBe(true);
    expect(lead.stage).toBe("new");
  });
});

describe("every mail", () => {
  it("to a lead can be left with one click; internal mail carries no list headers", async () => {
    const { person, lead } = await acknowledged("Head Ers");
    await timePasses(app(), "PT21M");
    const mails = await mailsAbout(app(), lead.id);
    expect(mails.length).toBeGreaterThanOrEqual(8);
    for (const { to, headers, text, html } of mails) {
      expect(headers["x-auto-response-suppress"]).toBe("AutoReply, DR, RN, NRN");
      const mark = to[0] === person.email ? "r" : "o";
      expect(headers["reply-to"]).toMatch(new RegExp(`^${mark}\\+[a-z0-9]{40}@leads\\.example$`));
      const words = `${text}${html}${JSON.stringify(headers)}`.replace(/https?:[^\s"<>]+/g, "");
      expect(words).not.toMatch(/\{\{|undefined|null|NaN|\[object/);
      expect(text).toContain("Harbour Street");
      expect(html).toContain("Harbour Street");
      if (to[0] === person.email) {
        expect(headers["list-unsubscribe"]).toMatch(
          /^<http:\/\/127\.0\.0\.1:\d+\/u\/[\w-]+>, <mailto:unsub\+[a-z0-9]{40}@leads\.example\?subject=unsubscribe>$/,
        );
        expect(headers["list-unsubscribe-post"]).toBe("List-Unsubscribe=One-Click");
        expect(headers["list-id"]).toBe("Sunny Roofs <leads.leads.example>");
        expect(headers["auto-submitted"]).toBe("auto-replied");
        expect(text).toContain("/u/");
      } else {
        expect(Object.keys(headers).filter((name) => name.startsWith("list-"))).toEqual([]);
        expect(headers["auto-submitted"]).toBe("auto-generated");
        expect(text).not.toContain("/u/");
      }
    }
  });
});
