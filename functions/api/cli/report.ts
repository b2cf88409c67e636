import type { Import } from "../generated/client.ts";

const width = 28;

/** What came out of a file may not speak to the terminal. */
const plain = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, " ");

const cell = (text: string): string =>
  plain(text)
    .slice(0, width)
    .padEnd(width + 2);

/** How the file is read: which column holds what, with the first cells of each, and what one might add. */
export const mappingLines = ({ encoding, columns, suggestions }: Import): string[] => [
  "",
  ...(encoding === undefined ? [] : [`  Read as ${encoding}; if names look wrong, say another with --encoding.`, ""]),
  ...columns.map(({ header, field, samples }) =>
    `  ${cell(header)}→ ${cell(field ?? "(kept as it is)")}${plain(samples.join(" · ")).slice(0, 60)}`.trimEnd(),
  ),
  ...suggestions.map(({ header, field, why }) => `\n  Perhaps --map "${plain(header)}=${field}": ${why}.`),
];

/** What each of the first rows would become. */
export const outcomeLines = ({ outcomes = [], rows }: Import): string[] => [
  "",
  ...outcomes.map(({ row, outcome, name = "", email, phone, why = "" }) =>
    `  row ${String(row).padEnd(5)} ${outcome.padEnd(10)}${cell(name)}${plain(email ?? phone ?? "")} ${plain(why)}`.trimEnd(),
  ),
  ...(rows > outcomes.length ? [`  ... and ${rows - outcomes.length} more`] : []),
];

/** Counts in words. */
export const countsLine = ({ created, attached, repeated, failed }: Import): string =>
  [
    `${created} new leads`,
    `${attached} inquiries of people known`,
    `${repeated} here already`,
    `${failed} of which nothing can be made`,
  ].join(", ");

/** How far an import is. */
export const progressLine = ({ read, rows, failed }: Import): string =>
  rows === 0 ? "reading the file ..." : `${read} of ${rows} rows, ${failed} failed`;
