import { sayError } from "../../language/texts.ts";
import { AppError } from "../../platform/error.ts";
import { compact, type Instant, minute, plus } from "../../platform/time.ts";
import { type Activity, type Actor, activity } from "../model/activity.ts";
import type { Lead } from "../model/lead.ts";
import type { Owner } from "../model/owner.ts";
import { applyEvent } from "./apply.ts";
import { cadenceNamed, cadenceOfActivity } from "./cadences.ts";
import { clickedFact, isAutomated, ripeClicks } from "./click.ts";
import { beginCadence, type Decision, mainLine, restartClock } from "./stage.ts";

/** Judges the clicks whose time has come; `next` gets a hot lead left unanswered. `undefined` when none can be judged yet. */
export function evaluateClicks(lead: Lead, next: Owner | undefined, now: Instant): Decision | undefined {
  const due = ripeClicks(lead.clicks, now);
  if (due.length === 0) return undefined;
  const human = due.filter((click) => !isAutomated(click, lead.clicks));
  const facts: Activity[] = due.map((click) => clickedFact(click, lead.clicks, lead.id));
  const last = human.at(-1);
  const rest: Lead = {
    ...lead,
    clicks: lead.clicks.filter((click) => !due.includes(click)),
    signAt: last ? last.at : lead.signAt,
    clickedAt: lead.clickedAt ?? human[0]?.at,
  };
  const hot = human.find((click) => click.hot);
  const decision =
    hot &&
    applyEvent(rest, { name: "hot", scope: `hot${compact(hot.at)}`, channel: "engaged", notice: "hot", next }, now);
  return decision ? { ...decision, facts: [...facts, ...decision.facts] } : { lead: rest, facts };
}

export interface Noted {
  type: string;
  note?: string | undefined;
  at?: Instant | undefined;
}

const skew = 5 * minute;

/** Something an owner noted; some begin a cadence. @throws AppError `invalid` for what has not happened yet */
export function decideActivity(lead: Lead, { type, note, at }: Noted, by: Actor, now: Instant): Decision {
  if (at && at > plus(now, skew)) {
    const message = sayError("lead.liesAhead");
    throw new AppError("invalid", message, { errors: [{ field: "at", message }] });
  }
  const facts = [activity("activity.added", { type, note, at }, by)];
  const begun = cadenceOfActivity(type);
  const here = lead.stage === "new" || mainLine.has(lead.stage);
  const running = lead.cadence && (cadenceNamed(lead.cadence.name)?.priority ?? 0);
  if (!begun || !here || begun.priority <= (running ?? -1)) return { lead, facts };
  return { lead: restartClock(beginCadence(lead, begun, now), now), facts };
}
