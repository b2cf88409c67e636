import type { Lead } from "../lead/model/lead.ts";
import type { Decision } from "../lead/rules/stage.ts";
import { logFailure } from "../platform/observability/log.ts";
import { metric } from "../platform/observability/metric.ts";
import type { Action } from "./input.ts";

/** Actions that are for somebody to be told. */
const notifying: ReadonlySet<Action> = new Set(["escalate", "remind"]);

/** Rings when somebody was to be told and nobody was: neither the lead's owner nor anybody of its pool is there. */
export function warnUnnotified(before: Lead, action: Action, decision: Decision | undefined): Decision | undefined {
  // A lead that was left lying moves on by itself: nobody was to be told.
  const isSameStage = decision?.lead.stage === before.stage;
  if (decision && isSameStage && notifying.has(action) && decision.lead.pending.length === before.pending.length)
    logFailure("nobody to tell", new Error("The pool has nobody"), { pool: before.pool, ...metric("SourceTroubles") });
  return decision;
}
