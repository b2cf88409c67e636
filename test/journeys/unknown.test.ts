import { describe, expect, it } from "vitest";
import { type CalledOperation, type CallFault, Faults, type Rates } from "../../stacks/local/fault/faults.ts";
import { anApp, aPerson } from "../given.ts";
import { executionsOf, leadOf, mailsAbout, timelineOf } from "../then.ts";
import { asks, itIsQuiet, submits, timePasses } from "../when.ts";
import { anOperator } from "./step-functions.ts";

/** An SES that can be paused besides. */
class PausedSes extends Faults {
  isPaused = false;

  override ofCall(call: CalledOperation): CallFault | undefined {
    return this.isPaused && call.service === "ses" ? "throttled" : super.ofCall(call);
  }
}
const faults = new PausedSes(5);
const app = anApp({ faults, report: () => {} });

const goesWrong = (rates: Rates) =>
  fetch(`${app().url}/local/faults`, { method: "POST", body: JSON.stringify({ rates }) });

/** SES takes every mail, and whoever sent it dies before the answer comes. */
const sendersDie: Rates = { "sender-killed": 1 };
const andNobodyHears: Rates = { ...sendersDie, "send-event-lost": 1 };

/** How often each mail about a lead was sent, by purpose and touch. */
async function copies(lead: string): Promise<Record<string, number>> {
  const mails = await mailsAbout(app(), lead);
  const same = Map.groupBy(mails, ({ purpose, touch, to }) => `${purpose} ${touch.split("_").at(-1)} ${to.join()}`);
  return Object.fromEntries([...same].map(([mail, found]) => [mail, found.length]));
}

async function typesOf(lead: string): Promise<string[]> {
  return (await timelineOf(app(), lead)).map(({ type }) => type);
}

describe("a mail that SES took while its sender died", () => {
  it("is known by SES's own word, and sent once", async () => {
    const ada = aPerson("Ada Quick");
    await goesWrong(sendersDie);
    await submits(app(), ada);
    await timePasses(app(), "PT5S");
    await goesWrong({});
    await timePasses(app(), "PT30M");
    const { id } = await leadOf(app(), ada.email);
    expect(Object.values(await copies(id)).every((count) => count === 1)).toBe(true);
    const types = await typesOf(id);
    expect(types).not.toContain("touch.unknown");
    expect(types.filter((type) => type === "mail.sent")).toHaveLength((await mailsAbout(app(), id)).length);
  });

  it("is told also when it bounced and the lead was archived before its sender was asked again", async () => {
    const vic = { name: "Vic Torn", email: "bounce+vic@simulator.amazonses.com" };
    await goesWrong(sendersDie);
    await submits(app(), vic);
    await itIsQuiet(app());
    await goesWrong({});
    const { id, epoch } = await leadOf(app(), vic.email);
    await anOperator(app()).stops(`${id}-${epoch}`);
    await timePasses(app(), "PT30M");
    expect(await leadOf(app(), vic.email)).toMatchObject({ stage: "archived" });
    const sent = (await mailsAbout(app(), id)).map(({ id: mail }) => mail);
    expect(sent).toHaveLength(2);
    const told = (await timelineOf(app(), id))
      .filter(({ type }) => type === "mail.sent")
      .map(({ data }) => data.mailId);
    expect(told.sort()).toEqual(sent.sort());
  });

  it("is unknown when no word comes: acknowledgement and notice go out again after ten minutes, and the promise is watched meanwhile", async () => {
    const ben = aPerson("Ben Dark");
    await goesWrong(andNobodyHears);
    await submits(app(), ben);
    await timePasses(app(), "PT5S");
    await goesWrong({});
    const { id } = await leadOf(app(), ben.email);
    expect(await typesOf(id)).toEqual(expect.arrayContaining(["touch.unknown", "touch.unknown"]));

    await timePasses(app(), "PT8M");
    const breach = (await timelineOf(app(), id)).find(({ type }) => type === "sla.breached");
    const received = (await timelineOf(app(), id)).find(({ type }) => type === "inquiry.received");
    expect(Date.parse(breach?.at ?? "") - Date.parse(received?.at ?? "")).toBe(5 * 60_000);
    expect(Object.values(await copies(id)).every((count) => count === 1)).toBe(true);

    await timePasses(app(), "PT5M");
    // Which of the two SES had taken when the sender died is chance; one at least.
    const again = Object.entries(await copies(id)).filter(([mail]) => /acknowledgement|new-lead/.test(mail));
    expect(again.map(([mail]) => mail.split(" ")[0]).sort()).toEqual(["internal", "service"]);
    expect(again.map(([, count]) => count)).toContain(2);
    await timePasses(app(), "PT1H");
    expect(Object.values(await copies(id)).every((count) => count <= 2)).toBe(true);
  });

  it("is unknown and not sent again when it is a follow-up", async () => {
    const cleo = aPerson("Cleo Once");
    await submits(app(), cleo);
    await itIsQuiet(app());
    const { id } = await leadOf(app(), cleo.email);
    await asks(app(), `/api/leads/${id}/responses`, { channel: "call", outcome: "attempted" });
    await timePasses(app(), "PT23H55M");
    await goesWrong(andNobodyHears);
    await timePasses(app(), "PT6M");
    await goesWrong({});
    await timePasses(app(), "PT1H");
    const timeline = await timelineOf(app(), id);
    const about = (type: string) => timeline.filter((entry) => entry.type === type).map(({ data }) => data);
    const unknown = about("touch.unknown").filter(({ purpose }) => purpose === "follow-up");
    expect(unknown).toHaveLength(1);
    const given = about("touch.skipped").find(({ touch }) => touch === unknown[0]?.touch);
    expect(given).toMatchObject({ purpose: "follow-up", reason: "unknown whether it was sent" });
    const mails = (await mailsAbout(app(), id)).filter(({ touch }) => touch === unknown[0]?.touch);
    expect(mails).toHaveLength(1);
  });
});

