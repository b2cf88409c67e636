import { executions, oneClock } from "./clock-rule.ts";
import { waiting } from "./delivery-rule.ts";
import { edits } from "./edit-rule.ts";
import type { Evidence } from "./evidence.ts";
import { identity } from "./identity-rule.ts";
import { accepted, inquiries, repeats } from "./inquiry-rule.ts";
import { cards, liveLeads } from "./lead-rule.ts";
import { headers, recipients, replyTokens } from "./mail-rule.ts";
import { inquiriesTold, levelsTold, repliesTold, thanks } from "./notice-rule.ts";
import { consents, permission } from "./permission-rule.ts";
import { rollups } from "./rollup-rule.ts";
import { each, type Rule } from "./rule.ts";
import { answersOwed, slaMoments } from "./sla-rule.ts";
import { stages, timelines } from "./timeline-rule.ts";
import { ledger, mailsTold, purposes, skips, touches } from "./touch-rule.ts";

/** What was read belongs to a lead and can be read. */
const strays: Rule<"strays"> = {
  name: "strays",
  says: "everything can be read and belongs to a lead",
  examine: ({ cases, strays: found }) => ({
    checked: cases.length + found.length,
    broken: each(found, (stray) => [stray]).broken,
  }),
};

/** Everything that must always hold. */
export const rules = [
  strays,
  accepted,
  inquiries,
  repeats,
  waiting,
  identity,
  touches,
  mailsTold,
  ledger,
  purposes,
  skips,
  inquiriesTold,
  repliesTold,
  levelsTold,
  thanks,
  liveLeads,
  oneClock,
  executions,
  cards,
  slaMoments,
  answersOwed,
  permission,
  consents,
  recipients,
  headers,
  replyTokens,
  timelines,
  stages,
  rollups,
  edits,
] as const satisfies Rule[];

/** What came of one rule. */
export interface Finding {
  rule: string;
  says: string;
  checked: number;
  broken: string[];
}

/** Holds what was read against every rule. */
export const audit = (evidence: Evidence): Finding[] =>
  rules.map(({ name, says, examine }) => ({ rule: name, says, ...examine(evidence) }));
