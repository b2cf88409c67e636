import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AttributeValue, DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import type { Runtime } from "../../stacks/local/runtime.ts";
import { seed } from "../../stacks/local/seed.ts";
import { aDesk } from "../api/command.ts";
import { closes } from "../audited.ts";
import { anEditedApp, type EditedApp } from "../edited-app.ts";
import { aPerson, startApp } from "../given.ts";
import { executionsOf, mailsAbout, timelineOf } from "../then.ts";
import { asks, itIsQuiet, timePasses } from "../when.ts";

const readme = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8");

/** The cadence that the README shows, word for word. */
const shown = /## Define a cadence[\s\S]*?```yaml\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
const niceToMeet =
  "---\npurpose: follow-up\nsubject: It was good to meet you\n---\nHi, which of it shall we look at first?\n";

const step = (id: string, mail: string) =>
  `  - id: ${id}\n    after: 2d\n    mail: ${mail}\n    task: { channel: call, what: Call }\n`;

/** What ops have made of the definitions while the office was closed. */
function raise(folder: string): void {
  const file = (name: string) => join(folder, "workflows", name);
  const rewrite = (name: string, steps: string) => {
    const before = readFileSync(file(`cadences/${name}.yaml`), "utf8").replace("version: 1", "version: 2");
    writeFileSync(file(`cadences/${name}.yaml`), `${before.slice(0, before.indexOf("steps:"))}steps:\n${steps}`);
  };
  rewrite(
    "speed-to-lead",
    step("hello", "nice-to-meet") +
      step("attempt-2", "attempt-2") +
      step("between", "nice-to-meet") +
      step("attempt-1", "attempt-1") +
      step("last-try", "attempt-3"),
  );
  rewrite(
    "nurture",
    step("checklist", "nurture-checklist") + step("story", "nurture-story") + step("more", "nurture-prices"),
  );
  const noShow = readFileSync(file("cadences/no-show.yaml"), "utf8");
  writeFileSync(file("cadences/missed-meeting.yaml"), noShow.replace("name: no-show", "name: missed-meeting"));
  rmSync(file("cadences/no-show.yaml"));
  rmSync(file("cadences/price-asked.yaml"));
  writeFileSync(file("cadences/trade-fair.yaml"), shown);
  mkdirSync(file("mails/nice-to-meet"));
  writeFileSync(file("mails/nice-to-meet/en.md"), niceToMeet);
}

const data = mkdtempSync(join(tmpdir(), "leadwright-raised-"));
let app: EditedApp | undefined;
let runtime: Runtime | undefined;

const running = (): Runtime => {
  if (!runtime) throw new Error("The app is not open");
  return runtime;
};
const { done } = aDesk(running);
const Entered = z.object({ id: z.string() });

/** Somebody who is typed in by hand and has agreed to mail; moved into a stage, and with something that an owner notes. */
async function enters(name: string, stage?: string, activity?: string): Promise<string> {
  const consent = { text: "Signed the list at our stand" };
  const { json, text } = await asks(running(), "/api/leads", { ...aPerson(name), channel: "form", consent });
  const { id } = Entered.parse(json ?? text);
  if (stage) await done(id, "stage", { to: stage, reason: "budget" });
  if (activity) await done(id, "activities", { type: activity });
  return id;
}

const leadNow = async (id: string) =>
  z.looseObject({ stage: z.string() }).parse((await asks(running(), `/api/leads/${id}`)).json);

/** The steps that a lead was sent, in order. */
const stepsOf = async (id: string): Promise<string[]> =>
  (await mailsAbout(running(), id)).flatMap(({ touch }) => /^r\d+-(.*)-lead$/.exec(touch)?.[1] ?? []);

/** Changes a lead's item behind everybody's back. */
async function rewrites(
  id: string,
  change: string,
  values: Record<string, AttributeValue>,
  names?: Record<string, string>,
): Promise<void> {
  const { dynamoUrl, assembly } = running();
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const client = new DynamoDBClient({ endpoint: dynamoUrl, region: assembly.region, credentials });
  await client.send(
    new UpdateItemCommand({
      TableName: assembly.ofType("AWS::DynamoDB::Table")[0]?.ref,
      Key: { pk: { S: `LEAD#${id}` }, sk: { S: "LEAD" } },
      UpdateExpression: change,
      ExpressionAttributeValues: values,
      ExpressionAttributeNames: names,
    }),
  );
  client.destroy();
}

/** A lead's progress as its first schema had it: by position. */
const standsAtPosition = (id: string, position: number) =>
  rewrites(
    id,
    "SET cadence.step = :position, #schema = :first REMOVE cadence.done, cadence.ahead",
    { ":position": { N: String(position) }, ":first": { N: "1" } },
    { "#schema": "schema" },
  );

/** A step's mail that waits to be sent, and whose text the next deploy removes. */
const waitsForMail = (id: string) => {
  const strings = { kind: "cadence", scope: "r2", step: "range", mail: "price-list" };
  const notice = Object.fromEntries(Object.entries(strings).map(([name, S]) => [name, { S }]));
  return rewrites(id, "SET pending = :pending", { ":pending": { L: [{ M: { ...notice, inquiries: { L: [] } } }] } });
};

/** People by where they stand when the office closes. */
const people: Record<string, string> = {};
let atClosing: Record<string, string[]> = {};

