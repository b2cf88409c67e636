import { doorsText } from "./doors.ts";
import type { ColdStart, Figures, Machine, Spent, StorageFigures } from "./figures.ts";
import { costText, operationsText } from "./price-list.ts";
import { counted, exact, fine, row, whole } from "./row.ts";

const sum = ({ dynamoRequests }: Spent): number => Object.values(dynamoRequests).reduce((all, one) => all + one, 0);

/** Where and when it was measured. */
export function machineText({ cpu, cores, node, at, loadBefore }: Machine): string[] {
  const busy = `Others use this machine (load ${fine(loadBefore)}): rates and delays are worse than its own`;
  return [
    `Leadwright bench, ${at}: ${cores} cores (${cpu}), Node ${node}; load and runtime share them`,
    ...(loadBefore > cores / 4 ? [busy] : []),
  ];
}

/** The figures as text, for one screen; the JSON has more. Counts and ratios hold on any machine. */
export function asText({ machine, storages, doors, coldStarts, operations, cost }: Figures): string {
  return [
    ...machineText(machine),
    "",
    "MEASURED HERE",
    ...ratesText(storages),
    ...storages.slice(0, 1).map(spentText),
    bundlesText(coldStarts),
    "",
    ...doorsText(doors),
    "",
    ...operationsText(operations),
    "",
    ...costText(cost),
  ].join("\n");
}

/** A table with columns for each storage: a heading, then a row for each of what `rows` finds in the first. */
function table<T>(
  storages: StorageFigures[],
  [title, ...columns]: [string, ...string[]],
  rows: (of: StorageFigures) => T[],
  [name, cells]: [(one: T) => string, (one: T) => string[]],
): string[] {
  const all = storages.map(rows);
  const bodies = (all[0] ?? []).map((first, place) =>
    row(
      name(first),
      all.flatMap((of) => of.slice(place, place + 1).flatMap(cells)),
    ),
  );
  const heads = storages.flatMap(() => columns);
  return [row(title, heads), ...bodies];
}

function ratesText(storages: StorageFigures[]): string[] {
  const inFlight = (one: { inFlight: number }) => `  ${one.inFlight} in flight`;
  const [{ leads } = { leads: 0 }] = storages;
  const footprints = (of: StorageFigures): [string, number][] => [
    ["  memory MB, idle", of.idle],
    [`  memory MB, ${counted(leads)} leads or so`, of.loaded],
    ["  processor ms for a lead", of.cpuMs],
  ];
  return [
    row(
      "",
      storages.map(({ storage, healthyMs }) => `${storage}, healthy in ${whole(healthyMs)} ms`),
      40,
    ),
    ...table(storages, ["form door", "posts/s", "ceiling/s", "ratio", "mails/s"], (of) => of.door, [
      inFlight,
      (it) => [whole(it.accepted), whole(it.ceiling), exact(it.ratio), whole(it.acknowledged)],
    ]),
    ...table(storages, ["post to mailbox", "p50 ms", "p95 ms", "max ms", "leads/s"], (of) => of.delays, [
      inFlight,
      (it) => [whole(it.p50), whole(it.p95), whole(it.max), whole(it.rate)],
    ]),
    ...table(storages, ["process", "runtime", "", "", ""], footprints, [
      ([name]) => name,
      ([, figure]) => [whole(figure), "", "", ""],
    ]),
    "  The ceiling is what the table takes alone: transactions of five items, as many in flight. Mails: acknowledgements.",
  ];
}

function spentText({ untilTold, untilAnswered }: StorageFigures): string {
  const [told, answered] = [untilTold, untilAnswered].map(
    (spent) => `${fine(sum(spent))} DynamoDB requests and ${fine(spent.transitions)} transitions`,
  );
  return `  A lead told (2 mails) takes ${told}; its owner's answer ${answered}.`;
}

function bundlesText(starts: ColdStart[]): string {
  const most = (of: (start: ColdStart) => number) => starts.toSorted((a, b) => of(b) - of(a))[0];
  const [large, slow] = [most(({ kilobytes }) => kilobytes), most(({ initMs }) => initMs)];
  return `  ${starts.length} functions: the largest bundle ${whole(large?.kilobytes ?? 0)} KB (${large?.function}), the slowest start ${fine(slow?.initMs ?? 0)} ms (${slow?.function}).`;
}
