import * as z from "zod";
import { sayDelivery } from "../../../language/texts.ts";
import { AppError } from "../../../platform/error.ts";
import type { Submission } from "../../inquiry/mapping.ts";
import type { Delivery } from "../../wire/adapter.ts";
import { urlencodedPairs } from "../../wire/charset.ts";
import { readJsonBody } from "../../wire/wire.ts";
import { nestedFields } from "./bracket-names.ts";

const Fields = z.record(z.string(), z.unknown());
const Body = z.union([Fields.transform((one) => [one]), z.array(Fields).max(1000)]);

const isJson = (type: string, bytes: Buffer): boolean =>
  type.includes("json") || /^\s*[[{]/.test(bytes.subarray(0, 100).toString("utf8"));

/** A JSON object, a list of them, or a posted form. @throws AppError `invalid` for anything else */
export function submissionsIn({ headers, bytes }: Delivery): Submission[] {
  const type = headers["content-type"]?.toLowerCase() ?? "";
  if (isJson(type, bytes)) return readJsonBody(bytes, Body);
  if (type.startsWith("multipart/")) throw new AppError("invalid", sayDelivery("body.noMultipart"));
  if (!bytes.includes("=")) throw new AppError("invalid", sayDelivery("body.neither"));
  return [nestedFields(urlencodedPairs(bytes, type))];
}

const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([name, one]) => [name, inOrder(one)]);
};

/** The same text for the same content, in whatever order its names stand. */
export const canonical = (submission: Submission): string => JSON.stringify(inOrder(submission));
