import type { Handle } from "../../lead/model/inquiry.ts";
import { cleanLine } from "../inquiry/cleaning.ts";

/** A person's account at a messenger; `scope` is the page, number or bot they wrote to, `name` what people see of them. */
export function toHandle(platform: string, scope: string, id: string, name?: string): Handle {
  const shown = name && cleanLine(name, 100);
  return { platform, scope, id, ...(shown && { name: shown }) };
}
