import * as z from "zod";
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

/** A stored lead in this release's words, whichever release has written it. */
export function upcastLead(item: Record<string, unknown>): Record<string, unknown> {
  const counted = ByPosition.safeParse(item.cadence);
  return counted.success ? { ...item, cadence: withStepId(counted.data) } : item;
}
