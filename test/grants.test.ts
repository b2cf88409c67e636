import { describe, expect, it } from "vitest";
import type { Role } from "../stacks/local/iam/role.ts";
import { deniedTo, idleGrants } from "./grants.ts";

const roleOf = (bearer: string, ...actions: string[]): Role => ({
  ...{ bearer, arn: `arn:aws:iam::123456789012:role/${bearer}` },
  statements: actions.map((action) => ({ effect: "Allow", actions: [action], resources: ["leads"] })),
});
const roles = [roleOf("Door0A1B2C3D", "dynamodb:GetItem", "dynamodb:PutItem")];

const denied = (bearer: string) => ({ bearer, action: "dynamodb:Query", resource: "leads", leadingKeys: "LEAD#*" });
const read = "Door dynamodb:GetItem leads";
const write = "Door dynamodb:PutItem leads";

describe("the uses of a suite", () => {
  it("tell what a function was denied, but not a test's own", () => {
    const uses = [{ used: [], denied: [denied("Fixture"), denied("Door0A1B2C3D")] }];
    expect(deniedTo(roles, [...uses, ...uses])).toEqual(["denied: Door dynamodb:Query leads LEAD#*"]);
  });

  it("find what is granted and idle, and name the reason", () => {
    const [one, other] = [read, write].map((grant) => ({ used: [grant], denied: [] }));
    if (!one || !other) throw new Error("Two uses are needed");
    const reason = { what: /PutItem/, why: "a reason" };
    expect(idleGrants(roles, [one, other], [])).toEqual({ explained: [], faults: [] });
    expect(idleGrants(roles, [one], []).faults).toEqual([expect.stringContaining(write)]);
    expect(idleGrants(roles, [one], [reason])).toEqual({ explained: [`${write}: a reason`], faults: [] });
  });

  it("find a reason that has nothing to stand for, unless that is up to chance", () => {
    const uses = [{ used: [read, write], denied: [] }];
    const reason = { what: /PutItem/, why: "a reason" };
    expect(idleGrants(roles, uses, [reason]).faults).toEqual([expect.stringContaining("PutItem")]);
    expect(idleGrants(roles, uses, [{ ...reason, byChance: true }]).faults).toEqual([]);
  });
});
