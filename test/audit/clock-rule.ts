import { type Case, isMoving } from "./evidence.ts";
import { each, ofEachLead } from "./rule.ts";

const minute = 60_000;
/** Longer waits sleep on the lead's item, without an execution (DECISIONS.md section 1). */
const longestWait = 30 * 24 * 60 * minute;

/** One stage, one workflow (DECISIONS.md section 1): how the names of its machine begin. */
const machines: Record<string, string> = { nurturing: "Nurture", declined: "Farewell", dormant: "Recycle" };

/** A customer's cadence runs on the nurture machine; who waits for an answer is served by the follow-up machine. */
const machineOf = ({ stage, cadence }: Case["lead"]): string =>
  stage === "converted" && cadence ? "Nurture" : (machines[stage] ?? "FollowUp");

const running = ({ executions }: Case) => executions.filter(({ status }) => status === "RUNNING");

/**
 * Whether a lead without a clock went to sleep for so long that it may: the last clock it had ended that much earlier. Of
 * one that had none within memory, the card tells when it went to sleep. Whose inquiry nobody takes, the sweep wakes.
 */
const mayBeAsleep = ({ lead: { dueAt = "", digestAt, updatedAt }, executions }: Case, now: string): boolean => {
  if (dueAt === digestAt) return dueAt > now;
  const awake = executions.length > 0 ? executions.map(({ stoppedAt = "" }) => stoppedAt) : [updatedAt];
  return dueAt > now && awake.every((at) => !(Date.parse(dueAt) - Date.parse(at) <= longestWait - minute));
};

/** What is wrong with the clocks that run: one does, of the lead's epoch, on the machine of its stage. */
function strays({ lead }: Case, clocks: Case["executions"]): string[] {
  const [name, machine] = [`${lead.id}-${lead.epoch}`, machineOf(lead)];
  const wrong = clocks.flatMap((clock) => [
    ...(clock.name === name ? [] : [`is in epoch ${lead.epoch}, and ${clock.name} still runs`]),
    ...(clock.machine.startsWith(machine) ? [] : [`is ${lead.stage}, and ${clock.name} runs on ${clock.machine}`]),
  ]);
  return clocks.length > 1 ? [...wrong, `has ${clocks.length} clocks`] : wrong;
}

/** DECISIONS.md section 1: the execution of its epoch on the machine of its stage, or asleep with a time at which it wakes. */
export const oneClock = ofEachLead(
  "one clock",
  "a lead that is due has one clock, on the machine of its stage, or sleeps",
  (found, evidence) => {
    const { lead } = found;
    const clocks = running(found);
    const wrong = (): string[] => {
      if (isMoving(found, evidence)) return [];
      if (lead.dueAt === undefined) return clocks.map(({ name }) => `waits for nothing, and ${name} runs`);
      if (clocks.length === 0 && !mayBeAsleep(found, evidence.now)) return [`is due at ${lead.dueAt} and has no clock`];
      return strays(found, clocks);
    };
    return each(lead.dueAt === undefined && clocks.length === 0 ? [] : [found], wrong);
  },
);

/** Executions are named after epochs that have been, and none failed. */
export const executions = ofEachLead(
  "executions",
  "an execution is named after an epoch that has been, and does not fail",
  ({ lead, executions: all }) =>
    each(all, ({ name, lead: id, epoch, status }) => [
      ...(name === `${id}-${epoch}` ? [] : [`has the execution ${name} for epoch ${epoch}`]),
      ...(epoch >= 1 && epoch <= lead.epoch ? [] : [`has ${name} of epoch ${epoch}, and is in ${lead.epoch}`]),
      ...(status === "FAILED" || status === "TIMED_OUT" ? [`has ${name}, which is ${status}`] : []),
    ]),
);
