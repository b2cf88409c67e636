import { mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { FunctionProps } from "sst/constructs";
import { useFunctions } from "sst/constructs/Function.js";
import { type RuntimeHandler, useRuntimeHandlers } from "sst/runtime/handlers.js";

interface Message {
  text: string;
  location: { file: string; line: number } | null;
}

/** The part of esbuild used here; it comes with SST and is no dependency of ours. */
interface Esbuild {
  build(options: object): Promise<{ outputFiles: { path: string; contents: Uint8Array }[] }>;
}

/** Bundles by the path that they would have beside their module. */
type Bundles = ReadonlyMap<string, Uint8Array>;

/** What SST puts before an ESM bundle: packages in it still ask for `require` and `__dirname`. */
const banner = [
  "import { createRequire as topLevelCreateRequire } from 'module';",
  "const require = topLevelCreateRequire(import.meta.url);",
  'import { fileURLToPath as topLevelFileUrlToPath, URL as topLevelURL } from "url"',
  'const __dirname = topLevelFileUrlToPath(new topLevelURL(".", import.meta.url))',
  "",
].join("\n");

const moduleOf = ({ handler = "" }: FunctionProps): string => handler.slice(0, handler.lastIndexOf("."));

/** Builds these functions, which share their options, into memory: what several of them bring is read once. */
async function build(esbuild: Esbuild, functions: readonly FunctionProps[]): Promise<Bundles> {
  const { nodejs = {} } = functions[0] ?? {};
  const modules = new Set(functions.map(moduleOf));
  const root = process.cwd();
  const { outputFiles } = await esbuild.build({
    entryPoints: Object.fromEntries([...modules].map((module) => [module, `${module}.ts`])),
    absWorkingDir: root,
    outdir: root,
    outExtension: { ".js": ".mjs" },
    write: false,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "esnext",
    mainFields: ["module", "main"],
    banner: { js: banner },
    logLevel: "silent",
    loader: nodejs.loader,
    minify: nodejs.minify,
    ...nodejs.esbuild,
  });
  return new Map(outputFiles.map(({ path, contents }) => [path, contents]));
}

const messagesOf = (error: unknown): Message[] =>
  error instanceof Error && "errors" in error && Array.isArray(error.errors) ? error.errors : [];

/** All functions of the app with the options of this one, bundled at once; nothing when one of them cannot be. */
async function buildAll(esbuild: Esbuild, { nodejs, runtime }: FunctionProps): Promise<Bundles> {
  const alike = Object.values(useFunctions().all).filter(
    (one) => one.runtime === runtime && isDeepStrictEqual(one.nodejs, nodejs),
  );
  return build(esbuild, alike).catch(() => new Map());
}

/** Writes a function's bundle. Errors are told by the function that has them. */
async function bundle(
  esbuild: Esbuild,
  all: Bundles,
  { out, props }: Parameters<RuntimeHandler["build"]>[0],
): ReturnType<RuntimeHandler["build"]> {
  try {
    const module = moduleOf(props);
    const path = join(process.cwd(), `${module}.mjs`);
    const bundled = all.get(path) ?? (await build(esbuild, [props])).get(path);
    if (!bundled) throw new Error(`esbuild has made no bundle of ${module}.ts`);
    const file = join(out, `${module}.mjs`);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bundled);
    return { type: "success", handler: props.handler ?? "" };
  } catch (error) {
    const errors = messagesOf(error).map(({ text, location: at }) => (at ? `${at.file}:${at.line} ${text}` : text));
    return { type: "error", errors: errors.length > 0 ? errors : [String(error)] };
  }
}

/**
 * Bundles the functions that are deployed as SST does, with the same esbuild and options, but without the `npm install` of
 * nothing that it runs beside each: our functions bring all they need. Live development stays SST's own.
 */
export function bundleWithoutInstalling(): void {
  const require = createRequire(createRequire(import.meta.url).resolve("sst"));
  const esbuild: Esbuild = require("esbuild");
  const handlers = useRuntimeHandlers();
  const node = handlers.for("nodejs24.x");
  const others = handlers.for;
  let all: Promise<Bundles> | undefined;
  const own: RuntimeHandler = {
    ...node,
    async build(input) {
      if (input.mode !== "deploy") return node.build(input);
      all ??= buildAll(esbuild, input.props);
      return bundle(esbuild, await all, input);
    },
  };
  handlers.for = (runtime) => (node.canHandle(runtime) ? own : others(runtime));
}
