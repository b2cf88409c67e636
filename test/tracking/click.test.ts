import { describe, expect, it } from "vitest";
import { anApp, aPerson } from "../given.ts";
import { leadOf, mailsAbout, timelineOf } from "../then.ts";
import { asks, itIsQuiet, opens, presses, submits, timePasses } from "../when.ts";
import { signedLink } from "./link-key.ts";
import { tells } from "./mail-office.ts";

const app = anApp();
const site = "https://sunny-roofs.example";

/** What a link says: where it leads, whether it is hot, and in which mail it stands. */
interface Link {
  url?: string;
  hot?: boolean;
  touch?: string;
  sentAt?: string;
}

const linkFor = (lead: string, link: Link = {}): Promise<string> => {
  const {
    url = `${site}/prices`,
    hot = false,
    touch = "r1-attempt-1-lead",
    sentAt = "2026-11-23T08:00:00.000Z",
  } = link;
  return signedLink(app(), "t/c", "click", [lead, touch, url, hot ? "hot" : "", sentAt]);
};

/** A person in nurture: they asked, and are not ready yet. */
async function nurtured(name: string) {
  const person = aPerson(name);
  await submits(app(), { ...person, message: "Hello" });
  await itIsQuiet(app());
  const { id } = await leadOf(app(), person.email);
  await asks(app(), `/api/leads/${id}/stage`, { to: "nurturing", reason: "timing" });
  await itIsQuiet(app());
  expect((await leadOf(app(), person.email)).stage).toBe("nurturing");
  return { person, id };
}

const clicksOf = async (lead: string) =>
  (await timelineOf(app(), lead)).filter(({ type }) => type === "mail.clicked").map(({ data }) => data);

describe("a tracked link", () => {
  it("leads to its page, and is kept on the timeline once it is clear who followed it", async () => {
    const { person, id } = await nurtured("Follows Link");
    const answer = await opens(await linkFor(id, { url: `${site}/stories?a=1&b=ü#top` }));
    expect(answer.status).toBe(302);
    expect(answer.headers.get("location")).toBe(`${site}/stories?a=1&b=%C3%BC#top`);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    await timePasses(app(), "PT1M");
    expect(await clicksOf(id)).toMatchObject([{ touch: "r1-attempt-1-lead", automated: false }]);
    expect((await leadOf(app(), person.email)).stage).toBe("nurturing");
  });

  it("to the prices makes a lead hot: their owner is told, a promise is open", async () => {
    const { person, id } = await nurtured("Wants Prices");
    await opens(await linkFor(id, { hot: true }));
    await timePasses(app(), "PT1M");
    const after = await leadOf(app(), person.email);
    expect(after).toMatchObject({ stage: "new", sla: { channel: "engaged" } });
    const told = (await mailsAbout(app(), id)).filter(({ subject }) => subject.includes("looking at our prices"));
    expect(told.map(({ to }) => to)).toEqual([[`${after.owner}@team.example`]]);
  });

  it("to the prices gives one whose promise was broken to the next owner", async () => {
    const person = aPerson("Still Waits");
    await submits(app(), { ...person, message: "Hello" });
    await timePasses(app(), "PT6M");
    const { id, owner, sla } = await leadOf(app(), person.email);
    expect(sla?.level).toBe(1);
    await opens(await linkFor(id, { hot: true }));
    await timePasses(app(), "PT1M");
    const { owner: next } = await leadOf(app(), person.email);
    expect([owner, next].sort()).toEqual(["owner-1", "owner-2"]);
  });

  it("followed by a scanner means nothing, and is kept", async () => {
    const { person, id } = await nurtured("Scan Ned");
    const sentAt = new Date(app().clock.now() - 5_000).toISOString();
    await opens(await linkFor(id, { hot: true, sentAt }));
    for (const page of ["a", "b", "c"])
      await opens(await linkFor(id, { url: `${site}/${page}`, hot: true, touch: "burst" }));
    await timePasses(app(), "PT1M");
    expect((await clicksOf(id)).map(({ automated }) => automated)).toEqual([true, true, true, true]);
    // A mail that was long on its way: its scanner comes as soon as it is there.
    await tells(app(), "MailFeedback", {
      "detail-type": "Email Delivered",
      detail: {
        mail: { messageId: "m-late", tags: { lead: [id], touch: ["late"], purpose: ["marketing"] } },
        delivery: { timestamp: new Date(app().clock.now()).toISOString() },
      },
    });
    await opens(await linkFor(id, { hot: true, touch: "late" }));
    await timePasses(app(), "PT1M");
    expect((await clicksOf(id)).at(-1)).toMatchObject({ touch: "late", automated: true });
    expect((await leadOf(app(), person.email)).stage).toBe("nurturing");
  });

  it("works when the lead is erased, and whatever state they are in", async () => {
    const gone = await opens(await linkFor("ld_01K5ZZZZZZZZZZZZZZZZZZZZZZ", { hot: true }));
    expect(gone.headers.get("location")).toBe(`${site}/prices`);
    const { id } = await nurtured("Is Blocked");
    await asks(app(), `/api/leads/${id}/block`, {});
    expect((await opens(await linkFor(id, { hot: true }))).status).toBe(302);
    await timePasses(app(), "PT1M");
    expect((await timelineOf(app(), id)).at(-1)?.type).not.toBe("stage.entered");
  });

  it("leads only where we said, and only by GET", async () => {
    const { id } = await nurtured("No Redirect");
    const link = await linkFor(id);
    const forged = link.slice(0, -1) + (link.endsWith("A") ? "B" : "A");
    expect((await opens(forged)).status).toBe(404);
    expect((await opens(`${link}?url=https://evil.example`)).headers.get("location")).toBe(`${site}/prices`);
    for (const url of ["javascript:alert(1)", "data:text/html,x", "/prices"])
      expect((await opens(await linkFor(id, { url }))).status).toBe(404);
    expect((await fetch(link, { method: "HEAD", redirect: "manual" })).status).toBe(404);
    expect((await presses(link, {})).status).toBe(404);
    await timePasses(app(), "PT1M");
    expect(await clicksOf(id)).toHaveLength(1);
  });
});
