const nameWidth = 34;

/** A row of a table: its name, and its cells to the right. */
export const row = (name: string, cells: string[], width = 10): string =>
  `  ${name.padEnd(nameWidth)}${cells.map((cell) => cell.padStart(width)).join("")}`.trimEnd();

export const whole = (value: number): string => value.toFixed(0);
export const fine = (value: number): string => value.toFixed(1);
/** With two digits: dollars, and ratios. */
export const exact = (value: number): string => value.toFixed(2);
/** As people write a number of leads. */
export const counted = (value: number): string => value.toLocaleString("en");
