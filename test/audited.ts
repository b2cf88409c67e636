import type { Runtime } from "../stacks/local/runtime.ts";
import { audit, type Finding, type rules } from "./audit/audit.ts";
import type { Evidence } from "./audit/evidence.ts";
import { readApp } from "./audit/read-app.ts";
import { itIsQuiet } from "./when.ts";

export type RuleName = (typeof rules)[number]["name"];

const linesAtMost = 40;

/** Every lead gives these something to look at: one that has seen nothing has looked past it. */
const neverIdle: readonly RuleName[] = [
  "inquiries",
  "inquiries told",
  "identity",
  "live leads",
  "cards",
  "timelines",
  "stages",
];

/**
 * Lets what was begun be done, and reads the office as it is then.
 *
 * @param accepted ids of inquiries that doors have accepted, besides those the office knows of
 */
export async function evidenceIn(app: Runtime, accepted: readonly string[] = []): Promise<Evidence> {
  await itIsQuiet(app);
  return readApp(app, accepted);
}

/** Nothing need be told to nobody, nor of whom ops have blocked. */
const isBlocked = ({ timeline }: Evidence["cases"][number]): boolean =>
  timeline.some(({ type }) => type === "lead.blocked");

/**
 * Holds evidence against every rule.
 *
 * @param breaks rules that were broken on purpose: each must be found broken
 * @throws Error naming each violation
 */
export function holds(evidence: Evidence, breaks: readonly RuleName[] = []): void {
  const findings = audit(evidence);
  const isForged = ({ rule }: Finding) => breaks.some((name) => name === rule);
  const broken = findings
    .filter((one) => !isForged(one))
    .flatMap(({ rule, broken: all }) => all.map((what) => `${rule}: ${what}`));
  const whole = findings
    .filter((one) => isForged(one) && one.broken.length === 0)
    .map(({ rule }) => `${rule}: was to be broken, and holds`);
  const mayBeIdle = evidence.cases.every(isBlocked);
  const idle = findings
    .filter(({ rule, checked }) => checked === 0 && !mayBeIdle && neverIdle.some((name) => name === rule))
    .map(({ rule }) => `${rule}: has looked at nothing`);
  const wrong = [...broken, ...whole, ...idle];
  if (wrong.length > 0)
    throw new Error(`The audit found ${wrong.length} violations:\n${wrong.slice(0, linesAtMost).join("\n")}`);
}

/** Audits an office and stops it, whatever the audit says. @throws Error naming each violation */
export async function closes(app: Runtime, breaks: readonly RuleName[] = []): Promise<void> {
  try {
    const evidence = await evidenceIn(app);
    holds(evidence, breaks);
    if (evidence.edits.length > 0) console.log(`${evidence.edits.length} edits between reads and writes, none lost`);
  } finally {
    await app.stop();
  }
}
