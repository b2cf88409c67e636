import * as z from "zod";
import type { Fields } from "../../platform/aws/table.ts";
import type { Cadence } from "../model/cadence.ts";
import { cadenceNamed } from "../rules/cadences.ts";
import { formerSteps } from "./former-steps.ts";

/** Progress in a cadence before its steps had ids: `step` is a position, from 0. */
const ByPosition = z.looseObject({ name: z.string(), version: z.int(), step: z.int() });

const idsOf = (cadence: Pick<Cadence, "steps"> | undefined): string[] | undefined => cadence?.steps.map(({ id }) => id);

/** Reads a position as the id that stood there: in the definition it was counted in, as far as that is known. */
function withStepId({ step, ...progress }: z.infer<typeof ByPosition>): Record<string, unknown> {
  const live = cadenceNamed(progress.name);
  const counted = live?.version === progress.version ? idsOf(live) : (formerSteps[progress.name] ?? idsOf(live));
  const ids = counted ?? [];
  return { ...progress, step: ids[step], done: ids.slice(0, step), ahead: ids.slice(step + 1) };
}

const Counted = z.looseObject({ done: z.array(z.string()).default([]), ahead: z.array(z.string()).default([]) });

function upcastCadence(cadence: unknown): unknown {
  const byPosition = ByPosition.safeParse(cadence);
  const progress = Counted.safeParse(byPosition.success ? withStepId(byPosition.data) : cadence);
  return progress.success ? progress.data : cadence;
}

/** A lead of schema 1 in schema 2: its progress goes by the ids of steps, and who is known at no platform has no handles. */
export function upcastLead(item: Fields): Fields {
  const { handles = [], cadence } = item;
  return { ...item, handles, cadence: upcastCadence(cadence) };
}
