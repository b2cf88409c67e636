import * as z from "zod";
import { sayDelivery } from "../../language/texts.ts";
import { cleanLine, cleanProse } from "./cleaning.ts";

const namesAtMost = 50;
const valuesAtMost = 20;
const nameAtMost = 100;
const textAtMost = 2000;

/** Bytes of all answers together: an item has room for 400 KB, and the payload, which tells the rest, is in it as well. */
const extraBytes = 64 * 1024;

/** Whether the table can keep a number as it is: it has fewer than JSON. */
const isStorable = (value: number): boolean =>
  value === 0 || (Math.abs(value) <= Number.MAX_SAFE_INTEGER && Math.abs(value) >= 1e-100);

const written = (value: unknown): string => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""));

const textOf = (value: unknown): unknown => {
  if (typeof value === "number") return isStorable(value) ? value : String(value);
  if (value === null || typeof value === "boolean") return value;
  return cleanProse(written(value), textAtMost);
};

const extraOf = (value: unknown): unknown =>
  Array.isArray(value) ? value.slice(0, valuesAtMost).map(textOf) : textOf(value);

/** A name as an attribute's; one that no attribute can have, or that means something to the SDK, stands in quotes. */
const extraName = (name: string): string => {
  const shown = cleanLine(name, nameAtMost);
  return shown === "" || shown in Object.prototype ? `"${shown}"` : shown;
};

/** A form's other answers as they are kept: under names that an attribute can have, each of its size, not too many. */
export function extras(extra: Record<string, unknown> = {}): Record<string, unknown> {
  let room = extraBytes;
  const fits = (entry: [string, unknown]): boolean => {
    room -= Buffer.byteLength(JSON.stringify(entry));
    return room >= 0;
  };
  const named = Object.entries(extra).slice(0, namesAtMost);
  return Object.fromEntries(
    named.map(([name, value]): [string, unknown] => [extraName(name), extraOf(value)]).filter(fits),
  );
}

/** Whether an answer is not cut when it is kept. */
export const isKeptWhole = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.length <= valuesAtMost && value.every((one) => written(one).length <= textAtMost)
    : written(value).length <= textAtMost;

/** Other answers that somebody types in: what would not be kept whole is refused. */
export const Extra = z
  .record(
    z
      .string()
      .refine(
        (name) => name !== "" && cleanLine(name, nameAtMost) === name,
        sayDelivery("extra.name", { most: nameAtMost }),
      ),
    z.unknown().refine(isKeptWhole, sayDelivery("extra.texts", { most: textAtMost, values: valuesAtMost })),
  )
  .refine((extra) => Object.keys(extra).length <= namesAtMost, sayDelivery("extra.answers", { most: namesAtMost }))
  .refine(
    (extra) => Buffer.byteLength(JSON.stringify(extra)) <= extraBytes,
    sayDelivery("extra.together", { most: extraBytes / 1024 }),
  );
