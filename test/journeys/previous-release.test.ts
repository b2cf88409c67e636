import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, inject, it } from "vitest";
import * as z from "zod";
import { anApp, aPerson } from "../given.ts";
import { executionsOf, leadOf, mailsAbout, timelineOf } from "../then.ts";
import { asks, itIsQuiet, submits, timePasses } from "../when.ts";

/**
 * The machines as the release before deployed them, by logical id: executions begun then go on with these for up to a month
 * (DECISIONS.md section 1). With a release they are taken from its template.
 */
const released = z
  .record(z.string(), z.looseObject({}))
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, "../fixtures/release/machines.json"), "utf8")));

const Template = z.looseObject({
  Resources: z.record(z.string(), z.looseObject({ Type: z.string(), Properties: z.looseObject({}).optional() })),
});

/** Today's app with the machines of the release before. */
function withReleasedMachines(assembly: string): string {
  const folder = mkdtempSync(join(tmpdir(), "leadwright-released-"));
  cpSync(assembly, folder, { recursive: true });
  const file = join(folder, "local-leadwright-Workflows.template.json");
  const template = Template.parse(JSON.parse(readFileSync(file, "utf8")));
  for (const [id, DefinitionString] of Object.entries(released)) {
    const machine = template.Resources[id];
    if (machine?.Type !== "AWS::StepFunctions::StateMachine") throw new Error(`There is no machine ${id} any more`);
    machine.Properties = { ...machine.Properties, DefinitionString };
  }
  writeFileSync(file, JSON.stringify(template));
  return folder;
}

const assembly = withReleasedMachines(inject("assembly"));
const app = anApp({ assembly });
afterAll(() => rmSync(assembly, { recursive: true }));

it("a lead is answered for, worked, nurtured, bid farewell and asked again by executions of the release before", async () => {
  const ruth = aPerson("Ruth Before");
  await submits(app(), ruth);
  await timePasses(app(), "PT6M");
  const { id } = await leadOf(app(), ruth.email);
  await asks(app(), `/api/leads/${id}/responses`, { channel: "call", outcome: "reached" });
  await timePasses(app(), "P3D");
  await asks(app(), `/api/leads/${id}/stage`, { stage: "nurturing" });
  await timePasses(app(), "P300D");
  await itIsQuiet(app());

  const types = (await timelineOf(app(), id)).map(({ type, data }) => [type, data.to].filter(Boolean).join(" "));
  for (const told of [
    "sla.breached",
    "stage.entered working",
    "stage.entered nurturing",
    "stage.entered declined",
    "stage.entered dormant",
  ])
    expect(types).toContain(told);
  const purposes = new Set((await mailsAbout(app(), id)).map(({ purpose }) => purpose));
  expect(purposes).toEqual(new Set(["service", "internal", "marketing"]));
  const failed = (await executionsOf(app(), id)).filter(({ status }) => status === "FAILED");
  expect(failed).toEqual([]);
});
