import { expect, test } from "vitest";
import * as z from "zod";
import { aStack } from "../cloud-formation.ts";
import { anApp } from "../given.ts";

const app = anApp();

const Observed = z.object({
  denied: z.number(),
  observed: z.array(z.object({ bearer: z.string(), action: z.string(), count: z.number() })),
});

/** What the function that looks after rule sets has asked of SES, as IAM has seen it. */
const asked = async () => {
  const { denied, observed } = Observed.parse(await (await fetch(`${app().url}/local/iam`)).json());
  const ours = observed.filter(({ bearer, action }) => bearer.startsWith("RuleSetKeeper") && action.startsWith("ses:"));
  return { denied, actions: Object.fromEntries(ours.map(({ action, count }) => [action, count])) };
};

test("the function as it ships makes the rule set that the template's rule is in, and takes it away again, by its own role", async () => {
  const { assembly, functions } = app();
  const keeper = assembly.ofType("AWS::Lambda::Function").find(({ logicalId }) => /^RuleSetKeeper/.test(logicalId));
  const [rule] = assembly.ofType("AWS::SES::ReceiptRule");
  const { RuleSetName } = z.object({ RuleSetName: z.string() }).parse(rule?.properties);
  const stack = await aStack((event) => functions.invoke(keeper?.arn ?? "", event));

  expect(await stack.asks({ RequestType: "Create" })).toEqual({
    Status: "SUCCESS",
    PhysicalResourceId: RuleSetName,
    Data: { RuleSetName },
  });
  expect(await asked()).toEqual({
    denied: 0,
    actions: {
      "ses:DescribeActiveReceiptRuleSet": 1,
      "ses:CreateReceiptRuleSet": 1,
      "ses:SetActiveReceiptRuleSet": 1,
    },
  });

  expect(await stack.asks({ RequestType: "Delete", PhysicalResourceId: RuleSetName })).toMatchObject({
    Status: "SUCCESS",
  });
  expect(await asked()).toEqual({
    denied: 0,
    actions: {
      "ses:DescribeActiveReceiptRuleSet": 2,
      "ses:DescribeReceiptRuleSet": 1,
      "ses:CreateReceiptRuleSet": 1,
      "ses:SetActiveReceiptRuleSet": 2,
      "ses:DeleteReceiptRuleSet": 1,
    },
  });
  await stack.stop();
});
