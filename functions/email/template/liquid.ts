import { Liquid } from "liquidjs";
import { holdValue } from "./merge.ts";

/** Strict, and every value comes out as a marker (merge.ts). @param parts texts that others include, by `<name>/<language>` */
export function mailEngine(parts: Record<string, string>): Liquid {
  const engine = new Liquid({
    strictVariables: true,
    strictFilters: true,
    lenientIf: true,
    ownPropertyOnly: true,
    outputEscape: holdValue,
    parseLimit: 200_000,
    templates: parts,
  });
  // Cuts a long text for a mail: `{{ message | excerpt: 1500 }}`, in characters (RULES.md MSG-8).
  engine.registerFilter("excerpt", (value: unknown, length: number) => {
    const characters = Array.from(String(value));
    return characters.length <= length ? value : `${characters.slice(0, length).join("").trimEnd()} …`;
  });
  // It would put a value past `hold`.
  engine.registerFilter("raw", () => {
    throw new TypeError("the filter raw is not for mails: values are always plain text");
  });
  return engine;
}
