import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The project's root. */
export const root = join(import.meta.dirname, "../..");

/** A block of commands as the README has it. */
export interface Block {
  /** Line of the README on which it begins. */
  line: number;
  text: string;
}

/** The README's text. */
export const readme = (): string => readFileSync(join(root, "README.md"), "utf8");

/** The blocks of commands, in order, word for word. */
export const blocksIn = (text: string): Block[] =>
  [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(({ index, 1: block = "" }) => ({
    line: text.slice(0, index).split("\n").length + 1,
    text: block,
  }));

/** Names of the npm scripts that the README writes out, in blocks and in sentences. */
export const scriptsIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/\bnpm (?:run (?:--silent )?)?([a-z][a-z:]*)/g)].map(([, name = ""]) => name)),
];

/** What an answer says when it refuses something. */
export const refusal = /"status": ?[45]\d\d|"errors": ?\[\{|"message": ?"(Not Found|Unauthorized|Forbidden)/;
