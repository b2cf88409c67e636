import { mailRefusal } from "../../functions/email/outbound/permit.ts";
import { isLive, type Lead } from "../../functions/lead/model/lead.ts";
import { touchOf } from "../../functions/lead/model/notice.ts";
import { applyEvent } from "../../functions/lead/rules/apply.ts";
import { decideCadenceStep, planTouch } from "../../functions/lead/rules/cadence-step.ts";
import { cadenceOf } from "../../functions/lead/rules/cadences.ts";
import { evaluateClicks } from "../../functions/lead/rules/engagement.ts";
import { decideEscalation, decideReminder } from "../../functions/lead/rules/escalation.ts";
import {
  type Decision,
  longestWait,
  nextWake,
  stalledAt,
  type Wake,
  workflowOf,
} from "../../functions/lead/rules/stage.ts";
import { type Instant, latest, plus } from "../../functions/platform/time.ts";
import { mails } from "../../workflows/definitions/shipped.ts";
import { team } from "./fixture.ts";

/** A mail that went out. */
export interface Sent {
  at: Instant;
  touch: string;
  purpose: string;
}

/** One lead and its clock, without tables and machines: what the steps do, as pure functions of time. */
export class Simulation {
  lead: Lead;
  readonly sent: Sent[] = [];
  readonly skipped: string[] = [];

  constructor(lead: Lead) {
    this.lead = lead;
  }

  /** Something happens to the lead. */
  happen(moved: Decision | undefined, now: Instant): void {
    if (!moved) return;
    this.lead = { ...moved.lead, version: this.lead.version + 1, updatedAt: now };
    if (!this.#sleeps(now)) this.#tell(now);
  }

  /** Whether no clock runs that could do anything: it is woken when it is due. */
  #sleeps(now: Instant): boolean {
    return (this.lead.dueAt ?? now) > plus(now, longestWait);
  }

  /** Lets time pass until `until`, doing all that comes due. */
  run(until: Instant): void {
    for (let turns = 0; turns < 1000; turns++) {
      const wake = this.wake;
      if (!wake || wake.at > until) return;
      const now = latest([wake.at, this.lead.updatedAt]);
      const before = this.lead;
      this.happen(this.#act(wake, now), now);
      if (before === this.lead) throw new Error(`Nothing was done at ${now} about ${wake.next} in ${this.lead.stage}`);
    }
    throw new Error("The clock does not come to rest");
  }

  get wake(): Wake | undefined {
    const wake = workflowOf(this.lead) && nextWake(this.lead);
    return wake && { ...wake, at: latest([wake.at, this.lead.dueAt ?? wake.at]) };
  }

  #act(wake: Wake, now: Instant): Decision | undefined {
    const { lead } = this;
    const stalled = stalledAt(lead);
    switch (wake.next) {
      case "response":
        return decideEscalation(lead, team, 1, now);
      case "touch":
        return lead.cadence && decideCadenceStep(lead, cadenceOf(lead, lead.cadence), now);
      case "behaviour":
        return evaluateClicks(lead, undefined, now);
      case "action":
        return stalled && stalled <= now
          ? applyEvent(lead, { name: "exhausted", scope: `stalled-${lead.version}` }, now)
          : decideReminder(lead, team, now);
    }
  }

  #tell(now: Instant): void {
    for (const notice of this.lead.pending) {
      const purpose = notice.to ? "internal" : notice.kind === "acknowledgement" ? "service" : purposeOf(notice.mail);
      const reason = mailRefusal(purpose, this.lead, now);
      if (reason) this.skipped.push(reason);
      else this.sent.push({ at: now, touch: touchOf(notice), purpose });
    }
    const told: Lead = { ...this.lead, pending: [] };
    const planned = told.cadence ? planTouch(told, cadenceOf(told, told.cadence)) : told;
    const due = workflowOf(planned) ? nextWake(planned)?.at : undefined;
    this.lead = { ...planned, dueAt: isLive(planned) || due ? (due ?? planned.dueAt) : undefined };
  }
}

function purposeOf(mail: string | undefined) {
  const found = Object.entries(mails).find(([name]) => name === mail);
  if (!found) throw new Error(`There is no mail ${mail}`);
  return found[1].purpose;
}
