import * as z from "zod";
import { LeadId } from "../lead/lead.ts";
import type { Wake } from "../lead/stage.ts";

/** What a workflow hands each step. `contract` is raised when the shape changes, so that sleeping executions keep working. */
export const StepInput = z.object({
  contract: z.literal(1),
  leadId: LeadId,
  epoch: z.number().int().positive(),
});
export type StepInput = z.infer<typeof StepInput>;

/** What a step answers: what the lead waits for now and until when (ISO 8601 UTC). */
export interface StepOutput {
  leadId: LeadId;
  epoch: number;
  next: Wake["next"] | "unknown" | "sleep" | "done" | "superseded";
  at: string;
}
