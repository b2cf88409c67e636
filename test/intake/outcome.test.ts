import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { Signal } from "../../functions/intake/inquiry/signal.ts";
import type { SignalOutcome } from "../../functions/intake/webhook/handle-signal.ts";
import { hour, plus } from "../../functions/platform/time.ts";
import { SourceId } from "../../functions/source/source.ts";
import { monday } from "../lead/fixture.ts";

vi.stubEnv("VAULT_BUCKET", "none");
const { deliveryAfter } = await import("../../functions/intake/webhook/outcome.ts");
const { newRawDelivery } = await import("../../functions/intake/deliveries/raw-delivery.ts");

const delivery = {
  ...{ method: "POST", url: "https://leads.example/in", headers: {}, query: new URLSearchParams() },
  bytes: Buffer.from("{}"),
};
const rawDelivery = newRawDelivery({
  ...{ source: SourceId.parse("ads"), platform: "meta", receivedAt: monday, address: "", payload: { text: "{}" } },
  ...{ state: "waiting", reason: "pending fetch", detail: "", delivery },
});
const asking = (id: string): Signal => ({ kind: "fetch", id, ask: {}, draft: {} });

const at = plus(monday, hour);
const denied: SignalOutcome = { outcome: "later", why: "The token has expired.", at, forMending: true };
const busy: SignalOutcome = { outcome: "later", why: "It is down.", at };
const gone: SignalOutcome = { outcome: "unusable", why: "There is no such lead.", reason: "gone" };
const unreadable: SignalOutcome = { outcome: "unusable", why: "It has no id.", reason: "unreadable" };

/** A raw delivery after so many goes that all came to the same. */
const goes = (count: number, outcomes: SignalOutcome[]) =>
  Array.from({ length: count }).reduce<typeof rawDelivery>(
    (it) =>
      deliveryAfter(
        it,
        outcomes.map((done, place) => [asking(`l${place}`), done] as const),
      ),
    rawDelivery,
  );

describe("a parcel whose platform refuses our token", () => {
  it("waits, whatever else is the matter with it, and has no fewer tries left", () => {
    fc.assert(
      fc.property(
        fc.nat(500),
        fc.array(fc.constantFrom<SignalOutcome>(denied, gone, { outcome: "done" })),
        (count, others) => {
          expect(goes(count + 1, [...others, denied])).toMatchObject({
            ...{ state: "waiting", reason: "pending fetch", tries: 0, dueAt: at },
          });
        },
      ),
      { numRuns: 50 },
    );
    expect(goes(500, [busy, denied])).toMatchObject({ state: "waiting", reason: "pending fetch" });
  });
});

describe("a parcel whose platform does not answer", () => {
  it("waits for more than a week, then is quarantined as what may be asked for again", () => {
    expect(goes(40, [busy])).toMatchObject({ state: "waiting", tries: 40 });
    expect(goes(41, [busy])).toMatchObject({ state: "quarantined", reason: "gone", only: ["l0"] });
  });
});

describe("a parcel of which nothing can be made", () => {
  it("is quarantined for what a new token may mend, if anything of it may be", () => {
    expect(goes(1, [unreadable])).toMatchObject({ state: "quarantined", reason: "unreadable" });
    expect(goes(1, [unreadable, gone])).toMatchObject({ state: "quarantined", reason: "gone", only: ["l0", "l1"] });
  });

  it("is done with when nothing is left", () => {
    expect(goes(1, [{ outcome: "done" }])).toMatchObject({ state: "unpacked", only: undefined, dueAt: undefined });
  });
});
