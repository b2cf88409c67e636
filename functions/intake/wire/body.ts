import { sayDelivery } from "../../language/texts.ts";
import { AppError } from "../../platform/error.ts";
import { overLimits } from "../../platform/json-shape.ts";
import { decodedText, multipartPairs, type Pair, urlencodedPairs } from "./charset.ts";

export type FormFields = ReadonlyMap<string, readonly string[]>;

function refuse(message: string, cause?: unknown): never {
  throw new AppError("invalid", message, { errors: [{ field: "body", message }], cause });
}

function gather(pairs: Iterable<Pair>): FormFields {
  const fields = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    const values = fields.get(name);
    if (values) values.push(value);
    else fields.set(name, [value]);
  }
  return fields;
}

const asText = (value: unknown): string =>
  typeof value === "string" ? value : typeof value === "object" ? JSON.stringify(value) : String(value);

const example = '{"name":"…","email":"…"}';

function fromJson(text: string): FormFields {
  const over = overLimits(text);
  if (over) refuse(sayDelivery("body.over", { over }));
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    refuse(sayDelivery("body.noJsonSuchAs", { example }), cause);
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    refuse(sayDelivery("body.oneObject", { example }));
  }
  return gather(
    Object.entries(parsed)
      .filter(([, value]) => value !== null && value !== undefined)
      .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((one) => [name, asText(one)] as const)),
  );
}

async function fromMultipart(bytes: Buffer, contentType: string): Promise<FormFields> {
  try {
    return gather(await multipartPairs(bytes, contentType));
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    return refuse(sayDelivery("body.multipart"), cause);
  }
}

/** JSON, urlencoded or multipart. @throws AppError `invalid` for anything unreadable, or more than a form has (`limits`) */
export async function fieldsIn(bytes: Buffer, contentType: string): Promise<FormFields> {
  const [type] = contentType.toLowerCase().split(";");
  switch (type?.trim()) {
    case "application/json":
      return fromJson(decodedText(bytes, contentType));
    case "application/x-www-form-urlencoded":
      return gather(urlencodedPairs(bytes, contentType));
    case "multipart/form-data":
      return fromMultipart(bytes, contentType);
    default:
      return refuse(sayDelivery("body.types"));
  }
}
