import type { StepInput, StepOutput } from "../functions/workflow/input.ts";

/** JSON paths into a step's input and output, checked against their types. */
const at = <Key extends keyof (StepInput & StepOutput) & string>(key: Key): `$.${Key}` => `$.${key}`;

export const path = {
  leadId: at("leadId"),
  epoch: at("epoch"),
  next: at("next"),
  at: at("at"),
} as const;

/** The contract version that steps are called with; see functions/workflow/input.ts. */
export const stepContract: StepInput["contract"] = 2;
