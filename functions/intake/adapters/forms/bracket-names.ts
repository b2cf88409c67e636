import type { Pair } from "../../wire/charset.ts";

type Tree = Map<string, Tree | string | string[]>;

const depthAtMost = 8;

/** `fields[email][value]` → `fields`, `email`, `value`; a name that is not of this form is one key. */
function keysOf(name: string): string[] {
  const [, first, rest] = /^([^[\]]+)((?:\[[^[\]]*\])+)$/.exec(name) ?? [];
  if (first === undefined || rest === undefined) return [name];
  const inner = Array.from(rest.matchAll(/\[([^[\]]*)\]/g), ([, key = ""]) => key);
  return inner.length < depthAtMost ? [first, ...inner] : [name];
}

/** A key that is a branch already, or becomes one, keeps a plain value under the empty key. */
function branchOf(tree: Tree, key: string): Tree {
  const there = tree.get(key);
  if (there instanceof Map) return there;
  const branch: Tree = new Map(there === undefined ? [] : [["", there]]);
  tree.set(key, branch);
  return branch;
}

function plant(tree: Tree, [key = "", ...rest]: string[], value: string): void {
  const there = tree.get(key);
  const isLast = rest.length === 0 || (rest.length === 1 && rest[0] === "");
  if (!isLast) plant(branchOf(tree, key), rest, value);
  else if (there instanceof Map) plant(there, [""], value);
  else tree.set(key, there === undefined ? value : [...[there].flat(), value]);
}

const asObject = (tree: Tree): Record<string, unknown> =>
  Object.fromEntries(Array.from(tree, ([key, value]) => [key, value instanceof Map ? asObject(value) : value]));

/** A urlencoded body, nested as PHP reads its names (contracts/forms.md 4). Repeated names give a list. */
export function nestedFields(pairs: readonly Pair[]): Record<string, unknown> {
  const tree: Tree = new Map();
  for (const [name, value] of pairs) plant(tree, keysOf(name), value);
  return asObject(tree);
}
