import { parseSync } from "vite";

/** A node of a parsed module, of which only is known that it is one. */
export interface Node {
  type: string;
  start: number;
  end: number;
  [field: string]: unknown;
}

/** A node with those around it, the nearest last. */
export interface Placed {
  node: Node;
  around: readonly Node[];
}

export const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string" && "start" in value;

function* within(value: unknown, around: readonly Node[]): Generator<Placed> {
  if (Array.isArray(value)) for (const one of value) yield* within(one, around);
  else if (isNode(value)) {
    yield { node: value, around };
    for (const inner of Object.values(value)) yield* within(inner, [...around, value]);
  }
}

/** All nodes of a module. */
export const nodesOf = (file: string, text: string): Placed[] => [...within(parseSync(file, text).program.body, [])];
