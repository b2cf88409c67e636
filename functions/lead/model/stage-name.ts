import * as z from "zod";

/** Where a lead stands (functions/README.md "stage"). */
export const stages = [
  "new",
  "working",
  "qualified",
  "meeting",
  "proposal",
  "decision",
  "nurturing",
  "declined",
  "dormant",
  "converted",
  "archived",
] as const;
export const Stage = z.enum(stages);
export type Stage = z.infer<typeof Stage>;
