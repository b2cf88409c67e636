import { cadences } from "../../../workflows/definitions/shipped.ts";
import type { Cadence } from "../model/cadence.ts";
import type { Stage } from "../model/stage-name.ts";
import type { Temperature } from "../model/temperature.ts";

const byName: ReadonlyMap<string, Cadence> = new Map(cadences.map((cadence) => [cadence.name, cadence]));

/** The cadence of that name that ships, if one does. */
export const cadenceNamed = (name: string): Cadence | undefined => byName.get(name);

/** The cadence that a stage begins with. A customer's begins only when the sale's command names it. */
export function cadenceOfStage(stage: Stage, { temperature }: { temperature: Temperature }): Cadence | undefined {
  if (stage === "converted") return undefined;
  return cadences.find(({ begins }) =>
    begins.some((begin) => begin.stage === stage && (begin.temperature?.includes(temperature) ?? true)),
  );
}

/** The cadence that an activity begins. */
export const cadenceOfActivity = (type: string): Cadence | undefined =>
  cadences.find(({ begins }) => begins.some(({ activity }) => activity === type));

/** The names of the cadences that a sale's command may name. */
export const customerCadences: readonly string[] = cadences
  .filter(({ begins }) => begins.some(({ stage }) => stage === "converted"))
  .map(({ name }) => name);

/** In these stages nothing else moves a lead on: a cadence begins for each that enters (the build sees to it). */
const ledByCadence: ReadonlySet<Stage> = new Set(["new", "nurturing", "declined", "dormant"]);

/** The definition a lead goes on by; where it ships no more, the stage's own, or one without steps: the cadence is over. */
export function cadenceOf(
  lead: { stage: Stage; temperature: Temperature },
  { name, version }: Pick<Cadence, "name" | "version">,
): Cadence {
  const there = byName.get(name) ?? (ledByCadence.has(lead.stage) ? cadenceOfStage(lead.stage, lead) : undefined);
  return there ?? { name, version, title: "", begins: [], priority: 0, steps: [], patience: 0 };
}
