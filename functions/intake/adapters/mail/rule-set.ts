import type { CustomResource } from "../../../platform/aws/custom-resource.ts";
import {
  activateRuleSet,
  activeRuleSet,
  createRuleSet,
  deleteRuleSet,
  rulesIn,
} from "../../../platform/aws/rule-set.ts";
import { redact } from "../../../platform/observability/log.ts";

/** The receipt rule set we make where none is active: one for every stage, so that deployments at once agree. */
const ours = "leadwright";

/** One set is active per account and region, and others may rely on it: we join it (SES guide: receiving-email-concepts). */
async function join(): Promise<string> {
  const active = await activeRuleSet();
  if (active !== undefined) return active;
  await createRuleSet(ours);
  await activateRuleSet(ours);
  return ours;
}

/** Only when nobody's rules are left: deleting the set deletes them. Our own rule, which depends on it, is gone by then. */
async function leave(name: string): Promise<void> {
  if (name !== ours || (await rulesIn(ours)) !== 0) return;
  if ((await activeRuleSet()) === ours) await activateRuleSet();
  // It stays when another deployment has just activated it again.
  await deleteRuleSet(ours);
}

const cures: Record<string, string> = {
  AccessDenied:
    "The role of RuleSetKeeper allows this, so a service control policy or a permissions boundary forbids it: allow ses:DescribeActiveReceiptRuleSet, DescribeReceiptRuleSet, CreateReceiptRuleSet, SetActiveReceiptRuleSet and DeleteReceiptRuleSet there, then deploy again.",
  LimitExceeded:
    "The account has as many receipt rule sets as SES allows: delete one, or activate the one to be joined, then deploy again.",
  Throttling: "SES is asked about rule sets too often: wait a minute, then deploy again.",
};

const unknown = "The log of RuleSetKeeper says more: mend it, then deploy again.";

function cure(error: unknown): string {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return `Receipt rule set: ${name}: ${redact(message)}. ${cures[name.replace(/Exception$/, "")] ?? unknown}`;
}

/** The account's active receipt rule set, as a resource of the stack. */
export const ruleSet: CustomResource = {
  provide: async () => {
    const name = await join();
    return { id: name, attributes: { RuleSetName: name } };
  },
  withdraw: leave,
  cure,
};
