import { join } from "node:path";
import { type Construction, type Pattern, root } from "./source.ts";

/** What reads nothing but our own catalogues. */
const readsOursOnly = "/node_modules/@formatjs/";

/** Where in our source the caller of a constructor stands. */
function callerIn({ stack = "" }: Error): string | undefined {
  if (stack.includes(readsOursOnly)) return undefined;
  const frames = stack.split("\n").filter((frame) => frame.includes("/functions/"));
  return /functions\/[\w./-]+\.ts:\d+/.exec(frames[0] ?? "")?.[0];
}

/** Patterns that are put together, and for whom no pattern was seen. */
export interface Constructed {
  patterns: Pattern[];
  unseen: Construction[];
}

/**
 * Loads the modules that put patterns together and looks at what they make. A module that makes some only when another
 * asks it is seen through those that ask.
 *
 * @param asking modules that ask others for patterns
 */
export async function constructedBy(
  constructions: readonly Construction[],
  asking: readonly string[],
): Promise<Constructed> {
  const made = new Map<string, Pattern>();
  const Genuine = RegExp;
  globalThis.RegExp = new Proxy(Genuine, {
    construct(target, given, newTarget) {
      const pattern = Reflect.construct(target, given, newTarget === globalThis.RegExp ? target : newTarget);
      const place = callerIn(new Error("made here"));
      if (place && pattern instanceof Genuine) {
        const { source, flags } = pattern;
        made.set(`${place} ${flags} ${source}`, { place, source, flags, capped: false });
      }
      return pattern;
    },
  });
  try {
    for (const file of new Set([...constructions.map(({ file }) => file), ...asking])) await import(join(root, file));
  } finally {
    globalThis.RegExp = Genuine;
  }
  const patterns = [...made.values()].map((one) => ({
    ...one,
    capped: constructions.some((other) => other.capped && isAt(one, other)),
  }));
  return { patterns, unseen: constructions.filter((one) => !patterns.some((pattern) => isAt(pattern, one))) };
}

const isAt = ({ place }: Pattern, { file, line }: Construction): boolean => place === `${file}:${line}`;
