import { readFile } from "node:fs/promises";

const text = /\.(md|yaml|liquid)$/;

/** Lets vitest import content files as a default string, as esbuild does when it bundles the functions. */
export const textPlugin = {
  name: "content-as-text",
  enforce: "pre" as const,
  async load(id: string): Promise<string | undefined> {
    if (!text.test(id)) return undefined;
    return `export default ${JSON.stringify(await readFile(id, "utf8"))};`;
  },
};
