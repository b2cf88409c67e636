import type { Lead } from "../lead/model/lead.ts";
import { longestWait, restartClock, type Workflow, workflowOf } from "../lead/rules/stage.ts";
import { updateLead } from "../lead/store/repository.ts";
import { executionState, startExecution, stopExecution } from "../platform/aws/state-machine.ts";
import { config, text } from "../platform/config.ts";
import { logInfo } from "../platform/observability/log.ts";
import { type Instant, plus } from "../platform/time.ts";

const env = config({ FOLLOW_UP_MACHINE: text, NURTURE_MACHINE: text, FAREWELL_MACHINE: text, RECYCLE_MACHINE: text });
const machines: Record<Workflow, string> = {
  "follow-up": env.FOLLOW_UP_MACHINE,
  nurture: env.NURTURE_MACHINE,
  farewell: env.FAREWELL_MACHINE,
  recycle: env.RECYCLE_MACHINE,
};

const clockName = ({ id, epoch }: Lead): string => `${id}-${epoch}`;

const machineOf = (lead: Lead): string | undefined => {
  const workflow = workflowOf(lead);
  return workflow && machines[workflow];
};

const mayRun = (lead: Lead, now: Instant): boolean =>
  lead.epoch > 0 && lead.dueAt !== undefined && lead.dueAt <= plus(now, longestWait);

/** Stops the clock of the epoch before and starts the one of this epoch. Both may be repeated. */
export async function moveClock(before: Lead | undefined, after: Lead, now: Instant): Promise<void> {
  if (before?.epoch === after.epoch) return;
  await Promise.all([stopBefore(before), startNow(after, now)]);
}

async function stopBefore(before: Lead | undefined): Promise<void> {
  const machine = before && machineOf(before);
  if (before && machine && before.epoch > 0)
    await stopExecution(machine, clockName(before), "superseded by a newer epoch");
}

async function startNow(lead: Lead, now: Instant): Promise<void> {
  const machine = machineOf(lead);
  if (!machine || !mayRun(lead, now)) return;
  const name = clockName(lead);
  const outcome = await startExecution(machine, name, { leadId: lead.id, epoch: lead.epoch });
  logInfo("clock started", { epoch: lead.epoch, execution: name, outcome });
  if (outcome === "taken" && (await executionState(machine, name)) === "ended") await restartExecution(lead, now);
}

/** Whether a lead's clock runs: an execution of its epoch that has not ended. */
export async function hasClock(lead: Lead): Promise<boolean> {
  const machine = machineOf(lead);
  return machine !== undefined && (await executionState(machine, clockName(lead))) === "running";
}

/** Gives a lead that is due and has no clock a new epoch, unless something else has done so; fields of the run are kept. */
export const restartExecution = (seen: Lead, now: Instant): Promise<Lead> =>
  updateLead(seen.id, now, (lead, at) => {
    const due = lead.dueAt !== undefined && lead.dueAt <= now;
    return lead.epoch === seen.epoch && due ? { lead: restartClock(lead, at), facts: [] } : undefined;
  });
