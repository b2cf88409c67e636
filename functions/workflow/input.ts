import * as z from "zod";
import { LeadId } from "../lead/model/lead.ts";
import type { Wake } from "../lead/rules/stage.ts";

const actions = ["send-pending", "escalate", "remind", "run-cadence-step", "evaluate-clicks"] as const;

/** What executions of the release before call them. */
const formerActions = { tell: "send-pending", contact: "run-cadence-step", judge: "evaluate-clicks" } as const;
const FormerAction = z.enum(["tell", "contact", "judge"]).transform((name) => formerActions[name]);

/** What a workflow has done for a lead. */
export const Action = z.union([z.enum(actions), FormerAction]);
export type Action = z.output<typeof Action>;

const subject = { leadId: LeadId, epoch: z.number().int().positive() };

/** What a workflow hands each step; `contract` rises with the shape, so that sleeping executions keep working. */
export const StepInput = z.union([
  z.object({ contract: z.literal(2), action: Action, ...subject }),
  z.object({ contract: z.literal(1), action: z.undefined().optional(), ...subject }),
]);
export type StepInput = z.output<typeof StepInput>;

/** What a step answers: what the lead waits for now and until when (ISO 8601 UTC). */
export interface StepOutput {
  leadId: LeadId;
  epoch: number;
  next: Wake["next"] | "unknown" | "sleep" | "done" | "superseded";
  at: string;
}
