import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";
import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { UnmailableAddress } from "../../functions/email/outbound/address.ts";
import type { Outgoing, SendResult } from "../../functions/email/outbound/send.ts";
import type { LeadId } from "../../functions/lead/model/lead.ts";
import type { SendOutcome } from "../../functions/platform/aws/mailer.ts";
import { millis, minute } from "../../functions/platform/time.ts";
import { aTable } from "../a-table.ts";
import { fresh, later, monday } from "../lead/fixture.ts";

/** What SES does with the next mail. */
let answer: () => Promise<SendOutcome>;
vi.mock("../../functions/platform/aws/mailer.ts", () => ({ sendRaw: () => answer() }));

aTable();

/** The table is opened when its module is read, so the modules are read when there is one. */
async function modules() {
  const ledger = await import("../../functions/email/outbound/ledger.ts");
  const { sendTouch } = await import("../../functions/email/outbound/send.ts");
  const { transact } = await import("../../functions/platform/aws/write.ts");
  /** Writes what is told with a touch that is unknown. */
  const tell = async (lead: LeadId, delivery: SendResult) => {
    const lost = delivery.status === "unknown" && delivery.lost ? [delivery.lost] : [];
    expect(await transact((await ledger.stillLost(lead, lost)).map((one) => ledger.giveUpWrite(lead, one)))).toEqual(
      [],
    );
  };
  return { ...ledger, sendTouch, tell };
}

const mail = (purpose: Outgoing["purpose"]): Outgoing => ({
  touch: "t-1",
  covers: ["t-1"],
  purpose,
  to: "zoe@example.com",
  compose: async () => new Uint8Array(),
});
const envelope = { sender: "sales@leads.example", configurationSet: "leads" };
const lost: SendOutcome = { status: "unknown", reason: "TimeoutError" };

it("a mail whose answer is lost counts as sent when SES's own word of it comes first", async () => {
  const { sendTouch, confirmTouch, readEntry } = await modules();
  const lead = fresh();
  answer = async () => {
    await confirmTouch(lead.id, "t-1", "m-1", monday);
    return lost;
  };
  const sent = { status: "sent", messageId: "m-1", covers: ["t-1"] };
  expect(await sendTouch(lead, mail("service"), envelope, monday)).toEqual(sent);
  expect(await readEntry(lead.id, "t-1")).toMatchObject({ state: "sent", messageId: "m-1" });
  expect(await sendTouch(lead, mail("service"), envelope, later(60 * minute))).toEqual(sent);
});

it("a mail whose answer is lost, and of which no word comes, is told as unknown and sent again after ten minutes", async () => {
  const { sendTouch, tell } = await modules();
  const lead = fresh();
  answer = async () => lost;
  const until = later(10 * minute);
  const entry = { state: "calling", attempt: 1, covers: ["t-1"], since: monday, token: expect.any(String) };
  const call = expect.objectContaining(entry);
  const news = { status: "unknown", until, lost: { touch: "t-1", purpose: "service", call } };
  expect(await sendTouch(lead, mail("service"), envelope, monday)).toEqual(news);
  // Whoever was to tell it died before.
  const delivery = await sendTouch(lead, mail("service"), envelope, later(minute));
  expect(delivery).toEqual(news);
  await tell(lead.id, delivery);
  expect(await sendTouch(lead, mail("service"), envelope, later(minute))).toEqual({ status: "unknown", until });
  answer = async () => ({ status: "sent", messageId: "m-2" });
  expect(await sendTouch(lead, mail("service"), envelope, until)).toMatchObject({ status: "sent", messageId: "m-2" });
});

it("a mail that SES is too busy for is tried again, ever later; whoever is at the same touch is waited for", async () => {
  const { sendTouch, claimTouch } = await modules();
  const lead = fresh();
  answer = async () => ({ status: "refused", again: true, reason: "Throttling" });
  const waits: number[] = [];
  for (let attempt = 1, at = monday; attempt <= 12; attempt++) {
    const delivery = await sendTouch(lead, mail("service"), envelope, at);
    if (delivery.status !== "again") throw new Error(delivery.status);
    waits.push(millis(delivery.until) - millis(at));
    at = delivery.until;
  }
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
  expect(waits[0]).toBe(10_000);
  expect(waits.at(-1)).toBe(60 * minute);
  expect(await claimTouch(lead.id, "t-1", 13, ["t-1"], monday)).toBe(true);
  expect(await claimTouch(lead.id, "t-1", 13, ["t-1"], monday)).toBe(false);
});

