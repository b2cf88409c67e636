import { describe, expect, it } from "vitest";
import { heardIn, type Inquiry } from "../../functions/lead/model/inquiry.ts";
import type { Lead } from "../../functions/lead/model/lead.ts";
import type { Stage } from "../../functions/lead/model/stage-name.ts";
import { decideCadenceStep } from "../../functions/lead/rules/cadence-step.ts";
import { cadenceOf } from "../../functions/lead/rules/cadences.ts";
import { decideContact } from "../../functions/lead/rules/contact.ts";
import { applyInquiries } from "../../functions/lead/rules/inquiries.ts";
import { scoreLead } from "../../functions/lead/rules/scoring.ts";
import { enterStage } from "../../functions/lead/rules/stage.ts";
import { decideUnsubscribe } from "../../functions/lead/rules/suppression.ts";
import { day, hour, minute, second } from "../../functions/platform/time.ts";
import { anna, ben, fresh, inquiry, later, monday } from "./fixture.ts";

const cadenceOfLead = (lead: Lead) => cadenceOf(lead, lead.cadence ?? { name: "none", version: 0 });
const types = (facts: { type: string }[] = []) => facts.map(({ type }) => type);

/** A lead that the digest has worked. */
const settled = (): Lead => {
  const first = inquiry();
  return { ...applyInquiries(fresh({}, first), [first], anna, monday).lead, pending: [] };
};

describe("the first inquiry", () => {
  const first = inquiry({ message: "How much is a new roof? It is urgent." });
  const { lead, facts } = applyInquiries(fresh({}, first), [first], anna, later(second));

  it("gives the lead an owner, a promise, a next action and a clock", () => {
    expect(lead).toMatchObject({
      stage: "new",
      owner: anna.id,
      epoch: 1,
      run: 1,
      cadence: { name: "speed-to-lead", version: 1, run: 1, step: "attempt-1", since: later(second) },
      sla: { openedAt: monday, dueAt: later(5 * minute), channel: "form", level: 0 },
      nextAction: { what: "First response", dueAt: later(5 * minute) },
      dueAt: later(61 * second),
    });
    expect(types(facts)).toEqual(["lead.created", "lead.scored", "lead.assigned", "stage.entered", "sla.opened"]);
  });

  it("acknowledges to the lead and tells the owner", () => {
    expect(lead.pending).toEqual([
      { kind: "acknowledgement", scope: first.id, inquiries: [first.id] },
      { kind: "new-lead", scope: first.id, to: anna.id, inquiries: [first.id] },
    ]);
  });

  it("that lay in quarantine is promised an answer from when it left that", () => {
    const held = inquiry({ admittedAt: later(14 * day) });
    expect(applyInquiries(fresh({}, held), [held], anna, later(14 * day)).lead.sla).toMatchObject({
      openedAt: later(14 * day),
      dueAt: later(14 * day + 5 * minute),
    });
  });

  it("is scored with reasons", () => {
    expect(lead.score.reasons).toContain("+15 asked for the price");
    expect(lead.score.total).toBe(lead.score.fit + lead.score.engagement);
  });

  it.each(["Какая цена?", "Сколько стоит крыша", "ПРАЙС: цена", "Was ist der Preis?", "Un devis, svp", "price"])(
    "asks for the price with %o",
    (message) => {
      expect(scoreLead(fresh(), [inquiry({ message })]).score.reasons).toContain("+15 asked for the price");
    },
  );

  it.each(["Наша оценка", "preisgekrönt", "The costume", "Ценакрыши", undefined])(
    "does not ask for it with %o",
    (message) => {
      expect(scoreLead(fresh(), [inquiry({ message })]).score.reasons).not.toContain("+15 asked for the price");
    },
  );
});

