import type { Attributes, AttributeValue } from "./value.ts";

/** A document path: names of maps, places of lists. */
export type Path = readonly (string | number)[];

/** Tells a path from the other things that may stand in an expression. */
export const isPath = (operand: Path | object): operand is Path => Array.isArray(operand);

const step = (value: AttributeValue, piece: string | number): AttributeValue | undefined => {
  if (typeof piece === "number") return "L" in value ? value.L[piece] : undefined;
  return "M" in value && Object.hasOwn(value.M, piece) ? value.M[piece] : undefined;
};

export function valueAtPath(item: Attributes, path: Path): AttributeValue | undefined {
  let value: AttributeValue | undefined = { M: item };
  for (const piece of path) {
    value = value && step(value, piece);
    if (value === undefined) return undefined;
  }
  return value;
}

interface Branch {
  value?: AttributeValue;
  /** By what of the item they hold. */
  children: Map<string | number, Branch>;
}

/** The parts of an item that lie at these paths, in their maps and lists; lists hold what is left without gaps. */
export function project(item: Attributes, paths: readonly Path[]): Attributes {
  const root: Branch = { children: new Map() };
  for (const path of paths) {
    const value = valueAtPath(item, path);
    if (value === undefined) continue;
    let branch = root;
    for (const piece of path) {
      const next = branch.children.get(piece) ?? { children: new Map() };
      branch.children.set(piece, next);
      branch = next;
    }
    branch.value = value;
  }
  return mapOf(root);
}

const mapOf = ({ children }: Branch): Attributes =>
  Object.fromEntries([...children].map(([name, branch]) => [String(name), contentOf(branch)]));

function contentOf(branch: Branch): AttributeValue {
  if (branch.value !== undefined) return branch.value;
  const places = [...branch.children.keys()];
  if (!places.every((place) => typeof place === "number")) return { M: mapOf(branch) };
  const sorted = [...branch.children].sort(([a], [b]) => Number(a) - Number(b));
  return { L: sorted.map(([, child]) => contentOf(child)) };
}
