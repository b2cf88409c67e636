import type { FieldError } from "../error.ts";
import { sayFault } from "../text/faults.ts";

interface Level {
  names: Set<string> | undefined;
  place: string;
  entries: number;
}

const token = /"(?:[^"\\]|\\.)*"?|-?\d[\d.eE+-]*|[{}[\],:]/gs;

/** Decimal digits that a double keeps. */
const digitsKept = 17;

function isRounded(written: string): boolean {
  const [mantissa = ""] = written.split(/e/i);
  const digits = mantissa.replace(/[-.]/g, "").replace(/^0+/, "");
  return digits !== "" && (Number(written) === 0 || digits.replace(/0{1,400}$/, "").length > digitsKept);
}

const pathOf = (levels: readonly Level[]): string => levels.map(({ place }) => place).join(".") || "body";

/** Names given twice and numbers that a double rounds: what reading this JSON would drop without a word. */
export function* jsonFaults(text: string): Generator<FieldError> {
  const levels: Level[] = [];
  for (const { 0: found, index } of text.matchAll(token)) {
    const level = levels.at(-1);
    if (found === "{" || found === "[") {
      levels.push({ names: found === "{" ? new Set() : undefined, place: found === "[" ? "0" : "", entries: 0 });
    } else if (found === "}" || found === "]") levels.pop();
    else if (found === "," && level) {
      level.entries += 1;
      level.place = level.names ? "" : String(level.entries);
    } else if (found.startsWith('"') && level?.names && level.place === "" && isName(text, index + found.length)) {
      level.place = String(JSON.parse(found));
      if (level.names.has(level.place)) yield { field: pathOf(levels), message: sayFault("request.twice") };
      level.names.add(level.place);
    } else if (/^[-\d]/.test(found) && isRounded(found)) {
      yield { field: pathOf(levels), message: sayFault("kept.number") };
    }
  }
}

function isName(text: string, end: number): boolean {
  let at = end;
  while (" \t\r\n".includes(text[at] ?? "x")) at++;
  return text[at] === ":";
}
