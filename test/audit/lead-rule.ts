import { type Case, type Evidence, isMoving, isUnderWay, repairTime } from "./evidence.ts";
import { each, ofEachLead, together } from "./rule.ts";

const minute = 60_000;
const day = 24 * 60 * minute;

const isLive = ({ stage }: Case["lead"]): boolean => stage !== "converted" && stage !== "archived";

/** What a live lead lacks (LIFECYCLE.md section 1). */
function lacks({ lead }: Case, { owners }: Evidence): string[] {
  const missing = (["owner", "nextAction", "dueAt"] as const).filter((field) => lead[field] === undefined);
  const stranger = lead.owner !== undefined && !owners.has(lead.owner) ? [`has the owner ${lead.owner}, nobody`] : [];
  return [...missing.map((field) => `lives without ${field}`), ...stranger];
}

/** What an ended lead has left over: only what its owner is still to be told, or whose it is to be, keeps it awake. */
function leftOver({ lead }: Case): string[] {
  const fields = lead.stage === "archived" ? (["nextAction", "dueAt", "cadence"] as const) : (["nextAction"] as const);
  return fields
    .filter(
      (field) =>
        lead[field] !== undefined && !(field === "dueAt" && (lead.pending.length > 0 || lead.digestAt !== undefined)),
    )
    .map((field) => `is ${lead.stage} with ${field}`);
}

/** What there is to do for a lead; whatever it is, it needs a time at which it is done. */
function work({ pending, clicks, cadence, sla, digestAt }: Case["lead"]): string[] {
  const isPromised = sla !== undefined && sla.respondedAt === undefined && sla.closedAt === undefined;
  return [
    ...(pending.length > 0 ? ["mail to send"] : []),
    ...(clicks.length > 0 ? ["clicks to judge"] : []),
    ...(cadence ? ["a cadence"] : []),
    ...(digestAt ? ["an inquiry to take"] : []),
    ...(isPromised ? ["an open promise"] : []),
  ];
}

const undated = ({ lead }: Case): string[] =>
  lead.dueAt === undefined ? work(lead).map((what) => `has ${what}, and no time for it`) : [];

const mainLine: ReadonlySet<string> = new Set("working qualified meeting proposal decision".split(" "));

/** A lead whose next action is that late is stalled, and leaves the main line (LIFECYCLE.md section 2). */
const stalledAfter = 10 * day;

/** Time for a new clock to be started (LIFECYCLE.md section 1, `dueAt`). */
const startTime = minute;

/** A lead wakes when its next action is due, and is not left with an action long gone. In `new` the promise is what counts. */
function unplanned({ lead: { stage, nextAction, dueAt, updatedAt } }: Case, { now, grace }: Evidence): string[] {
  if (stage === "new" || !nextAction || dueAt === undefined) return [];
  const stalledAt = Date.parse(nextAction.dueAt) + stalledAfter;
  if (mainLine.has(stage) && stalledAt + repairTime + grace < Date.parse(now))
    return [`has had nothing to do since ${nextAction.dueAt}`];
  const atLast = Math.max(Date.parse(nextAction.dueAt), Date.parse(updatedAt) + startTime);
  const oversleeps = nextAction.dueAt > now && Date.parse(dueAt) > atLast;
  return oversleeps ? [`wakes at ${dueAt}, and has something to do at ${nextAction.dueAt}`] : [];
}

/** LIFECYCLE.md section 1: a live lead has an owner, a dated next action, and something due that is not overdue. */
export const liveLeads = ofEachLead(
  "live leads",
  "a live lead has an owner, a dated next action and something due in time; an ended one waits for nothing",
  (found, evidence) => {
    const { dueAt } = found.lead;
    const late = dueAt !== undefined && dueAt < evidence.now && !isUnderWay(dueAt, evidence);
    const wrong = (): string[] => {
      if (found.lead.epoch === 0 && isMoving(found, evidence)) return [];
      const left = isLive(found.lead) ? [...lacks(found, evidence), ...unplanned(found, evidence)] : leftOver(found);
      const state = [...left, ...undated(found)];
      return late ? [...state, `was due at ${dueAt}`] : state;
    };
    return each([found], wrong);
  },
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
