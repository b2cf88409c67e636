import { type Bill, sumOf } from "./bill.ts";

const dollars = (usd: number, digits: number): string => `$${usd.toFixed(digits)}`;

/** Lines worth a row: what would show as nothing does not. */
const shown = (lines: Record<string, number>, digits: number): [string, string][] =>
  Object.entries(lines)
    .filter(([, usd]) => usd >= 0.5 / 10 ** digits)
    .sort(([, a], [, b]) => b - a)
    .map(([name, usd]) => [name, dollars(usd, digits)]);

/** The bill in a few lines, the dearest first. */
export function billLines(bill: Bill): string[] {
  const { variable, fixedMonthly, leads, perLead, prices } = bill;
  const rows: [string, string, string][] = [
    ...shown(variable, 5).map(([service, usd]): [string, string, string] => [service, usd, "for what was used"]),
    ["all", dollars(sumOf(variable), 5), `for ${leads} leads: ${dollars(perLead * 1000, 2)} for a thousand`],
    ...shown(fixedMonthly, 3).map(([what, usd]): [string, string, string] => [what, usd, "a month"]),
    ["all", dollars(sumOf(fixedMonthly), 3), "a month, leads or not"],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const table = rows.map(([name, usd, of]) => `  ${name.padEnd(width)}  ${usd.padStart(8)}  ${of}`);
  return [
    ...table,
    "",
    `  Estimates, not measured on AWS. List prices of ${prices.date} in ${prices.region}, no free tier; more at /local/bill.`,
  ];
}
