import type { Lead } from "../lead/model/lead.ts";
import type { Decision } from "../lead/rules/stage.ts";
import { failure } from "../platform/observability/log.ts";
import { counted } from "../platform/observability/metric.ts";

/** Rings when something was to be told and nobody heard it: neither the lead's owner nor anybody of its pool is there. */
export function heard(before: Lead, moved: Decision | undefined): Decision | undefined {
  if (moved && moved.lead.pending.length === before.pending.length)
    failure("nobody to tell", new Error("The pool has nobody"), { pool: before.pool, ...counted("SourceTroubles") });
  return moved;
}
