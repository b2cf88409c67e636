import * as z from "zod";
import { sayError } from "../../language/texts.ts";

/** A team that shares the leads of some sources; owners and sources name it, and so it is. */
export const Pool = z.string().regex(/^[^\p{Cc}#]{1,60}$/u, sayError("owner.pool"));
