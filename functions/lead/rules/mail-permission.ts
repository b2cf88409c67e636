import { sayTimeline } from "../../language/texts.ts";
import type { Instant } from "../../platform/time.ts";
import type { Lead } from "../model/lead.ts";
import type { Purpose } from "../model/purpose.ts";
import { followUpRefusal, marketingRefusal } from "./consent.ts";

/** Why a mail may not go now; `undefined` when it may. Ask at send time. A block stops all (LIFECYCLE.md section 2). */
export function mailRefusal(purpose: Purpose, lead: Lead, now: Instant): string | undefined {
  if (lead.suppressed.reason === "block") return "block";
  if (purpose === "internal") return undefined;
  if (lead.stage === "archived") return "archived";
  if (lead.suppressed.mail) return lead.suppressed.reason ?? sayTimeline("skipped.suppressed");
  if (!lead.email) return sayTimeline("skipped.noMailAddress");
  if (purpose === "service") return undefined;
  if (lead.suppressed.marketing) return lead.suppressed.reason ?? "unsubscribed";
  if (purpose === "follow-up") return followUpRefusal(lead, now);
  return marketingRefusal(lead, now);
}