describe("a row of a file", () => {
  const source = { id: "import", name: "File", channel: "import", platform: "csv", attribution: {} } as const;
  const row = (more: Partial<Inquiry> = {}) => inquiry({ source, manual: true, phone: "+442071234567", ...more });
  const brought = (from: Inquiry): Lead => ({ ...fresh({}, from), heardAt: heardIn(from) });

  it("without evidence has its person called, not mailed, until they say something themselves", () => {
    const { lead } = applyInquiries(brought(row()), [row()], anna, monday);
    expect(lead.heardAt).toBeUndefined();
    const called = decideCadenceStep({ ...lead, pending: [], touchAt: later(day) }, cadenceOfLead(lead), later(day));
    expect(called?.lead.pending).toEqual([]);
    expect(types(called?.facts)).toContain("task.created");
    const asks = inquiry({ receivedAt: later(minute) });
    const asking = applyInquiries(lead, [asks], undefined, later(minute)).lead;
    expect(asking.heardAt).toBe(asks.receivedAt);
    const mailed = decideCadenceStep({ ...asking, pending: [], touchAt: later(day) }, cadenceOfLead(lead), later(day));
    expect(mailed?.lead.pending).toMatchObject([{ kind: "cadence", mail: "attempt-1" }]);
  });

  it("with evidence has them mailed; no row makes what they said themselves any newer", () => {
    const agreed = row({ consent: { basis: "imported", text: "Badge scan" } });
    const { lead } = applyInquiries(brought(agreed), [agreed], anna, monday);
    const mailed = decideCadenceStep({ ...lead, pending: [], touchAt: later(day) }, cadenceOfLead(lead), later(day));
    expect(mailed?.lead.pending).toMatchObject([{ mail: "attempt-1" }]);
    const again = applyInquiries(settled(), [row({ receivedAt: later(day) })], undefined, later(day)).lead;
    expect(again.heardAt).toBe(monday);
  });
});

describe("another inquiry of a known lead", () => {
  it("fills empty fields and overwrites none", () => {
    const again = inquiry({
      receivedAt: later(minute),
      name: "Somebody Else",
      company: "Acme",
      phone: "+442071234567",
      language: "ru",
    });
    const { lead } = applyInquiries(settled(), [again], undefined, later(minute));
    expect(lead).toMatchObject({ name: "Zoë Smith", company: "Acme", phone: "+442071234567", language: "en" });
  });

  it("adds a phone number, up to ten", () => {
    let lead = settled();
    for (let number = 10; number < 30; number++)
      lead = applyInquiries(lead, [inquiry({ phone: `+4420712345${number}` })], undefined, later(minute)).lead;
    expect(lead.phones).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19].map((number) => `+4420712345${number}`));
  });

  it("that is older than what they said since takes back none of it", () => {
    const heard = { ...settled(), lastInquiry: inquiry({ receivedAt: later(day) }).id };
    const since = { heardAt: later(day), signAt: later(2 * day), lastInquiry: heard.lastInquiry };
    const old = inquiry({ receivedAt: later(hour), admittedAt: later(3 * day) });
    expect(applyInquiries({ ...heard, ...since }, [old], undefined, later(3 * day)).lead).toMatchObject(since);
    const news = inquiry({ receivedAt: later(3 * day) });
    expect(applyInquiries({ ...heard, ...since }, [news], undefined, later(3 * day)).lead).toMatchObject({
      ...{ heardAt: later(3 * day), signAt: later(3 * day), lastInquiry: news.id },
    });
  });

  it("keeps the stronger consent, and never weakens it", () => {
    const agreed = inquiry({ consent: { basis: "opt-in", text: "yes" }, receivedAt: later(minute) });
    const stronger = applyInquiries(settled(), [agreed], undefined, later(minute)).lead;
    expect(stronger.consent).toMatchObject({ basis: "opt-in", text: "yes" });
    expect(
      applyInquiries(stronger, [inquiry({ receivedAt: later(hour) })], undefined, later(hour)).lead.consent,
    ).toEqual(stronger.consent);
  });

  it("thanks whoever leaves an address after a number once", () => {
    const phoned = applyInquiries(fresh({ email: undefined }), [inquiry({ email: undefined })], anna, monday).lead;
    const written = applyInquiries(phoned, [inquiry({ receivedAt: later(minute) })], undefined, later(minute)).lead;
    expect(written.pending.filter(({ kind }) => kind === "acknowledgement")).toHaveLength(1);
    const thanked = { ...phoned, pending: [] };
    const again = applyInquiries(thanked, [inquiry({ receivedAt: later(minute) })], undefined, later(minute)).lead;
    expect(again.pending.filter(({ kind }) => kind === "acknowledgement")).toHaveLength(1);
  });

  it("tells the owner each time and acknowledges once an hour", () => {
    const soon = inquiry({ receivedAt: later(minute) });
    expect(applyInquiries(settled(), [soon], undefined, later(minute)).lead.pending.map(({ kind }) => kind)).toEqual([
      "inquiry",
    ]);
    const next = inquiry({ receivedAt: later(hour) });
    expect(applyInquiries(settled(), [next], undefined, later(hour)).lead.pending.map(({ kind }) => kind)).toEqual([
      "acknowledgement",
      "inquiry",
    ]);
  });

  it("keeps the earlier promise and starts the clock anew", () => {
    const before = settled();
    const { lead, facts } = applyInquiries(before, [inquiry({ receivedAt: later(minute) })], undefined, later(minute));
    expect(lead.sla).toEqual(before.sla);
    expect(lead.epoch).toBe(before.epoch + 1);
    expect(lead.run).toBe(before.run);
    expect(facts).toEqual([]);
  });

  it.each<[Stage, Stage]>([
    ["working", "working"],
    ["decision", "decision"],
    ["nurturing", "new"],
    ["declined", "new"],
    ["dormant", "new"],
    ["archived", "new"],
  ])("in %s leads to %s and opens a promise", (stage, to) => {
    const there = enterStage(settled(), stage, later(minute)).lead;
    const { lead } = applyInquiries(there, [inquiry({ receivedAt: later(hour) })], anna, later(hour));
    expect(lead.stage).toBe(to);
    expect(lead.owner).toBe(anna.id);
    expect(lead.sla?.closedAt ?? lead.sla?.respondedAt).toBeUndefined();
  });

  it("of a blocked person is kept and moves nothing", () => {
    const blocked = { ...settled(), stage: "archived" as const, suppressed: { mail: true, reason: "block" } };
    expect(applyInquiries(blocked, [inquiry({ receivedAt: later(hour) })], ben, later(hour))).toEqual({
      lead: blocked,
      facts: [],
    });
  });
});

