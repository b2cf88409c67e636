import { cadenceOf } from "../lead/cadences.ts";
import { touched } from "../lead/touch.ts";
import { step } from "./step.ts";

/** "Contact the lead": carries out the step of its cadence that has come due, or ends the cadence. */
export const handler = step(
  "contact",
  (lead, now) => lead.cadence && touched(lead, cadenceOf(lead, lead.cadence), now),
);
