import type { Execution } from "../stacks/local/machine/execution.ts";
import { addUnits, type Units } from "../stacks/local/meter/tally.ts";
import type { Runtime } from "../stacks/local/runtime.ts";
import { confirms } from "./confirms.ts";
import { leadOf } from "./then.ts";
import { asks, itIsQuiet, submits, timePasses } from "./when.ts";

/** What a reference lead took. */
export interface ReferenceLife {
  spent: Units;
  /** Runs of the functions that workflows call: one for each touch. */
  touches: number;
  /**
   * Executions that were stopped while their step still ran: what it wrote had begun another epoch, and the router was there
   * before its answer. Each is spared the two transitions that would have followed. Which are is chance, here as on AWS.
   */
  cutOff: number;
}

const season = 60 * 86_400_000;

const isCutOff = ({ ended, visits, machine }: Execution): boolean =>
  ended?.status === "ABORTED" && machine.stateTypes.get(visits.at(-1)?.state ?? "") === "Task";

/**
 * Lets a person be the lead by which the cost is judged (DECISIONS.md section 7): ten mails and twelve touches. It agreed to mail,
 * confirms its address, is answered, tried three times and nurtured; its owner forgets the next action, is reminded, and with the manager once
 * more, then plans. Takes 25 days of an office with a manual clock, in which nothing else may happen.
 */
export async function livesReferenceLead(
  app: Runtime,
  person: { name: string; email: string },
): Promise<ReferenceLife> {
  await itIsQuiet(app);
  const { units: before } = await app.bill();
  let touches = 0;
  app.functions.onInvocation(({ logicalId }) => {
    if (logicalId.includes("Step")) touches++;
  });
  await submits(app, person);
  await itIsQuiet(app);
  await confirms(app, person.email);
  const { id } = await leadOf(app, person.email);
  await asks(app, `/api/leads/${id}/responses`, { channel: "call", outcome: "attempted" });
  await timePasses(app, "P2D");
  const dueAt = new Date(app.clock.now() + season).toISOString();
  await asks(app, `/api/leads/${id}/next-action`, { what: "Call again when the season begins", dueAt });
  await timePasses(app, "P23D");
  const cutOff = [...app.archive.executions()].filter(isCutOff).length;
  return { spent: addUnits((await app.bill()).units, before, -1), touches, cutOff };
}
