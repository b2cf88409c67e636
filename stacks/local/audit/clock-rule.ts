import { type Case, type Evidence, isUnderWay } from "./evidence.ts";
import { each, ofEachLead, together } from "./rule.ts";

const minute = 60_000;
/** Longer waits sleep on the lead's item, without an execution (DESIGN section 1). */
const longestWait = 30 * 24 * 60 * minute;

const isLive = ({ stage }: Case["lead"]): boolean => stage !== "converted" && stage !== "archived";

/** A lead that was changed a moment ago may be between two clocks. */
const isMoving = ({ lead }: Case, evidence: Evidence): boolean => isUnderWay(lead.updatedAt, evidence);

/** What a live lead lacks (LIFECYCLE section 1). */
function lacks({ lead }: Case, { owners }: Evidence): string[] {
  const missing = (["owner", "nextAction", "dueAt"] as const).filter((field) => lead[field] === undefined);
  const stranger = lead.owner !== undefined && !owners.has(lead.owner) ? [`has the owner ${lead.owner}, nobody`] : [];
  return [...missing.map((field) => `lives without ${field}`), ...stranger];
}

/** What an ended lead has left over: only what its owner is still to be told keeps it awake. */
function leftOver({ lead }: Case): string[] {
  const fields = lead.stage === "archived" ? (["nextAction", "dueAt", "cadence"] as const) : (["nextAction"] as const);
  return fields
    .filter((field) => lead[field] !== undefined && !(field === "dueAt" && lead.pending.length > 0))
    .map((field) => `is ${lead.stage} with ${field}`);
}

/** LIFECYCLE section 1: a live lead has an owner, a dated next action, and something due that is not overdue. */
export const liveLeads = ofEachLead(
  "live leads",
  "a live lead has an owner, a dated next action and something due in time; an ended one waits for nothing",
  (found, evidence) => {
    const { dueAt } = found.lead;
    const late = dueAt !== undefined && dueAt < evidence.now && !isUnderWay(dueAt, evidence);
    const wrong = (): string[] => {
      if (found.lead.epoch === 0 && isMoving(found, evidence)) return [];
      const state = isLive(found.lead) ? lacks(found, evidence) : leftOver(found);
      return late ? [...state, `was due at ${dueAt}`] : state;
    };
    return each([found], wrong);
  },
);

const running = ({ executions }: Case) => executions.filter(({ status }) => status === "RUNNING");

/** Whether a lead without a clock went to sleep for so long that it may: the last clock it had ended that much earlier. */
const mayBeAsleep = ({ lead: { dueAt = "" }, executions }: Case, now: string): boolean =>
  dueAt > now &&
  executions.every(({ stoppedAt = "" }) => !(Date.parse(dueAt) - Date.parse(stoppedAt) <= longestWait - minute));

/** DESIGN section 1: the execution of its epoch, or asleep with a time at which it wakes. */
export const oneClock = ofEachLead("one clock", "a lead that is due has one clock, or sleeps", (found, evidence) => {
  const { lead } = found;
  const clocks = running(found);
  const wrong = (): string[] => {
    if (isMoving(found, evidence)) return [];
    if (lead.dueAt === undefined) return clocks.map(({ name }) => `waits for nothing, and ${name} runs`);
    if (clocks.length === 0 && !mayBeAsleep(found, evidence.now)) return [`is due at ${lead.dueAt} and has no clock`];
    const strays = clocks.filter(({ name }) => name !== `${lead.id}-${lead.epoch}`);
    return strays.map(({ name }) => `is in epoch ${lead.epoch}, and ${name} still runs`);
  };
  return each(lead.dueAt === undefined && clocks.length === 0 ? [] : [found], wrong);
});

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

/** In which version a lead was when facts were written: the letters of their key after the time, in base 32. */
const versionIn = (id: string): number =>
  [...id.slice(10, 14)].reduce((sum, letter) => sum * 32 + "0123456789ABCDEFGHJKMNPQRSTVWXYZ".indexOf(letter), 0);

/** The card's index keys say what its fields say, and no fact is of a version to come. */
export const cards = ofEachLead("cards", "a card is indexed by what it says, under the version it has", (found) => {
  const { lead, timeline } = found;
  const { id, owner, dueAt, nextAction, createdAt } = lead;
  const indexed = {
    byAgeSk: `${createdAt}#${id}`,
    byStageSk: `${createdAt}#${id}`,
    byDueSk: dueAt && `${dueAt}#${id}`,
    byOwnerPk: owner && `OWNER#${owner}`,
    byOwnerSk: owner && `${nextAction?.dueAt ?? createdAt}#${id}`,
  } as const;
  const names = Object.keys(indexed) as (keyof typeof indexed)[];
  const keys = names.filter((name) => lead[name] !== indexed[name]).map((name) => `has ${name} ${lead[name]}`);
  const stage = lead.byStagePk.startsWith(`STAGE#${lead.stage}#`) ? [] : [`has byStagePk ${lead.byStagePk}`];
  const early = timeline.filter((entry) => versionIn(entry.id) > lead.version);
  return together(
    each([found], () => [...keys, ...stage]),
    each([found], () => early.map((entry) => `is in version ${lead.version}, ${entry.type} at ${entry.at} in a later`)),
  );
});
