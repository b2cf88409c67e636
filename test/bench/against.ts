import { showing } from "../../stacks/local/terminal/progress.ts";
import { exact, row } from "./row.ts";
import { Tree } from "./tree.ts";

type Figures = ReadonlyMap<string, number>;

/** What two commits did on the same machine, one after the other. */
export interface PairedFigures {
  before: { commit: string; figures: Record<string, number> };
  now: { commit: string; figures: Record<string, number> };
}

/** Every number in a report by where it stands there: `storages 0 door 2 ceiling`. */
function numbersIn(value: unknown, place: readonly string[] = []): [string, number][] {
  if (typeof value === "number") return [[place.join(" "), value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => numbersIn(one, [...place, name]));
}

async function measured(tree: Tree, flags: readonly string[]): Promise<Figures> {
  const seen = await showing(`Running ${tree.commit}`, () => tree.seen());
  const { machine: _, ...own } =
    flags.length > 0 ? await showing(`Benchmarking ${tree.commit}`, async () => tree.benched(flags)) : {};
  return new Map([...Object.entries(seen), ...numbersIn(own)]);
}

/**
 * Measures another commit and the last one of this tree in turn, each in a folder and an installation of its own: from outside,
 * and by its own bench where flags say which.
 *
 * @throws Error when there is no such commit, or one cannot be installed or started
 */
export async function measureAgainst(ref: string, flags: readonly string[]): Promise<PairedFigures> {
  const paired = [];
  for (const name of [ref, "HEAD"]) {
    const tree = await showing(`Installing ${name}`, async () => new Tree(name));
    try {
      paired.push({ commit: tree.commit, figures: Object.fromEntries(await measured(tree, flags)) });
    } finally {
      tree.remove();
    }
  }
  const [before, now] = paired;
  if (!before || !now) throw new Error("Two commits make a pair");
  return { before, now };
}

/** Both in a table, with how many times the second is the first. */
export function pairedText({ before, now }: PairedFigures): string {
  const lines = Object.entries(before.figures).flatMap(([name, old]) => {
    const made = now.figures[name];
    return made === undefined ? [] : [row(name, [exact(old), exact(made), old === 0 ? "" : exact(made / old)], 12)];
  });
  return [row("", [before.commit, now.commit, "ratio"], 12), ...lines].join("\n");
}
