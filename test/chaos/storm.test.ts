import { expect, test } from "vitest";
import { temporaryFolder } from "../folder.ts";
import { struck } from "./damage.ts";
import { weather } from "./weather.ts";

/** The small sister of `npm run chaos`: all faults, a kill or two, and the audit of what is left on disk. */
test("a few leads live through a storm, and everything that must always hold holds", async () => {
  const data = temporaryFolder();
  const { runtime, evidence } = await weather({ seed: 4, leads: 3, days: 2, calmFor: 25 }, data);
  expect(evidence.cases).toHaveLength(3);
  expect(runtime.kills.runtime + runtime.kills.database).toBeGreaterThan(0);
  expect(struck(runtime.counts).filter(([, count]) => count > 0).length).toBeGreaterThan(2);
}, 150_000);
