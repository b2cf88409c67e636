import { type Case, type Evidence, gather, type Office } from "./evidence.ts";
import { forbiddenMails } from "./permission.ts";
import { itIsQuiet } from "./when.ts";

/** What is wrong with a case, in words; nothing if all is well. */
type Rule = (found: Case, evidence: Evidence) => string[];

const isLive = ({ stage }: Case["lead"]): boolean => stage !== "converted" && stage !== "archived";
const running = ({ executions }: Case) => executions.filter(({ status }) => status === "RUNNING");
const ofType = ({ timeline }: Case, type: string) => timeline.filter((entry) => entry.type === type);

/** What occurs more than once. */
const repeated = (values: string[]): string[] => [
  ...new Set(values.filter((value, at) => values.indexOf(value) !== at)),
];

/** LIFECYCLE section 1: a live lead has an owner, a dated next action and a clock. */
const isLedOn: Rule = ({ lead }, { now }) => {
  if (!isLive(lead)) return [];
  const missing = (["owner", "nextAction", "dueAt"] as const).filter((field) => lead[field] === undefined);
  const late = lead.dueAt !== undefined && lead.dueAt < now ? [`was due at ${lead.dueAt}`] : [];
  return [...missing.map((field) => `lives without ${field}`), ...late];
};

const longestWait = 30 * 24 * 3_600_000;
const minute = 60_000;

/** Whether a lead without a clock went to sleep for so long that it may: the last clock it had ended that much earlier. */
const mayBeAsleep = ({ lead: { dueAt = "" }, executions }: Case, now: string): boolean =>
  dueAt > now &&
  executions.every(({ stoppedAt = "" }) => Date.parse(dueAt) - Date.parse(stoppedAt) > longestWait - minute);

/** DESIGN section 1: exactly one clock: the execution of its epoch, or asleep with a time at which it wakes. */
const hasOneClock: Rule = (found, { now }) => {
  const { lead } = found;
  const clocks = running(found).map(({ name }) => name);
  if (lead.dueAt === undefined) return clocks.map((name) => `${name} runs and nothing is due`);
  if (clocks.length === 0 && !mayBeAsleep(found, now)) return [`is due at ${lead.dueAt} and has no clock`];
  const strays = clocks.filter((name) => name !== `${lead.id}-${lead.epoch}`);
  return strays.map((name) => `${name} still runs in epoch ${lead.epoch}`);
};

/** An ended lead has nothing more to wait for. */
const restsInPeace: Rule = ({ lead }) =>
  lead.stage === "archived"
    ? (["nextAction", "dueAt", "cadence"] as const)
        .filter((field) => lead[field] !== undefined)
        .map((field) => `is archived with ${field}`)
    : [];

/** Executions are named after epochs that have been, and none failed. */
const clocksAreSound: Rule = ({ lead, executions }) => [
  ...executions
    .filter(({ name }) => Number(name.slice(name.lastIndexOf("-") + 1)) > lead.epoch)
    .map(({ name }) => `${name} is of an epoch to come`),
  ...executions
    .filter(({ status }) => status === "FAILED" || status === "TIMED_OUT")
    .map(({ name, status }) => `${name} is ${status}`),
];

/** No touch is sent twice, by the tags that SES was given. */
const touchedOnce: Rule = ({ mails }) =>
  repeated(mails.map(({ touch, to }) => `${touch} to ${to.join()}`)).map((touch) => `${touch} was sent twice`);

/** Each mail is on the timeline exactly once, and nothing is there that was not sent. */
const mailsAreTold: Rule = (found) => {
  const told = ofType(found, "mail.sent").map(({ data }) => `${data.mailId} ${data.purpose} ${data.touch} ${data.to}`);
  const sent = found.mails.map(({ id, purpose, touch, to }) => `${id} ${purpose} ${touch} ${to.join()}`);
  return [
    ...repeated(told).map((mail) => `${mail} is told twice`),
    ...sent.filter((mail) => !told.includes(mail)).map((mail) => `${mail} is not on the timeline`),
    ...told.filter((mail) => !sent.includes(mail)).map((mail) => `${mail} was never sent`),
  ];
};

/** The timeline's stages are one path that ends where the lead is. */
const stagesAreOnePath: Rule = (found) => {
  const broken: string[] = [];
  let stage: unknown;
  for (const { at, data } of ofType(found, "stage.entered")) {
    if (data.from !== undefined && data.from !== stage) broken.push(`left ${data.from} at ${at}, was in ${stage}`);
    stage = data.to;
  }
  return stage === found.lead.stage ? broken : [...broken, `is in ${found.lead.stage}, the timeline says ${stage}`];
};

const wantedOnly: Rule = (found, evidence) => forbiddenMails(found, evidence.consenting);

const rules: Rule[] = [
  isLedOn,
  hasOneClock,
  restsInPeace,
  clocksAreSound,
  touchedOnce,
  mailsAreTold,
  stagesAreOnePath,
  wantedOnly,
];

/** Each accepted inquiry is on exactly one timeline, exactly once. */
function lostInquiries(evidence: Evidence, accepted: Iterable<string>): string[] {
  const received = evidence.cases.flatMap((found) =>
    ofType(found, "inquiry.received").map(({ data }) => String(data.inquiryId)),
  );
  const there = new Set(received);
  return [
    ...repeated(received).map((id) => `${id} was received twice`),
    ...[...accepted].filter((id) => !there.has(id)).map((id) => `${id} was accepted and is on no timeline`),
  ];
}

/** Everything that is wrong in an office, one line each. */
export function violations(evidence: Evidence, accepted: Iterable<string> = []): string[] {
  const broken = evidence.cases.flatMap((found) =>
    rules.flatMap((rule) => rule(found, evidence).map((what) => `${found.lead.id} ${what}`)),
  );
  return [...broken, ...lostInquiries(evidence, accepted)];
}

/**
 * Holds everything that can be seen of an office against what must always hold (LIFECYCLE sections 1 and 4, DESIGN
 * section 1).
 *
 * @param accepted ids of inquiries that doors have accepted
 * @throws Error naming each violation
 */
export async function checkInvariants(office: Office, accepted: Iterable<string> = []): Promise<Evidence> {
  await itIsQuiet(office);
  const evidence = await gather(office);
  const broken = violations(evidence, accepted);
  if (broken.length > 0) throw new Error(`${broken.length} invariants do not hold:\n${broken.slice(0, 40).join("\n")}`);
  return evidence;
}
