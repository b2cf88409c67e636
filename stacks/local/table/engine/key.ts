import { invalid } from "./engine-error.ts";
import { numberBytes } from "./number.ts";
import type { Attributes, AttributeValue } from "./value.ts";

export interface KeyPart {
  name: string;
  type: "S" | "N" | "B";
}

/** Partition key first. */
export type KeyShape = readonly [KeyPart, KeyPart?];

/** Where an item lies: bytes that sort as DynamoDB sorts. A table without a sort key has an empty one. */
export interface Place {
  pk: Buffer;
  sk: Buffer;
}

const none = Buffer.alloc(0);
const [mostOfPartition, mostOfSort] = [2048, 1024];

/** A key attribute as bytes that sort as DynamoDB sorts its type. */
export function keyBytes(value: AttributeValue): Buffer {
  if ("S" in value) return Buffer.from(value.S, "utf8");
  if ("B" in value) return Buffer.from(value.B, "base64");
  if ("N" in value) return numberBytes(value.N);
  throw invalid("Key attributes must be scalars");
}

const isOf = (value: AttributeValue | undefined, { type }: KeyPart): value is AttributeValue =>
  value !== undefined && type in value;

const schemaMismatch = "The provided key element does not match the schema";

function checkSize(bytes: Buffer, isPartition: boolean, { name, type }: KeyPart): void {
  if (bytes.length === 0) {
    throw invalid(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${type === "S" ? "string" : "binary"} value. Key: ${name}`,
    );
  }
  if (type === "N") return;
  if (isPartition && bytes.length > mostOfPartition) {
    throw invalid(
      "One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes",
    );
  }
  if (!isPartition && bytes.length > mostOfSort) {
    throw invalid(
      "One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of 1024 bytes",
    );
  }
}

/** The place that a key names. @throws EngineError when it is not this table's key */
export function placeOfKey(key: Attributes, shape: KeyShape): Place {
  const parts = shape.filter((part) => part !== undefined);
  if (Object.keys(key).length !== parts.length || !parts.every((part) => isOf(key[part.name], part))) {
    throw invalid(schemaMismatch);
  }
  return place(key, shape);
}

/** The place of an item that is put. @throws EngineError when it lacks a key, or has it of another type */
export function placeOfItem(item: Attributes, shape: KeyShape): Place {
  for (const part of shape) {
    if (!part) continue;
    const value = item[part.name];
    if (value === undefined) {
      throw invalid(`One or more parameter values were invalid: Missing the key ${part.name} in the item`);
    }
    if (!isOf(value, part)) {
      throw invalid(
        `One or more parameter values were invalid: Type mismatch for key ${part.name} expected: ${part.type} actual: ${Object.keys(value)[0]}`,
      );
    }
  }
  return place(item, shape);
}

function place(attributes: Attributes, [hash, range]: KeyShape): Place {
  const bytesOf = (part: KeyPart, isPartition: boolean): Buffer => {
    const value = attributes[part.name];
    if (!isOf(value, part)) throw invalid(schemaMismatch);
    const bytes = keyBytes(value);
    checkSize(bytes, isPartition, part);
    return bytes;
  };
  return { pk: bytesOf(hash, true), sk: range ? bytesOf(range, false) : none };
}

/** Where an index holds an item; `undefined` when the item lacks one of its keys. */
export function placeInIndex(item: Attributes, shape: KeyShape): Place | undefined {
  const [hash, range] = shape;
  if (!isOf(item[hash.name], hash) || (range && !isOf(item[range.name], range))) return undefined;
  return place(item, shape);
}

export const itemKeyOf = (item: Attributes, shapes: readonly KeyShape[]): Attributes => {
  const names = shapes.flatMap((shape) => shape.flatMap((part) => (part ? [part.name] : [])));
  return Object.fromEntries(names.flatMap((name) => (item[name] ? [[name, item[name]] as const] : [])));
};
