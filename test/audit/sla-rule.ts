import { blockedAt, type Case, type Evidence, isUnderWay, repairTime } from "./evidence.ts";
import { answerDueAt, levelDueAt, type Promised, Promises } from "./promise.ts";
import { each, ofEachLead, together } from "./rule.ts";

const later = (at: string, span: number): string => new Date(Date.parse(at) + span).toISOString();
const latest = (...moments: string[]): string => moments.sort().at(-1) ?? "";

/** What is told too early or too late of a promise's levels. */
function untimely(promise: Promised): string[] {
  return promise.levels.flatMap((at, place) => {
    const level = place + 1;
    const due = levelDueAt(promise, level);
    const soonest = latest(due, promise.openedAt, promise.levels[place - 1] ?? "");
    if (at < due) return [`told level ${level} of ${promise.dueAt} at ${at}, before ${due}`];
    return at > later(soonest, repairTime) ? [`told level ${level} of ${promise.dueAt} at ${at}, due at ${due}`] : [];
  });
}

/** The level that should have come while the promise was open, and did not. */
function silent(promise: Promised, evidence: Evidence): string[] {
  const { levels, ended } = promise;
  const level = levels.length + 1;
  const due = latest(levelDueAt(promise, level), promise.openedAt);
  const missed = ended ? later(due, repairTime) < ended.at : due < evidence.now && !isUnderWay(due, evidence);
  return missed ? [`never told level ${level} of ${promise.dueAt}, due at ${due}`] : [];
}

/** An answer keeps the promise if it is in time, and only then. */
function unjust({ ended, met, dueAt }: Promised): string[] {
  const inTime = ended?.how === "answered" && ended.at <= dueAt;
  return met === inTime ? [] : [`was answered at ${ended?.at}, due at ${dueAt}: ${met ? "told" : "not told"} as met`];
}

/** The card says of the last promise what the timeline says. */
function cardDiffers({ lead: { sla } }: Case, last: Promised | undefined): string[] {
  if (!sla || !last)
    return sla || last ? [`has ${sla ? "a promise on the card" : "a promise on the timeline"} only`] : [];
  const card = [sla.dueAt, sla.level, sla.breachedAt, sla.respondedAt, sla.closedAt !== undefined].join();
  const answered = last.ended?.how === "answered" ? last.ended.at : undefined;
  const told = [last.dueAt, last.levels.length, last.levels[0], answered, last.ended?.how === "voided"].join();
  return card === told ? [] : [`has the promise ${card} on the card, ${told} on the timeline`];
}

/** LIFECYCLE.md section 3: breach and escalations at their times while nobody answers, and neither after. */
export const slaMoments = ofEachLead(
  "SLA moments",
  "a promise is met in time, or breached and escalated at its times until it is answered or void",
  (found, evidence) => {
    const { made, odd } = new Promises(found.timeline);
    return together(
      each(made, (promise) => [...untimely(promise), ...silent(promise, evidence), ...unjust(promise)]),
      { checked: 0, broken: [...odd, ...cardDiffers(found, made.at(-1))] },
    );
  },
);

/** Something that asks for an answer: when it was taken in, and by when one is owed. */
interface Question {
  what: string;
  at: string;
  takenIn: string;
  dueAt: string;
}

/** Replies that somebody is to answer: from the archived there is nothing more to wait for. */
function replies({ timeline }: Case): Question[] {
  let stage: unknown;
  const found: Question[] = [];
  for (const { type, at, data } of timeline) {
    if (type === "stage.entered") stage = data.to;
    if (type !== "reply.received" || stage === "archived") continue;
    found.push({ what: `the reply ${data.mailId}`, at, takenIn: at, dueAt: answerDueAt("email", at) });
  }
  return found;
}

/** What was forgotten before it reached the card asks for nothing; what lay in a raw delivery asks when it has left that. */
const asked = ({ inquiries }: Case): Question[] =>
  inquiries.flatMap(({ inquiry: { id, source, receivedAt, admittedAt: at = receivedAt }, digestedAt, forgottenAt }) =>
    digestedAt === undefined || digestedAt === forgottenAt
      ? []
      : [{ what: id, at, takenIn: digestedAt, dueAt: answerDueAt(source.channel, at) }],
  );

/** What asks for an answer. Nothing is owed to whom ops have blocked. */
function questions(found: Case): Question[] {
  const until = blockedAt(found);
  return [...asked(found), ...replies(found)].filter(({ takenIn }) => takenIn < until);
}

/** Whoever writes is promised an answer in the time of the channel (LIFECYCLE.md section 2, rows "inquiry" and "reply"). */
export const answersOwed = ofEachLead("answers owed", "whoever writes is promised an answer in time", (found) => {
  const { made } = new Promises(found.timeline);
  return each(questions(found), ({ what, at, dueAt }) => {
    const covered = made.some((promise) => promise.dueAt <= dueAt && (promise.ended?.at ?? "~") >= at);
    return covered ? [] : [`was promised no answer to ${what} by ${dueAt}`];
  });
});
