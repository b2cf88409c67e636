import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { readDefinitions } from "../workflows/definitions/definitions.ts";

/** Lets vitest import a script for visitors, and what ships, as esbuild does when it bundles the functions. */
export const textPlugin = {
  name: "content-as-text",
  enforce: "pre" as const,
  async load(id: string): Promise<string | undefined> {
    if (id.endsWith(".visitor.js")) return `export default ${JSON.stringify(await readFile(id, "utf8"))};`;
    if (!id.endsWith("/workflows/definitions/shipped.ts")) return undefined;
    return Object.entries(readDefinitions(dirname(dirname(id))))
      .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
      .join("\n");
  },
};