it("a mail that cannot be written is tried again in an hour, unless its address can never be mailed", async () => {
  const { sendTouch } = await modules();
  const unwritable = (error: Error): Outgoing => ({ ...mail("internal"), compose: () => Promise.reject(error) });
  const lead = fresh();
  const delivery = await sendTouch(lead, unwritable(new RangeError("Invalid time zone")), envelope, monday);
  expect(delivery).toEqual({ status: "again", until: later(60 * minute) });
  const address = new UnmailableAddress("Amazon SES takes ASCII only before the @");
  expect(await sendTouch(lead, unwritable(address), envelope, monday)).toMatchObject({
    status: "skipped",
    covers: ["t-1"],
  });
});

it("taking a touch twice with one token is taking it once: the SDK asks again when an answer is lost", async () => {
  const { claimTouch } = await modules();
  const lead = fresh();
  vi.spyOn(crypto, "randomUUID").mockReturnValue("00000000-0000-4000-8000-000000000000");
  syncBuiltinESMExports();
  try {
    expect(await claimTouch(lead.id, "t-1", 1, ["t-1"], monday)).toBe(true);
    expect(await claimTouch(lead.id, "t-1", 1, ["t-1"], monday)).toBe(true);
  } finally {
    vi.restoreAllMocks();
    syncBuiltinESMExports();
  }
  expect(await claimTouch(lead.id, "t-1", 1, ["t-1"], monday)).toBe(false);
});

it("a call that broke off an hour ago is told as unknown before the mail is sent again, or given up", async () => {
  const { sendTouch, claimTouch, tell } = await modules();
  const now = later(60 * minute);
  answer = async () => ({ status: "sent", messageId: "m-3" });
  for (const [purpose, end] of [
    ["internal", "sent"],
    ["marketing", "skipped"],
  ] as const) {
    const lead = fresh({ consent: { basis: "opt-in", at: monday } });
    await claimTouch(lead.id, "t-1", 1, ["t-1"], monday);
    const delivery = await sendTouch(lead, mail(purpose), envelope, now);
    expect(delivery).toMatchObject({ status: "unknown", until: now, lost: { touch: "t-1", purpose } });
    await tell(lead.id, delivery);
    expect(await sendTouch(lead, mail(purpose), envelope, now)).toMatchObject({ status: end });
  }
});

it("a touch that somebody has a reason to leave is never sent by who asked before: one end, told by all alike", async () => {
  const { sendTouch } = await modules();
  const outcomes: SendOutcome[] = [
    { status: "sent", messageId: "m-4" },
    { status: "refused", again: false, reason: "MessageRejected" },
    { status: "refused", again: true, reason: "Throttling" },
  ];
  const sender = fc.record({ overtaken: fc.option(fc.constant("the lead was handed over"), { nil: undefined }) });
  const property = fc.asyncProperty(
    fc.array(sender, { minLength: 2, maxLength: 4 }),
    fc.array(fc.constantFrom(...outcomes), { minLength: 8, maxLength: 8 }),
    fc.scheduler(),
    async (senders, answers, scheduler) => {
      const lead = fresh();
      const ends: SendResult[] = [];
      const compose = () => scheduler.schedule(Promise.resolve(new Uint8Array()));
      answer = () => scheduler.schedule(Promise.resolve(answers.pop() ?? { status: "sent", messageId: "m-5" }));
      const all = senders.map((one) =>
        scheduler
          .schedule(Promise.resolve())
          .then(() => sendTouch(lead, { ...mail("internal"), compose, ...one }, envelope, monday)),
      );
      await scheduler.waitFor(Promise.all(all).then((list) => ends.push(...list)));
      const last = await sendTouch(lead, { ...mail("internal"), refusal: "over" }, envelope, later(60 * minute));
      const final = [...ends, last].filter(({ status }) => status === "sent" || status === "skipped");
      expect(final.length).toBeGreaterThan(0);
      expect(new Set(final.map((end) => JSON.stringify(end))).size).toBe(1);
    },
  );
  await fc.assert(property, { numRuns: 200 });
});
