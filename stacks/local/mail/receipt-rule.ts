import * as z from "zod";
import type { Assembly } from "../template/template.ts";

const Properties = z.object({
  Rule: z.object({
    Enabled: z.boolean().default(true),
    Recipients: z.array(z.string()).default([]),
    Actions: z.array(
      z.object({
        S3Action: z.object({ BucketName: z.string(), ObjectKeyPrefix: z.string().default("") }).optional(),
        LambdaAction: z.object({ FunctionArn: z.string() }).optional(),
      }),
    ),
  }),
});

/** One thing that is done with a mail, in the rule's order. */
export type ReceiptAction = { bucket: string; prefix: string } | { functionArn: string };

export interface ReceiptRule {
  /** Domains, `.domains` for all below them, or addresses; none: all. */
  recipients: string[];
  actions: ReceiptAction[];
}

/** The receipt rules of the assembly that are switched on. */
export function readReceiptRules(assembly: Assembly): ReceiptRule[] {
  return assembly.ofType("AWS::SES::ReceiptRule").flatMap(({ properties, logicalId }) => {
    const { Enabled, Recipients, Actions } = Properties.parse(properties).Rule;
    if (!Enabled) return [];
    const actions = Actions.map(({ S3Action, LambdaAction }): ReceiptAction => {
      if (S3Action) return { bucket: S3Action.BucketName, prefix: S3Action.ObjectKeyPrefix };
      if (LambdaAction) return { functionArn: LambdaAction.FunctionArn };
      throw new Error(`The local runtime knows S3 and Lambda actions only, and ${logicalId} has another`);
    });
    return [{ recipients: Recipients.map((one) => one.toLowerCase()), actions }];
  });
}

/** Whether a rule is for this address; an address in a rule stands for its `+labels` too. */
export function isFor({ recipients }: ReceiptRule, address: string): boolean {
  const at = address.toLowerCase();
  const domain = at.slice(at.lastIndexOf("@") + 1);
  const unlabelled = at.replace(/\+[^@]*@/, "@");
  return (
    recipients.length === 0 ||
    recipients.some((one) => (one.startsWith(".") ? domain.endsWith(one) : [domain, at, unlabelled].includes(one)))
  );
}
