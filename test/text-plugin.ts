import { readFile } from "node:fs/promises";

/** Lets vitest import a script for visitors as esbuild does when it bundles the functions. */
export const textPlugin = {
  name: "script-as-text",
  enforce: "pre" as const,
  async load(id: string): Promise<string | undefined> {
    if (!id.endsWith(".visitor.js")) return undefined;
    return `export default ${JSON.stringify(await readFile(id, "utf8"))};`;
  },
};