describe("a recorded contact", () => {
  const by = { kind: "owner", id: "owner-1" } as const;

  it("reached: the promise is met and the lead is being worked", () => {
    const { lead, facts } =
      decideContact(settled(), { channel: "call", outcome: "reached" }, by, later(4 * minute)) ?? {};
    expect(lead).toMatchObject({ stage: "working", epoch: 2, sla: { respondedAt: later(4 * minute) } });
    expect(lead?.nextAction?.dueAt).toBe(later(4 * minute + 48 * hour));
    expect(types(facts)).toEqual(["response.recorded", "sla.met", "stage.entered", "activity.added"]);
    expect(lead?.emailConfirmed).toEqual({ at: later(4 * minute), by: "owner" });
  });

  it("attempted: the promise is met, the lead stays new with a dated next action", () => {
    const { lead, facts } =
      decideContact(settled(), { channel: "call", outcome: "attempted" }, by, later(minute)) ?? {};
    expect(lead).toMatchObject({ stage: "new", epoch: 2 });
    expect(lead?.nextAction).toEqual({ what: "Try to reach the lead again", dueAt: later(minute + 24 * hour) });
    expect(types(facts)).toEqual(["response.recorded", "sla.met"]);
  });
});

describe("an unsubscribe", () => {
  const by = { kind: "lead" } as const;

  it("in new: stays, the owner is told, once", () => {
    const moved = decideUnsubscribe(settled(), by, later(minute));
    expect(moved?.lead).toMatchObject({ stage: "new", suppressed: { marketing: true, reason: "unsubscribed" } });
    expect(moved?.lead.pending).toMatchObject([{ kind: "unsubscribed", to: "owner-1" }]);
    expect(moved && decideUnsubscribe(moved.lead, by, later(hour))).toBeUndefined();
  });

  it("in nurturing: archived, with nothing left to send", () => {
    const there = enterStage(settled(), "nurturing", later(minute)).lead;
    const moved = decideUnsubscribe(there, by, later(hour));
    expect(moved?.lead).toMatchObject({ stage: "archived", pending: [], reason: "unsubscribed" });
    expect(moved?.lead.dueAt).toBeUndefined();
  });
});
