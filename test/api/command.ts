import { expect } from "vitest";
import * as z from "zod";
import type { Runtime } from "../../stacks/local/runtime.ts";
import { aPerson } from "../given.ts";
import { executionsOf, leadOf, timelineOf } from "../then.ts";
import { asks, itIsQuiet, submits } from "../when.ts";

export const mainLine = ["working", "qualified", "meeting", "proposal", "decision"];
export const aside = ["nurturing", "declined", "dormant", "archived"];
export const live = ["new", ...mainLine, "nurturing", "declined", "dormant"];

const Lead = z.looseObject({ id: z.string(), stage: z.string(), epoch: z.number() });

const Problem = z.looseObject({
  status: z.number(),
  allowed: z.array(z.string()).optional(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
});

/** What ops can do about leads in an office. */
export function aDesk(app: () => Runtime) {
  const command = (lead: string, name: string, body: object) => asks(app(), `/api/leads/${lead}/${name}`, body);

  /** A command that is carried out; answers the lead. */
  const done = async (lead: string, name: string, body: object) => {
    const { status, json, text } = await command(lead, name, body);
    expect(status, text).toBe(200);
    return Lead.parse(json);
  };

  /** A command that is refused; answers what may be done instead, or the fields that are wrong. */
  const refused = async (lead: string, name: string, body: object) => {
    const { json, headers } = await command(lead, name, body);
    expect(headers.get("content-type")).toContain("application/problem+json");
    const { status, allowed, errors } = Problem.parse(json);
    return { status, allowed, fields: errors?.map(({ field }) => field) };
  };

  /** A lead that has just come by form; with a stage, moved or converted into it. */
  const aLead = async (name: string, stage?: string, more: object = {}) => {
    const person = aPerson(name);
    await submits(app(), { ...person, ...more });
    await itIsQuiet(app());
    const { id } = await leadOf(app(), person.email);
    if (stage === "converted") await done(id, "convert", {});
    else if (stage && stage !== "new") await done(id, "stage", { to: stage, reason: "budget" });
    await itIsQuiet(app());
    const lead = await leadOf(app(), person.email);
    return { ...lead, ...person, cadence: lead.cadence };
  };

  const entriesOf = async (lead: string, type: string) =>
    (await timelineOf(app(), lead)).filter((entry) => entry.type === type);

  /** The names of the executions that run for a lead. */
  const clocksOf = async (lead: string) =>
    (await executionsOf(app(), lead)).filter(({ status }) => status === "RUNNING").map(({ name }) => name);

  return { done, refused, aLead, entriesOf, clocksOf };
}