beforeAll(async () => {
  app = await anEditedApp(raise);
  runtime = await startApp({ data, setUp: seed });
  people.nurtured = await enters("Nina Nurtured", "nurturing");
  await timePasses(running(), "P5D");
  people.second = await enters("Tre Second");
  await timePasses(running(), "P2D");
  people.first = await enters("Duo First");
  people.position = await enters("Otto Position");
  await timePasses(running(), "P1D");
  people.none = await enters("Una None");
  people.gone = await enters("Ned Gone", "working", "no-show");
  people.removed = await enters("Pia Removed", "working", "price-asked");
  await timePasses(running(), "PT45M");
  await standsAtPosition(people.position, 1);
  await waitsForMail(people.removed);
  atClosing = Object.fromEntries(
    await Promise.all(Object.entries(people).map(async ([who, id]) => [who, await stepsOf(id)] as const)),
  );
  await closes(running());
  runtime = await startApp({ data, assembly: app.assembly });
  await itIsQuiet(running());
});
afterAll(async () => {
  await runtime?.stop();
  app?.remove();
  rmSync(data, { recursive: true, force: true });
});

/** How often the functions say it in their logs, and count it where an alarm looks. */
const rings = (message: string): number =>
  readdirSync(join(data, "logs"))
    .flatMap((file) => readFileSync(join(data, "logs", file), "utf8").split("\n"))
    .filter((line) => line.includes(`"${message}"`) && line.includes('"SourceTroubles":1')).length;

describe("cadences that were changed while leads stood in them", () => {
  it("are begun as they are now, and shown by the id of the next step", async () => {
    people.fresh = await enters("Fay Fresh");
    people.fair = await enters("Finn Fair", "working", "trade-fair");
    await itIsQuiet(running());
    expect(await leadNow(people.fresh)).toMatchObject({
      cadence: { name: "speed-to-lead", version: 2, step: "hello" },
    });
    expect(await leadNow(people.fair)).toMatchObject({ cadence: { name: "trade-fair", step: "nice-to-meet" } });
    expect(await leadNow(people.first ?? "")).toMatchObject({ cadence: { step: "attempt-2" } });
    expect(await leadNow(people.position ?? "")).toMatchObject({ cadence: { step: "attempt-2" } });
  });

  it("keep their leads' promises, and ring", async () => {
    await timePasses(running(), "P3D");
    const told = (await timelineOf(running(), people.none ?? "")).map(({ type }) => type);
    expect(told).toEqual(expect.arrayContaining(["sla.opened", "sla.breached", "sla.escalated"]));
    for (const who of ["gone", "removed"]) {
      const mails = await mailsAbout(running(), people[who] ?? "");
      expect(mails.filter(({ touch }) => touch.startsWith("action")).length).toBeGreaterThan(0);
    }
    expect(rings("cadence not there")).toBeGreaterThan(0);
  });

  it("ask the owner to write what has no text any more, and ring", async () => {
    const told = await timelineOf(running(), people.removed ?? "");
    expect(told.find(({ type }) => type === "touch.skipped")).toMatchObject({
      data: { touch: "r2-range-lead", reason: "its text does not ship any more" },
    });
    const tasks = told.filter(({ type }) => type === "task.created").map(({ data }) => data.what);
    expect(tasks).toEqual([expect.stringContaining('the mail "price-list" is not there any more')]);
    expect(rings("mail not there")).toBeGreaterThan(0);
  });

  it("send every lead what is left for it, once", async () => {
    await timePasses(running(), "P30D");
    const sent = async (who: string) => {
      const before = atClosing[who] ?? [];
      const all = await stepsOf(people[who] ?? "");
      expect(all.slice(0, before.length)).toEqual(before);
      return [
        before,
        all.slice(before.length).filter((id) => !/^(checklist|story|more|farewell)$/.test(id) || who === "nurtured"),
      ];
    };
    expect(await sent("none")).toEqual([[], ["attempt-1", "attempt-2", "between", "last-try"]]);
    expect(await sent("first")).toEqual([["attempt-1"], ["attempt-2", "between", "last-try"]]);
    expect(await sent("position")).toEqual([["attempt-1"], ["attempt-2", "between", "last-try"]]);
    expect(await sent("second")).toEqual([["attempt-1", "attempt-2"], ["last-try"]]);
    expect(await sent("nurtured")).toEqual([["checklist"], ["story", "more", "farewell"]]);
    expect(await sent("gone")).toEqual([["missed"], []]);
    expect(await sent("removed")).toEqual([[], []]);
    expect(await sent("fresh")).toEqual([[], ["hello", "attempt-2", "between", "attempt-1", "last-try"]]);
    expect(await sent("fair")).toEqual([[], ["nice-to-meet"]]);
    const subjects = (await mailsAbout(running(), people.fair ?? "")).map(({ subject }) => subject);
    expect(subjects).toContain("It was good to meet you");
  });

  it("leave no clock broken, no touch twice, and nothing for the audit to find", async () => {
    for (const id of Object.values(people)) {
      expect((await executionsOf(running(), id)).filter(({ status }) => status === "FAILED")).toEqual([]);
      const touches = (await mailsAbout(running(), id)).map(({ touch }) => touch);
      expect(new Set(touches).size).toBe(touches.length);
    }
    expect(["declined", "dormant"]).toContain((await leadNow(people.nurtured ?? "")).stage);
    await closes(running());
    runtime = undefined;
  });
});
