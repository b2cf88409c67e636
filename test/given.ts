import { afterAll, beforeAll, inject } from "vitest";
import { type Runtime, type RuntimeOptions, startRuntime } from "../stacks/local/runtime.ts";
import { RuntimeHost } from "../stacks/local/runtime-host.ts";
import { seed } from "../stacks/local/seed.ts";
import { closes, type RuleName } from "./audited.ts";

/** A Monday. */
export const monday = "2026-11-23T09:00:00.000Z";

/** Functions that remember sources: for a minute, of a clock that the next office sets back. */
export const remembersSources = (logicalId: string): boolean => /^(FormDoor|PlatformDoor)/.test(logicalId);

/** Where the offices of this process are, one after the other. */
const host = new RuntimeHost(remembersSources);

/** Starts the runtime on a manual clock; in memory unless a folder is named. It is not seeded. */
export const startApp = (more: Partial<RuntimeOptions> = {}): Promise<Runtime> =>
  startRuntime({
    port: 0,
    clock: "manual",
    start: Date.parse(monday),
    assembly: inject("assembly"),
    report: (line) => console.error(line),
    interleave: process.env.LEADWRIGHT_INTERLEAVE === "1",
    host,
    ...more,
  });

/** How an office is opened, and which rules of the audit its tests break on purpose. */
type AppOptions = Partial<RuntimeOptions> & { breaks?: RuleName[] };

/**
 * Given an office: the app running here, Monday 09:00 on a clock that only the test moves, with the form source `website`,
 * two owners and their manager. One for all tests of a file; each test has its own people. When it closes, everything that
 * came of them is audited.
 */
export function anApp({ breaks = [], ...more }: AppOptions = {}): () => Runtime {
  let runtime: Runtime | undefined;
  beforeAll(async () => {
    runtime = await startApp({ setUp: seed, ...more });
  });
  afterAll(() => runtime && closes(runtime, breaks));
  return () => {
    if (!runtime) throw new Error("The office is not open yet");
    return runtime;
  };
}

let people = 0;

/** A person of whom no other test has heard. */
export function aPerson(name: string): { name: string; email: string } {
  people += 1;
  const local = name
    .normalize("NFKD")
    .replace(/[^A-Za-z]/g, "")
    .toLowerCase();
  return { name, email: `${local}${people}@person.example` };
}
