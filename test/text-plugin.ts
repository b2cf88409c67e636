import { readFile } from "node:fs/promises";
import { parse } from "yaml";

const content = /\.(md|yaml|visitor\.js)$/;

/** Lets vitest import content files as esbuild does when it bundles the functions. */
export const textPlugin = {
  name: "content-as-text",
  enforce: "pre" as const,
  async load(id: string): Promise<string | undefined> {
    if (!content.test(id)) return undefined;
    const text = await readFile(id, "utf8");
    return `export default ${JSON.stringify(id.endsWith(".yaml") ? parse(text) : text)};`;
  },
};
