import type { Lead } from "../lead/model/lead.ts";
import type { Decision } from "../lead/rules/stage.ts";
import { logFailure } from "../platform/observability/log.ts";
import { metric } from "../platform/observability/metric.ts";

/** Rings when something was to be told and nobody heard it: neither the lead's owner nor anybody of its pool is there. */
export function warnUnnotified(before: Lead, decision: Decision | undefined): Decision | undefined {
  if (decision && decision.lead.pending.length === before.pending.length)
    logFailure("nobody to tell", new Error("The pool has nobody"), { pool: before.pool, ...metric("SourceTroubles") });
  return decision;
}
