import { describe, expect, it } from "vitest";
import { claimOf, type LedgerEntry } from "../../functions/email/outbound/ledger.ts";
import type { Purpose } from "../../functions/lead/model/purpose.ts";
import { minute } from "../../functions/platform/time.ts";
import { later, monday } from "../lead/fixture.ts";

const covers = ["t"];
const stuck = (state: "calling" | "unknown"): LedgerEntry => ({ state, attempt: 1, covers, since: monday });
const purposes: Purpose[] = ["service", "internal", "follow-up", "marketing"];

describe("what the ledger allows", () => {
  it("nothing more once sent", () => {
    const sent: LedgerEntry = { state: "sent", attempt: 1, covers, messageId: "m", at: monday };
    for (const purpose of purposes)
      expect(claimOf(sent, purpose, later(99 * minute))).toMatchObject({ may: "not", because: "sent" });
  });

  it("nothing more once skipped, for the reason there was", () => {
    const skipped: LedgerEntry = { state: "skipped", attempt: 1, covers, reason: "the lead was archived" };
    for (const purpose of purposes)
      expect(claimOf(skipped, purpose, later(99 * minute))).toEqual({
        ...{ may: "not", because: "skipped", reason: "the lead was archived", covers },
      });
  });

  it("another attempt when it surely was not sent", () => {
    expect(claimOf({ state: "claimed", attempt: 3, covers }, "marketing", monday)).toEqual({ may: "send", attempt: 4 });
  });

  it.each(["calling", "unknown"] as const)("%s: ten minutes of waiting for word", (state) => {
    expect(claimOf(stuck(state), "service", later(10 * minute - 1))).toMatchObject({
      may: "wait",
      until: later(10 * minute),
    });
  });

  it.each(purposes)("a call that broke off long ago is told as unknown first, and not waited for: %s", (purpose) => {
    const now = later(99 * minute);
    expect(claimOf(stuck("calling"), purpose, now)).toMatchObject({ may: "wait", until: now });
  });

  it("then service and internal mail again, follow-up and marketing never", () => {
    const may = purposes.map((purpose) => [purpose, claimOf(stuck("unknown"), purpose, later(10 * minute)).may]);
    expect(may).toEqual([
      ["service", "send"],
      ["internal", "send"],
      ["follow-up", "not"],
      ["marketing", "not"],
    ]);
  });
});
