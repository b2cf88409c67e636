import * as z from "zod";
import type { Fields } from "../platform/aws/table.ts";
import { isWebPage } from "./source.ts";

const Former = z.looseObject({
  thankYouUrl: z.string().optional(),
  targets: z.looseObject({ leads: z.number().optional(), leadsPerMonth: z.number().optional() }).optional(),
});

/** A source of schema 1 in schema 2: `targets.leads` is renamed, a page of thanks that no browser may open is dropped. */
export function upcastSource(item: Fields): Fields {
  const { thankYouUrl, targets, ...source } = Former.parse(item);
  const { leadsPerMonth, ...others } = targets ?? {};
  return {
    ...source,
    targets: targets && { ...others, leads: others.leads ?? leadsPerMonth },
    thankYouUrl: thankYouUrl !== undefined && isWebPage(thankYouUrl) ? thankYouUrl : undefined,
  };
}
