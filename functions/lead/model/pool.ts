import * as z from "zod";

/** A team that shares the leads of some sources; owners and sources name it, and so it is. */
export const Pool = z
  .string()
  .regex(/^[^\p{Cc}#]{1,60}$/u, "write the pool's name, such as sales: one line of at most 60");
