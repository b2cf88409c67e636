import type { Lead } from "../../functions/lead/model/lead.ts";
import { decide } from "../../functions/lead/rules/decide.ts";
import type { MailOutcome } from "../../functions/lead/rules/delivery.ts";
import { type Decision, longestWait, nextWake, type Wake, workflowOf } from "../../functions/lead/rules/stage.ts";
import { type Instant, latest, plus } from "../../functions/platform/time.ts";
import { team } from "./fixture.ts";

/** What a workflow has done about what a lead waits for. */
const actions = {
  response: "escalate",
  action: "remind",
  touch: "run-cadence-step",
  behaviour: "evaluate-clicks",
} as const;

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
    if (!this.#sleeps(now)) this.#send(now);
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

  #act({ next }: Wake, now: Instant): Decision | undefined {
    return decide(this.lead, { owners: team }, { name: actions[next] }, now).decision;
  }

  /** Answers the mails that are to be sent as the ledger and SES would. */
  #send(now: Instant): void {
    const { effects } = decide(this.lead, { owners: team }, { name: "send-pending" }, now);
    const outcomes = effects.map((effect): MailOutcome => {
      const { touch, covers, purpose, refusal } = effect;
      if (refusal) this.skipped.push(refusal);
      else this.sent.push({ at: now, touch, purpose });
      return refusal
        ? { effect, status: "skipped", reason: refusal, covers }
        : { effect, status: "sent", messageId: `m-${touch}`, covers };
    });
    const delivery = { epoch: this.lead.epoch, outcomes, replies: [], recorded: [], lost: [] };
    const after = decide(this.lead, { owners: team }, { name: "delivered", delivery }, now).decision;
    if (after) this.lead = after.lead;
  }
}
