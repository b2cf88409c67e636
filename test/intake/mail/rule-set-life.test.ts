import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anAccount, create, del, left, update } from "./rule-set-account.ts";

let account: Awaited<ReturnType<typeof anAccount>>;
beforeAll(async () => {
  account = await anAccount();
});
afterAll(() => account.stop());

describe("whatever is deployed and removed, by us and by others", () => {
  const stages = ["prod", "staging", "dev"];
  const stage = fc.constantFrom(...stages);
  const step = fc.oneof(
    stage.map((name) => ({ does: "deploys" as const, name })),
    stage.map((name) => ({ does: "goes" as const, name })),
    fc.constant({ does: "others activate theirs" as const, name: "" }),
    fc.constant({ does: "others add a rule to ours" as const, name: "" }),
    fc.constant({ does: "others activate none" as const, name: "" }),
  );
  /** Rule set of each stage that is deployed. */
  const deployed = new Map<string, string>();

  const deploys = async (name: string) => {
    const id = deployed.get(name);
    const { Data } = await account.asks(id ? update(id) : create);
    const set = Data?.RuleSetName ?? "";
    expect(set).toBe(await account.active());
    if (set === id) return;
    await account.addRule(set, name);
    deployed.set(name, set);
    if (id) await goesFrom(id, name);
  };
  const goesFrom = async (set: string, name: string) => {
    await account.deleteRule(set, name);
    expect(await account.asks(del(set))).toEqual(left(set));
  };
  const goes = async (name: string) => {
    const set = deployed.get(name);
    deployed.delete(name);
    if (set) await goesFrom(set, name);
  };
  const others: Record<string, () => Promise<unknown>> = {
    "others activate theirs": () => account.hasCorporate().catch(() => account.activate("corporate")),
    "others add a rule to ours": () => account.addRule("leadwright", "guest").catch(() => undefined),
    "others activate none": () => account.activate(),
  };

  /** Every rule there is, as `set/rule`. */
  const rules = async () =>
    (
      await Promise.all(
        ["leadwright", "corporate"].map(async (set) => (await account.rulesOf(set))?.map((rule) => `${set}/${rule}`)),
      )
    ).flatMap((one) => one ?? []);

  it("no rule but one's own goes, others' active rule set stays so, and of ours nothing empty is left", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        await account.isEmptied();
        deployed.clear();
        const ends = stages.map((name) => ({ does: "goes", name }));
        for (const { does, name } of [...steps, ...ends]) {
          const [active, before] = [await account.active(), await rules()];
          if (does === "deploys") await deploys(name);
          else if (does === "goes") await goes(name);
          else {
            await others[does]?.();
            continue;
          }
          const staying = before.filter((rule) => !rule.endsWith(`/${name}`));
          expect(await rules()).toEqual(expect.arrayContaining(staying));
          if (active === "corporate") expect(await account.active()).toBe("corporate");
        }
        expect(await account.rulesOf("leadwright")).not.toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
