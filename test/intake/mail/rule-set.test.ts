import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { anAccount, create, del, joined, left, sesError, update } from "./rule-set-account.ts";

let account: Awaited<ReturnType<typeof anAccount>>;
beforeAll(async () => {
  account = await anAccount();
});
afterAll(() => account.stop());

/** How often the SDK asks until it gives up. */
const attempts = [1, 2, 3];

afterEach(() => account.isEmptied());

describe("a deployment", () => {
  it("joins the rule set that is active, and changes nothing", async () => {
    await account.hasCorporate();
    expect(await account.asks(create)).toEqual(joined("corporate"));
    expect(account.asked()).toEqual(["DescribeActiveReceiptRuleSet"]);
    expect(await account.active()).toBe("corporate");
    expect(await account.rulesOf("corporate")).toEqual(["invoices"]);
    expect(await account.rulesOf("leadwright")).toBeUndefined();
  });

  it("makes and activates one where none is active", async () => {
    await account.hasCorporate();
    await account.activate();
    expect(await account.asks(create)).toEqual(joined("leadwright"));
    expect(await account.active()).toBe("leadwright");
    expect(await account.rulesOf("leadwright")).toEqual([]);
    expect(await account.rulesOf("corporate")).toEqual(["invoices"]);
  });

  it("activates the one that an earlier deployment has left, with what is in it", async () => {
    await account.make("leadwright");
    await account.addRule("leadwright", "invoices");
    expect(await account.asks(create)).toEqual(joined("leadwright"));
    expect(await account.active()).toBe("leadwright");
    expect(await account.rulesOf("leadwright")).toEqual(["invoices"]);
  });

  it("that another of the same account overtakes ends in the same rule set", async () => {
    account.before("CreateReceiptRuleSet", async () => {
      await account.make("leadwright");
      await account.activate("leadwright");
      await account.addRule("leadwright", "staging-mail");
    });
    expect(await account.asks(create)).toEqual(joined("leadwright"));
    expect(await account.active()).toBe("leadwright");
    expect(await account.rulesOf("leadwright")).toEqual(["staging-mail"]);
  });

  it("asked again names the same rule set as the first time", async () => {
    await account.asks(create);
    expect(await account.asks(update("leadwright"))).toEqual(joined("leadwright"));
    expect(await account.asks(create)).toEqual(joined("leadwright"));
  });

  it("moves to the rule set that others have activated since, and its own goes", async () => {
    await account.asks(create);
    await account.hasCorporate();
    expect(await account.asks(update("leadwright"))).toEqual(joined("corporate"));
    expect(await account.asks(del("leadwright"))).toEqual(left("leadwright"));
    expect(await account.rulesOf("leadwright")).toBeUndefined();
    expect(await account.active()).toBe("corporate");
  });

  it("waits when SES is asked too often", async () => {
    account.answers("CreateReceiptRuleSet", sesError("Throttling", "Rate exceeded"));
    expect(await account.asks(create)).toEqual(joined("leadwright"));
  });
});

describe("a deployment that goes", () => {
  it("takes the rule set it made with it", async () => {
    await account.asks(create);
    expect(await account.asks(del("leadwright"))).toEqual(left("leadwright"));
    expect(await account.rulesOf("leadwright")).toBeUndefined();
    expect(await account.active()).toBeUndefined();
  });

  it("leaves it active as long as others' rules are in it", async () => {
    await account.asks(create);
    await account.addRule("leadwright", "invoices");
    expect(await account.asks(del("leadwright"))).toEqual(left("leadwright"));
    expect(await account.rulesOf("leadwright")).toEqual(["invoices"]);
    expect(await account.active()).toBe("leadwright");
  });

  it("leaves the rule set of others alone, even an empty one", async () => {
    await account.make("corporate");
    await account.activate("corporate");
    await account.asks(create);
    account.asked();
    expect(await account.asks(del("corporate"))).toEqual(left("corporate"));
    expect(account.asked()).toEqual([]);
    expect(await account.rulesOf("corporate")).toEqual([]);
    expect(await account.active()).toBe("corporate");
  });

  it("does not mind that its rule set is gone already, before or meanwhile", async () => {
    expect(await account.asks(del("leadwright"))).toEqual(left("leadwright"));
    await account.asks(create);
    account.before("DeleteReceiptRuleSet", () => account.forget("leadwright"));
    expect(await account.asks(del("leadwright"))).toEqual(left("leadwright"));
    expect(await account.rulesOf("leadwright")).toBeUndefined();
  });

  it("leaves it to another deployment that has just activated it again", async () => {
    await account.asks(create);
    account.before("DeleteReceiptRuleSet", () => account.activate("leadwright"));
    expect(await account.asks(del("leadwright"))).toEqual(left("leadwright"));
    expect(await account.active()).toBe("leadwright");
  });
});

