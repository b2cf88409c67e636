import type { Forgery } from "./forgery.ts";
import { anExecution, at, day } from "./sheet.ts";

export const clockForgeries: Forgery[] = [
  ["a live lead of nobody's", ({ lead }) => delete lead.owner, "live leads", /lives without owner/],
  [
    "a live lead of a stranger's",
    ({ lead }) => Object.assign(lead, { owner: "owner-9" }),
    "live leads",
    /has the owner owner-9, nobody/,
  ],
  ["a live lead without a next action", ({ lead }) => delete lead.nextAction, "live leads", /lives without nextAction/],
  [
    "mail to send, and no time for it",
    ({ lead }) => {
      Object.assign(lead, { stage: "converted", pending: [{ kind: "reply", scope: "again", to: "owner-2" }] });
      delete lead.dueAt;
    },
    "live leads",
    /has mail to send, and no time for it/,
  ],
  [
    "a click that nobody will judge",
    ({ lead }) => {
      Object.assign(lead, { stage: "converted", clicks: [{}] });
      delete lead.dueAt;
    },
    "live leads",
    /has clicks to judge, and no time for it/,
  ],
  [
    "an inquiry that nobody takes, and no time to look again",
    ({ lead }) => {
      Object.assign(lead, { stage: "archived", digestAt: at(603) });
      delete lead.dueAt;
    },
    "live leads",
    /has an inquiry to take, and no time for it/,
  ],
  [
    "a lead that oversleeps what is to be done",
    ({ lead }) => Object.assign(lead, { dueAt: at(4 * day) }),
    "live leads",
    /wakes at .*, and has something to do at/,
  ],
  [
    "a lead stuck with an action long gone",
    (paper) => Object.assign(paper, { now: at(13 * day) }),
    "live leads",
    /has had nothing to do since/,
  ],
  ["a lead overdue", ({ lead }) => Object.assign(lead, { dueAt: at(599) }), "live leads", /was due at/],
  [
    "an archived lead with a next action",
    ({ lead }) => Object.assign(lead, { stage: "archived" }),
    "live leads",
    /is archived with nextAction/,
  ],
  ["a lead without a clock", ({ executions }) => executions.pop(), "one clock", /and has no clock/],
  [
    "a second clock",
    ({ executions }) => executions.push(anExecution(2, "RUNNING")),
    "one clock",
    /is in epoch 3, and .*-2 still runs/,
  ],
  [
    "two clocks of one name",
    ({ executions }) => executions.push(anExecution(3, "RUNNING", "Nurture-1")),
    "one clock",
    /is working, and .*-3 runs on Nurture-1/,
  ],
  [
    "two clocks of one epoch",
    ({ executions }) => executions.push(anExecution(3, "RUNNING")),
    "one clock",
    /has 2 clocks/,
  ],
  [
    "a clock of another stage",
    ({ executions }) => Object.assign(executions[2] ?? {}, { machine: "Recycle-1" }),
    "one clock",
    /runs on Recycle-1/,
  ],
  [
    "a lead that never had a clock, and is due within the month",
    (paper) => Object.assign(paper, { executions: [] }),
    "one clock",
    /and has no clock/,
  ],
  ["a clock for nothing", ({ lead }) => delete lead.dueAt, "one clock", /waits for nothing, and .*-3 runs/],
  [
    "an execution that failed",
    ({ executions }) => executions.push(anExecution(2, "FAILED")),
    "executions",
    /-2, which is FAILED/,
  ],
  [
    "an execution of an epoch to come",
    ({ executions }) => executions.push(anExecution(4, "SUCCEEDED")),
    "executions",
    /of epoch 4, and is in 3/,
  ],
  [
    "a card that is due by another key",
    ({ lead }) => Object.assign(lead, { byDueSk: "2026#x" }),
    "cards",
    /has byDueSk 2026#x/,
  ],
  [
    "a card under another stage",
    ({ lead }) => Object.assign(lead, { byStagePk: "STAGE#new#1" }),
    "cards",
    /has byStagePk STAGE#new#1/,
  ],
  [
    "a fact of a version to come",
    ({ lead }) => Object.assign(lead, { version: 9 }),
    "cards",
    /is in version 9, sla.escalated/,
  ],
];