describe("a mail that SES does not take", () => {
  it("waits, while the promise is broken in time, and goes out once when SES takes mail again", async () => {
    const kay = aPerson("Kay Patient");
    faults.isPaused = true;
    await submits(app(), kay);
    await timePasses(app(), "PT8M");
    const { id, epoch } = await leadOf(app(), kay.email);
    expect(await mailsAbout(app(), id)).toEqual([]);
    const timeline = await timelineOf(app(), id);
    const at = (wanted: string) => Date.parse(timeline.find(({ type }) => type === wanted)?.at ?? "");
    expect(at("sla.breached") - at("inquiry.received")).toBe(5 * 60_000);

    faults.isPaused = false;
    await timePasses(app(), "PT15M");
    const sent = await copies(id);
    expect(Object.values(sent).every((count) => count === 1)).toBe(true);
    const touches = Object.keys(sent).join();
    // By then the lead is another owner's: the first is not told that it is theirs.
    for (const touch of ["acknowledgement", "response-overdue", "promise-broken", "reassigned"])
      expect(touches).toContain(touch);
    expect(await leadOf(app(), kay.email)).toMatchObject({ epoch, sla: { level: expect.any(Number) } });
    expect(new Set((await executionsOf(app(), id)).map(({ status }) => status))).toEqual(new Set(["RUNNING"]));
  });

  it("is told of as skipped, each of a bundle, when its lead is blocked meanwhile", async () => {
    const max = aPerson("Max Twice");
    faults.isPaused = true;
    await submits(app(), max);
    await submits(app(), { ...max, message: "Are you there?" });
    await itIsQuiet(app());
    const { id, owner } = await leadOf(app(), max.email);
    await asks(app(), `/api/leads/${id}/block`, {});
    faults.isPaused = false;
    await timePasses(app(), "PT10M");
    expect(await mailsAbout(app(), id)).toEqual([]);
    const skipped = (await timelineOf(app(), id)).filter(({ type }) => type === "touch.skipped");
    const touches = skipped.map(({ data }) => String(data.touch).replace(/^inq_\w+?-/, ""));
    expect(touches.sort()).toEqual(["acknowledgement-lead", `inquiry-${owner}`, `new-lead-${owner}`]);
  });
});
