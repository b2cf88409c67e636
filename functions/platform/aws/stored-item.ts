import * as z from "zod";
import { AppError } from "../error.ts";
import { keepUnknown } from "../keep-unknown.ts";
import { type Fields, type Item, type Key, keyOf } from "./table.ts";
import { reportUnreadable, unreadableItem } from "./unreadable.ts";

/** What an item of one schema is in the next. What a release in between has made of it already is left as it is. */
export type Upcaster = (item: Fields) => Fields;

interface Definition<T> {
  kind: string;
  shape: z.ZodType<T>;
  /** The first makes an item of schema 2 of one of schema 1, and so on: each that is added here raises the schema. */
  upcasters?: readonly Upcaster[];
  /** What is made of an item of any schema before it is read, such as to set aside what only a later release can read. */
  prepare?: Upcaster;
}

/** The one way in which items of a kind are read and written. */
export interface StoredItem<T> {
  /** An item as this release reads it, with everything that it does not know. @throws AppError `unreadable`, and reports it */
  read(item: Fields): T;
  /** One of several, or one that may be missing: `undefined`, and reported, where it cannot be read. */
  find(item: Fields | undefined): T | undefined;
  /** Those of several that can be read, in their order; the others are reported. */
  readEach(items: readonly Fields[]): T[];
  /** The item to put, with what came along when read; a later release's keeps its schema. `attributes`: index keys and such. */
  write(key: Key, value: T, attributes?: Fields): Item;
}

/** Before items said their schema they were of the first. */
const Versioned = z.object({ schema: z.int().positive().default(1) });

/** Defines how items of a kind are stored. */
export function storedItem<T extends object>(definition: Definition<T>): StoredItem<T> {
  const { kind, upcasters = [], prepare = (item) => item } = definition;
  const [current, shape] = [upcasters.length + 1, keepUnknown(definition.shape)];

  function tryToRead(item: Fields): T | AppError {
    try {
      const { schema } = Versioned.parse(item);
      const known = upcasters.slice(schema - 1).reduce((older, upcast) => upcast(older), item);
      return shape.parse(prepare(known));
    } catch (cause) {
      const error = unreadableItem({ kind, current }, item, cause);
      reportUnreadable(item, error);
      return error;
    }
  }

  function read(item: Fields): T {
    const found = tryToRead(item);
    if (found instanceof AppError) throw found;
    return found;
  }

  const readEach = (items: readonly Fields[]): T[] =>
    items.flatMap((item) => {
      const found = tryToRead(item);
      return found instanceof AppError ? [] : [found];
    });

  return {
    read,
    readEach,
    find: (item) => item && readEach([item])[0],
    write: (key, value, attributes) => {
      const { schema } = Versioned.parse(value);
      return { ...value, ...attributes, ...keyOf(key), kind, schema: Math.max(current, schema) };
    },
  };
}
