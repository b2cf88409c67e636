import * as z from "zod";
import type { Office } from "./app.ts";
import type { Spent } from "./measured.ts";
import { someoneNew } from "./people.ts";

const Requests = z.object({
  items: z.array(
    z.object({ caller: z.string().optional(), service: z.string(), operation: z.string(), count: z.number() }),
  ),
});
const Stats = z.object({ transitions: z.number() });
const Clock = z.object({ idle: z.boolean() });

const leads = 20;

/** Resolves when the runtime has had nothing in flight for a while: all consequences have happened. */
export async function quiet({ load }: Office): Promise<void> {
  for (let calm = 0; calm < 5; ) {
    calm = Clock.parse(await load.call("/local/clock")).idle ? calm + 1 : 0;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Takes stock of what `act` costs a lead. The sweep's ticks are not a lead's cost and are left out. */
async function spentIn(app: Office, act: () => Promise<unknown>): Promise<Spent> {
  const { load } = app;
  const transitions = async () => Stats.parse(await load.call("/local/executions?name=none")).transitions;
  await quiet(app);
  await load.call("/local/requests/reset", {});
  const before = await transitions();
  await act();
  await quiet(app);
  const { items } = Requests.parse(await load.call("/local/requests"));
  const ofLeads = items.filter(
    ({ service, caller }) => service === "dynamodb" && caller && !caller.startsWith("Sweep"),
  );
  const named = ofLeads.map(({ caller = "", operation, count }): [string, number] => [
    `${caller.replace(/[0-9A-F]{8}$/, "")} ${operation}`,
    count / leads,
  ]);
  return { dynamoRequests: Object.fromEntries(named), transitions: ((await transitions()) - before) / leads };
}

/** What leads cost one after the other, nobody else being there: until all are told, and when the owner has answered. */
export async function spentPerLead(app: Office): Promise<{ untilTold: Spent; untilAnswered: Spent }> {
  const ids: string[] = [];
  const untilTold = await spentIn(app, async () => {
    for (let lead = 0; lead < leads; lead++) {
      const person = someoneNew();
      await app.load.call("/intake/form/website", person);
      ids.push(await app.mailTo(person.email));
    }
  });
  const untilAnswered = await spentIn(app, async () => {
    for (const id of ids) await app.load.call(`/api/leads/${id}/responses`, { channel: "call", outcome: "reached" });
  });
  return { untilTold, untilAnswered };
}
