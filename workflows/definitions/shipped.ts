import { dirname } from "node:path";
import { readDefinitions } from "./definitions.ts";

/** The definitions that ship. The bundler replaces this module by its exports: no parser or check is in the bundle. */
export const { cadences, mails, parts } = readDefinitions(dirname(import.meta.dirname));
