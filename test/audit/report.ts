import type { Finding } from "./audit.ts";
import type { Evidence } from "./evidence.ts";

/** What was read and what came of it, as `--json` prints it. */
export interface Report {
  at: string;
  read: { leads: number; inquiries: number; entries: number; mails: number; executions: number };
  /** Items of kinds that no rule looks at. */
  others: Record<string, number>;
  rules: { rule: string; says: string; checked: number; violations: number }[];
  /** Rules that found nothing to look at although there are leads. */
  vacuous: string[];
  violations: { rule: string; what: string }[];
}

const sum = (counts: number[]): number => counts.reduce((all, one) => all + one, 0);

/** Puts findings together with what they were found in. */
export function reportOf({ now, cases, others }: Evidence, findings: Finding[]): Report {
  const count = (of: "inquiries" | "timeline" | "mails" | "executions") => sum(cases.map((found) => found[of].length));
  return {
    at: now,
    read: {
      leads: cases.length,
      inquiries: count("inquiries"),
      entries: count("timeline"),
      mails: count("mails"),
      executions: count("executions"),
    },
    others: Object.fromEntries(others),
    rules: findings.map(({ broken, ...rule }) => ({ ...rule, violations: broken.length })),
    vacuous: cases.length > 0 ? findings.filter(({ checked }) => checked === 0).map(({ rule }) => rule) : [],
    violations: findings.flatMap(({ rule, broken }) => broken.map((what) => ({ rule, what }))),
  };
}

const linesAtMost = 40;

const counted = (counts: Record<string, number>): string =>
  Object.entries(counts)
    .map(([what, count]) => `${count} ${what}`)
    .join(", ");

/** The report for a person. */
export function textOf({ at, read, others, rules, vacuous, violations }: Report): string {
  const lines = rules.map(({ rule, says, checked, violations: broken }) => {
    const verdict = broken > 0 ? "✗" : vacuous.includes(rule) ? "?" : "✓";
    return `  ${verdict} ${rule.padEnd(18)} ${String(checked).padStart(7)} checked ${String(broken).padStart(5)} broken   ${says}`;
  });
  const more = violations.length - linesAtMost;
  return [
    `Read as of ${at}: ${counted(read)}.`,
    ...(Object.keys(others).length > 0 ? [`Not looked at: ${counted(others)}.`] : []),
    "",
    ...lines,
    "",
    ...(vacuous.length > 0 ? [`Nothing to check for: ${vacuous.join(", ")}.`] : []),
    ...violations.slice(0, linesAtMost).map(({ rule, what }) => `✗ ${rule}: ${what}`),
    ...(more > 0 ? [`… and ${more} more`] : []),
    violations.length > 0 ? `${violations.length} violations.` : "Everything holds.",
  ].join("\n");
}
