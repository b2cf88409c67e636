import { join } from "node:path";
import { expect, test } from "vitest";
import type { Case } from "../audit/evidence.ts";
import { temporaryFolder } from "../folder.ts";
import { leaks, loggedText, typedWithin } from "../log-book.ts";
import { struck } from "./damage.ts";
import { hurried } from "./people.ts";
import { weather } from "./weather.ts";

const chaosRun = { seed: 4, leads: 3, days: 2, calmFor: 25 };

/** What no log may say of a lead: what they typed, whom we mailed, what our mails said and what their links can do. */
const secretsOf = ({ lead, timeline, inquiries, mails }: Case): string[] => [
  ...typedWithin([lead, timeline, inquiries]),
  ...mails.flatMap(({ to, fields }) => [
    ...to,
    ...fields.filter(({ name }) => name === "subject" || name === "to").map(({ value }) => value),
    ...fields.flatMap(({ value }) => value.match(/(?<=\/u\/)[\w.~-]{30,}/g) ?? []),
  ]),
];

/** The small sister of `npm run chaos`: all faults, a kill or two, and the audit of what is left on disk. */
test("a few leads live through a storm, and everything that must always hold holds", async () => {
  const data = temporaryFolder();
  const { runtime, evidence } = await weather(chaosRun, data);
  expect(evidence.cases).toHaveLength(3);
  expect(runtime.kills).toBeGreaterThan(0);
  expect(struck(runtime.counts).filter(([, count]) => count > 0).length).toBeGreaterThan(2);

  // What goes wrong is logged, and is nobody's business either.
  const log = loggedText(join(data, "logs"));
  expect(log.filter((line) => line.includes('"level":"ERROR"'))).not.toEqual([]);
  const people = hurried(chaosRun.leads, chaosRun.days, chaosRun.seed).flatMap(({ fields }) => Object.values(fields));
  const secrets = [...people, ...evidence.cases.flatMap(secretsOf)];
  expect(secrets.length).toBeGreaterThan(20);
  expect(leaks(log, secrets)).toEqual([]);
});
