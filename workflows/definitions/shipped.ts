import { dirname } from "node:path";
import { readDefinitions } from "./definitions.ts";

/**
 * The definitions that ship. When the functions are bundled this module is replaced by what it exports: neither parser nor
 * check is in the bundle.
 */
export const { cadences, mails, parts } = readDefinitions(dirname(import.meta.dirname));
