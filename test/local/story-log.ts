import { describe, expect, it } from "vitest";
import { everybody } from "../../stacks/local/demo/cast.ts";
import { App } from "../../stacks/local/demo/script/app.ts";
import { Evidence } from "../../stacks/local/demo/script/evidence.ts";
import type { Runtime } from "../../stacks/local/runtime.ts";
import { leaks, loggedText, logOf, typedWithin } from "../log-book.ts";
import { leadOf, linksIn, mailsTo, timelineOf } from "../then.ts";
import { signingKey } from "../tracking/link-key.ts";
import { until } from "../until.ts";
import { asks } from "../when.ts";

/** The whole log: what a worker prints arrives a moment after its answer, and in order. */
async function logIsWritten(app: Runtime, logs: string): Promise<void> {
  const nobody = `ld_${"0".repeat(26)}`;
  await asks(app, `/api/leads/${nobody}`);
  await until(() => loggedText(logs).some((line) => line.includes(nobody)));
}

/** Everything that is nobody's business: what people typed or wrote, whom we mailed, what acts, what opens doors. */
async function secretsOfAll(app: Runtime, typed: string[]): Promise<string[]> {
  const evidence = await Evidence.gather(new App(app));
  const people = everybody().flatMap(({ person: { name, email, phone } }) =>
    [name, email, phone].filter((it) => it !== undefined),
  );
  const mails = await mailsTo(app, "");
  const tokens = mails.flatMap((mail) => linksIn(mail).map((link) => new URL(link).pathname.split("/").at(-1) ?? ""));
  return [
    ...people,
    ...typed,
    ...typedWithin(evidence.leads.map((lead) => evidence.timeline(lead))),
    ...mails.flatMap(({ to, subject }) => [...to, subject]),
    ...tokens.filter((token) => token.length > 30),
    "1 Harbour Street",
    app.token,
    await signingKey(app),
  ];
}

/** What the log says of a story that was played, and what it must not say. */
export const theLogOfTheStory = (app: () => Runtime, logs: string, typed: () => string[]): void => {
  describe("the log of the story", () => {
    it("tells a lead's life on one thread, from the door to the inbox and back", async () => {
      await logIsWritten(app(), logs);
      const { id } = await leadOf(app(), "marta@lindgallery.example");
      const told = logOf(logs).filter(({ lead }) => lead === id);
      const works = new Set(told.map(({ work }) => work));
      const stations = [
        "form door",
        "router",
        "step: send-pending",
        "word of a mail",
        "response page",
        "private API",
        "step: run-cadence-step",
      ];
      expect(stations.filter((station) => !works.has(station))).toEqual([]);
      expect(told.find(({ message }) => message === "inquiry accepted")?.inquiry).toMatch(/^inq_/);
      const [sent] = (await timelineOf(app(), id)).filter(({ type }) => type === "mail.sent");
      const about = (mail: unknown) => told.filter((line) => line.mail === mail).map(({ message }) => message);
      expect(new Set(about(sent?.data.mailId))).toEqual(new Set(["mail.sent", "mail.delivered", "done"]));
    });

    it("says of every invocation what was done, for whom and how long it took", () => {
      const log = logOf(logs);
      const ended = log.filter(({ message }) => message === "done");
      expect(new Set(ended.map(({ request }) => request)).size).toBe(new Set(log.map(({ request }) => request)).size);
      expect(ended.filter(({ ms }) => typeof ms !== "number")).toEqual([]);
      const steps = ended.filter(({ work }) => work.startsWith("step:"));
      expect(steps.filter(({ lead, next }) => !lead || !next)).toEqual([]);
    });

    it("names nobody, quotes nobody, and opens no door", async () => {
      await logIsWritten(app(), logs);
      const secrets = await secretsOfAll(app(), typed());
      expect(secrets.length).toBeGreaterThan(200);
      expect(leaks(loggedText(logs), secrets)).toEqual([]);
    });

    it("would not hide any of it", async () => {
      const missed = [...new Set(await secretsOfAll(app(), typed()))].filter(
        (secret) =>
          secret.trim().length > 3 &&
          leaks([JSON.stringify({ message: "planted", it: `so ${secret} said` })], [secret]).length === 0,
      );
      expect(missed).toEqual([]);
    });
  });
};
