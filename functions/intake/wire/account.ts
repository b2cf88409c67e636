import type { Handle } from "../../lead/model/inquiry.ts";
import { line } from "../inquiry/cleaning.ts";

/** A person's account at a messenger; `scope` is the page, number or bot they wrote to, `name` what people see of them. */
export function account(platform: string, scope: string, id: string, name?: string): Handle {
  const shown = name && line(name, 100);
  return { platform, scope, id, ...(shown && { name: shown }) };
}