describe("what SES refuses", () => {
  it.each([
    ["DescribeActiveReceiptRuleSet", "AccessDenied", 403, /allow ses:DescribeActiveReceiptRuleSet, .*deploy again\.$/],
    ["SetActiveReceiptRuleSet", "AccessDenied", 403, /service control policy .*deploy again\.$/],
    ["CreateReceiptRuleSet", "LimitExceeded", 400, /delete one, .*deploy again\.$/],
    ["CreateReceiptRuleSet", "ValidationError", 400, /log of RuleSetKeeper .*deploy again\.$/],
  ])("%s with %s: the stack fails, and says how to mend it", async (action, code, status, reason) => {
    for (const _ of attempts) account.answers(action, sesError(code, "You may not, joe@corp.example", status));
    const told = await account.asks(create);
    expect(told).toMatchObject({ Status: "FAILED", Reason: expect.stringMatching(reason) });
    expect(told.Reason).toContain(`: You may not, <address>. `);
    expect(told.Reason).not.toMatch(/\n| at \S+:\d+/);
    expect(told.Data).toBeUndefined();
  });

  it("for good, because it is asked too often, fails the stack when the SDK has given up", async () => {
    for (const _ of attempts) account.answers("CreateReceiptRuleSet", sesError("Throttling", "Rate exceeded"));
    expect(await account.asks(create)).toMatchObject({
      Status: "FAILED",
      Reason:
        "Receipt rule set: Throttling: Rate exceeded. SES is asked about rule sets too often: wait a minute, then deploy again.",
    });
  });

  it.each([
    ["nothing that is XML", { status: 200, body: "<html>" }],
    ["an error without a body", { status: 400, body: "" }],
    ["an error as long as a book", sesError("Odd", "x".repeat(9000))],
  ])("is told even if its answer is %s", async (_, reply) => {
    account.answers("DescribeActiveReceiptRuleSet", reply);
    const told = await account.asks(create);
    expect(told.Status).toBe("FAILED");
    expect(JSON.stringify(told).length).toBeLessThan(4096 - 1024);
  });

  it("is rolled back without asking SES again", async () => {
    account.answers("DescribeActiveReceiptRuleSet", sesError("AccessDenied", "No", 403));
    const { PhysicalResourceId } = await account.asks(create);
    account.asked();
    expect(await account.asks(del(PhysicalResourceId))).toEqual(left(PhysicalResourceId));
    expect(account.asked()).toEqual([]);
  });

  it("of what stands already does not have it deleted", async () => {
    account.answers("DescribeActiveReceiptRuleSet", sesError("AccessDenied", "No", 403));
    expect(await account.asks(update("leadwright"))).toMatchObject({
      Status: "FAILED",
      PhysicalResourceId: "leadwright",
    });
  });
});

describe("an event", () => {
  it.each([
    [{ RequestType: "Explode" }],
    [{ RequestType: undefined }],
    [{ RequestType: "Delete" }],
    [{ RequestType: "Update", PhysicalResourceId: "" }],
  ])("%j is not understood: the stack is told, SES is not asked", async (order) => {
    expect(await account.asks(order)).toMatchObject({
      Status: "FAILED",
      Reason: expect.stringContaining("CloudFormation asked for what is not understood"),
    });
    expect(account.asked()).toEqual([]);
  });

  it.each([[{}], [{ RequestType: "Create", ResponseURL: "nowhere" }]])(
    "%j that says not whom to answer is given back to Lambda",
    async (event) => {
      await expect(account.invoked(create, { event })).rejects.toThrow("ResponseURL");
      expect(account.asked()).toEqual([]);
    },
  );

  it("whose answer does not arrive is given back to Lambda, which tries again", async () => {
    await expect(account.invoked(create, { addressAnswers: 503 })).rejects.toThrow("answered 503");
    expect(await account.asks(create)).toEqual(joined("leadwright"));
  });
});
