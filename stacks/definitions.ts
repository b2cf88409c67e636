import { dirname, join } from "node:path";
import { type Definitions, readDefinitions } from "../workflows/definitions/definitions.ts";

/** The part of esbuild's plugin interface used here; esbuild comes with SST and is no dependency of ours. */
export interface PluginBuild {
  onLoad(
    options: { filter: RegExp },
    load: (file: { path: string }) => Promise<{ contents: string; loader: "js" | "text" }>,
  ): void;
  esbuild: { transform(code: string, options: { minify: boolean; target: string }): Promise<{ code: string }> };
}

/**
 * The module that stands in for `workflows/definitions/shipped.ts`. Each text is imported from its file, so that SST rebuilds
 * when it changes.
 */
function moduleOf({ cadences, mails, parts }: Definitions): string {
  const imports: string[] = [];
  const text = (path: string): string => {
    imports.push(`import text${imports.length} from "../mails/${path}.md";`);
    return `text${imports.length - 1}`;
  };
  const members = (all: [string, string][]): string =>
    `{${all.map(([key, code]) => `${JSON.stringify(key)}:${code}`)}}`;
  const mailCode = Object.entries(mails).map(([name, { purpose, texts }]): [string, string] => {
    const inAll = Object.keys(texts).map((language): [string, string] => [language, text(`${name}/${language}`)]);
    return [name, `{purpose:${JSON.stringify(purpose)},texts:${members(inAll)}}`];
  });
  const partCode = Object.keys(parts).map((path): [string, string] => [path, text(path)]);
  return [
    ...imports,
    ...cadences.map(({ name }) => `import "../cadences/${name}.yaml";`),
    `export const cadences = ${JSON.stringify(cadences)};`,
    `export const mails = ${members(mailCode)};`,
    `export const parts = ${members(partCode)};`,
  ].join("\n");
}

/**
 * Reads and checks the definitions before anything is built, so that what is wrong is said once.
 *
 * @throws DefinitionError naming each problem's file, line and field, and how to mend it
 */
export const checkDefinitions = (root: string): void => void readDefinitions(join(root, "workflows"));

/** Reads the definitions when the functions are bundled, so that no parser ships. */
export const definitions = {
  name: "definitions",
  setup(build: PluginBuild): void {
    build.onLoad({ filter: /[\\/]workflows[\\/]definitions[\\/]shipped\.ts$/ }, async ({ path }) => ({
      contents: moduleOf(readDefinitions(dirname(dirname(path)))),
      loader: "js",
    }));
  },
};
