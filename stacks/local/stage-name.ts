import * as z from "zod";

/** A stage's name, as SST and CloudFormation take it. */
export const stageName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, "--stage takes a name of letters, digits and hyphens, a letter first");
