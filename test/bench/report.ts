import type { Figures, Footprint, Spent, StorageFigures } from "./figures.ts";

const width = 12;
const row = (name: string, cells: (string | number)[]): string =>
  `  ${name.padEnd(26)}${cells.map((cell) => String(cell).padStart(width)).join("")}`;
const whole = (value: number): string => value.toFixed(0);
const fine = (value: number): string => value.toFixed(1);
const both = (name: string, { runtime, java }: Footprint): string => row(name, [runtime, java, runtime + java]);
const sum = ({ dynamoRequests }: Spent): number => Object.values(dynamoRequests).reduce((all, one) => all + one, 0);

/** The figures as text: counts and ratios first, since they hold on any machine. */
export function asText({ machine, storages, coldStarts }: Figures): string {
  const { cpu, cores, node, at, loadBefore } = machine;
  return [
    `Leadwright bench, ${at}: ${cores} cores (${cpu}), Node ${node}; load and runtime share them`,
    ...(loadBefore > cores / 4
      ? [`Others use this machine (load ${fine(loadBefore)}): rates and delays are worse than its own`]
      : []),
    ...storages.slice(0, 1).flatMap(spentText),
    ...storages.flatMap(ratesText),
    "",
    "Cold start of each function, median of 5",
    row("", ["bundle KB", "init ms"]),
    ...coldStarts.map((it) => row(it.function, [whole(it.kilobytes), fine(it.initMs)])),
  ].join("\n");
}

function spentText({ untilTold, untilAnswered }: StorageFigures): string[] {
  const details = (spent: Spent) =>
    Object.entries(spent.dynamoRequests).map(([name, count]) => row(`  ${name}`, [fine(count)]));
  return [
    "",
    "Per lead                      DynamoDB requests, state transitions",
    row("told (2 mails)", [fine(sum(untilTold)), fine(untilTold.transitions)]),
    ...details(untilTold),
    row("its owner's answer adds", [fine(sum(untilAnswered)), fine(untilAnswered.transitions)]),
    ...details(untilAnswered),
  ];
}

function ratesText({ storage, door, delays, cpuMs, idle, loaded, leads, healthyMs }: StorageFigures): string[] {
  return [
    "",
    `On ${storage}: healthy after ${whole(healthyMs)} ms`,
    row("form door, in flight", ["of ceiling", "accepted/s", "ceiling/s", "ack/s"]),
    ...door.map((it) =>
      row(`  ${it.inFlight}`, [it.ratio.toFixed(2), whole(it.accepted), whole(it.ceiling), whole(it.acknowledged)]),
    ),
    row("post to mailbox, in flight", ["p50 ms", "p95 ms", "max ms", "leads/s"]),
    ...delays.map((it) => row(`  ${it.inFlight}`, [whole(it.p50), whole(it.p95), whole(it.max), whole(it.rate)])),
    row("", ["runtime", "java", "together"]),
    both("processor ms per lead", cpuMs),
    both("memory MB, idle", idle),
    both(`memory MB, ${leads} leads`, loaded),
  ];
}
