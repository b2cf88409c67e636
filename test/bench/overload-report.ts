import { concurrencyLimit } from "../../stacks/local/gateway/concurrency.ts";
import type { Answered, OverloadReport } from "./figures.ts";
import { machineText } from "./report.ts";
import { counted, fine, row, whole } from "./row.ts";

const linesAtMost = 20;

const answers = (name: string, { count, p50, p95, p99, max }: Answered): string =>
  row(name, [counted(count), ...[p50, p95, p99, max].map(whole)]);

/** The longest that whoever was taken in may wait, in ms: as long as all who may wait at once take, three times over. */
const patience = (capacity: number): number => (3 * 1000 * concurrencyLimit) / capacity;

/** What is wrong with how the load above capacity was borne; nothing if all is well. */
export function faultsOf({ overload }: OverloadReport): string[] {
  const { statuses, accepted, refused, capacity, violations } = overload;
  const slow = Object.entries({ accepted, refused }).filter(([, { p99 }]) => p99 > patience(capacity));
  const others = Object.entries(statuses).filter(([status]) => !["202", "429", "503"].includes(status));
  return [
    ...(refused.count === 0 ? ["Nothing was refused: this was no load above capacity"] : []),
    ...others.map(([status, count]) => `${count} posts were answered ${status}`),
    ...slow.map(([which, { p99 }]) => `One in a hundred of the ${which} waited ${whole(p99)} ms or longer`),
    ...violations,
  ];
}

/** Load above capacity as text. */
export function overloadText(report: OverloadReport): string {
  const { machine, overload } = report;
  const { seconds, capacity, offered, accepted, refused, drainedMs, lost, checked } = overload;
  const faults = faultsOf(report);
  return [
    ...machineText(machine),
    "",
    `MEASURED HERE, on disk: the form door takes ${fine(capacity)} posts/s; ${fine(offered)} come each second for ${seconds} s`,
    row("", ["posts", "p50 ms", "p95 ms", "p99 ms", "max ms"]),
    answers("accepted (202)", accepted),
    answers("refused (429, 503)", refused),
    `  ${concurrencyLimit} may wait for an answer at once: at that rate the last of them for ${fine(concurrencyLimit / capacity)} s.`,
    `  ${fine(drainedMs / 1000)} s later all was done: ${counted(accepted.count - lost.length)} of ${counted(accepted.count)} accepted are on a timeline; the audit of the disk checked ${counted(checked)} things.`,
    ...(faults.length === 0
      ? ["  Nothing is wrong."]
      : faults.slice(0, linesAtMost).map((fault) => `  WRONG: ${fault}`)),
  ].join("\n");
}
