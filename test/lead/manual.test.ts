import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leadView } from "../../functions/api/lead-view.ts";
import type { Lead } from "../../functions/lead/model/lead.ts";
import type { Stage } from "../../functions/lead/model/stage-name.ts";
import { decideActivity } from "../../functions/lead/rules/engagement.ts";
import { applyInquiries } from "../../functions/lead/rules/inquiries.ts";
import { decideConvert, decideMove } from "../../functions/lead/rules/manual.ts";
import { customerWrite } from "../../functions/lead/store/customers.ts";
import { hour, minute } from "../../functions/platform/time.ts";
import { anna, fresh, inquiry, later, monday } from "./fixture.ts";

const ops = { kind: "ops" } as const;

const lead = (): Lead => {
  const first = inquiry();
  return applyInquiries(fresh({}, first), [first], anna, monday).lead;
};

describe("a lead that is converted", () => {
  const own = ["pk", "sk", "kind", "id", "leadId", "createdAt", "expiresAt", "schema", "byStagePk", "byStageSk"];
  const customers = fc.dictionary(fc.constantFrom(...own, "roof", "name", "owner"), fc.jsonValue());

  it("becomes a customer's record under a key of its own, whatever its fields are called", () => {
    fc.assert(
      fc.property(customers, (customer) => {
        const { lead: won } = decideConvert(lead(), "cu_1", undefined, ops, later(hour));
        const write = customerWrite("cu_1", won, customer, later(hour));
        if (!("put" in write)) throw new Error("No record is put");
        const { fields, ...item } = write.put;
        expect(item).toEqual({
          ...{ pk: "CUSTOMER#cu_1", sk: "CUSTOMER", kind: "customer" },
          ...{ id: won.customerId, leadId: won.id, createdAt: later(hour), version: 1 },
        });
        expect(fields).toMatchObject({ name: "Zoë Smith", owner: anna.id, ...customer });
      }),
    );
  });
});

describe("something noted", () => {
  it("may have happened before, or by a clock that is ahead just now; it cannot be going to happen", () => {
    for (const at of [undefined, later(-hour), later(5 * minute)])
      expect(decideActivity(lead(), { type: "call", at }, ops, monday).facts).toMatchObject([
        { data: { type: "call", at } },
      ]);
    expect(() => decideActivity(lead(), { type: "call", at: later(6 * minute) }, ops, monday)).toThrow("lies ahead");
  });
});

describe("a lead that is moved by hand", () => {
  it("to declined says that they declined, and why; elsewhere it does not", () => {
    const moved = (to: Stage) => decideMove(lead(), { to, reason: "budget" }, ops, later(minute)).facts;
    expect(moved("declined").map(({ type }) => type)).toEqual(["lead.declined", "stage.entered"]);
    expect(moved("declined")[0]).toMatchObject({ by: ops, data: { reason: "budget" } });
    for (const to of ["working", "nurturing", "dormant", "archived"] as const)
      expect(moved(to).map(({ type }) => type)).not.toContain("lead.declined");
  });
});

describe("a promise that was voided", () => {
  it("is seen to be closed", () => {
    const { lead: moved } = decideMove(lead(), { to: "nurturing" }, ops, later(minute));
    expect(leadView(moved).sla).toMatchObject({ level: 0, closedAt: later(minute) });
  });
});
