import * as z from "zod";
import { sayFault } from "../text/faults.ts";

const limitAtMost = 100;

/** How much of a list is asked for: what every list takes. */
export const paging = {
  limit: z
    .string()
    .regex(/^([1-9]\d?|100)$/, sayFault("request.limit", { most: limitAtMost }))
    .transform(Number)
    .default(50),
  cursor: z.string().max(2000).optional(),
};

export interface Paging {
  limit: number;
  cursor?: string | undefined;
}

export interface Page<T> {
  items: T[];
  cursor?: string | undefined;
}

/** The shape of a page as it is answered. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), cursor: z.string().optional() });
