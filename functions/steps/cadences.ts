import afterSale from "../../workflows/cadences/after-sale.yaml";
import farewell from "../../workflows/cadences/farewell.yaml";
import noShow from "../../workflows/cadences/no-show.yaml";
import nurture from "../../workflows/cadences/nurture.yaml";
import nurtureWarm from "../../workflows/cadences/nurture-warm.yaml";
import priceAsked from "../../workflows/cadences/price-asked.yaml";
import proposalSent from "../../workflows/cadences/proposal-sent.yaml";
import recycle from "../../workflows/cadences/recycle.yaml";
import speedToLead from "../../workflows/cadences/speed-to-lead.yaml";
import { mails, type Purpose } from "../email/mails.ts";
import { Cadence, type Progress } from "../lead/cadence.ts";

const purposes = new Map<string | undefined, Purpose>(
  Object.entries(mails).map(([name, { purpose }]) => [name, purpose]),
);

const withPurposes = (cadence: Cadence): Cadence => ({
  ...cadence,
  steps: cadence.steps.map((step) => ({ ...step, purpose: purposes.get(step.mail) ?? step.purpose })),
});

/** The cadences that ship, by name. */
export const cadences: ReadonlyMap<string, Cadence> = new Map(
  [speedToLead, nurture, nurtureWarm, farewell, recycle, noShow, proposalSent, priceAsked, afterSale]
    .map((content) => withPurposes(Cadence.parse(content)))
    .map((cadence) => [cadence.name, cadence]),
);

/** The definition of the cadence a lead is in. @throws Error when it does not ship any more */
export function cadenceOf({ name, version }: Pick<Progress, "name" | "version">): Cadence {
  const cadence = cadences.get(name);
  if (cadence?.version === version) return cadence;
  throw new Error(`There is no version ${version} of the cadence ${name}`);
}
