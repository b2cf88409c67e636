import type { CostFigures } from "./cost.ts";
import { counted, exact, row } from "./row.ts";
import type { OperationFigures } from "./scale.ts";

const unitsWidth = 22;

/** What each operation takes, by the number of leads in the table. */
export function operationsText(operations: OperationFigures[]): string[] {
  const sizes = operations[0]?.at.map(({ leads }) => `${counted(leads)} leads`) ?? [];
  return [
    "COUNTED HERE, as AWS bills it: read units + write units + transitions of one operation among so many leads",
    row("", [...sizes, "grows"], unitsWidth),
    ...operations.map(({ operation, at, growth }) => {
      const cells = at.map(({ readUnits, writeUnits, transitions }) =>
        [readUnits, writeUnits, transitions].map((units) => String(units || "-").padStart(5)).join(""),
      );
      return row(operation, [...cells, `x ${exact(growth)}`], unitsWidth);
    }),
  ];
}

/** The lines of a bill, the dearest first; what would show as nothing does not. */
function lines(usd: Record<string, number>): string {
  const dearest = Object.entries(usd).sort(([, a], [, b]) => b - a);
  const shown = dearest.filter(([, one]) => one >= 0.005).map(([name, one]) => `${name} ${exact(one)}`);
  const all = dearest.reduce((sum, [, one]) => sum + one, 0);
  return `$${exact(all)}: ${shown.join(", ")}`;
}

/** What it would cost on AWS. */
export const costText = ({ mails, touches, transitions, thousand, monthly, prices }: CostFigures): string[] => [
  `ESTIMATE FOR AWS, at list prices of ${prices.date} in ${prices.region} without free tier; nothing was measured there`,
  `  1,000 reference leads (each ${mails} mails, ${touches} touches, ${transitions} transitions)`,
  `    ${lines(thousand)}`,
  "  a month, leads or not",
  `    ${lines(monthly)}`,
];
