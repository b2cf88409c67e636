import { createRequire } from "node:module";
import { join } from "node:path";
import type { FunctionProps } from "sst/constructs";
import { type RuntimeHandler, useRuntimeHandlers } from "sst/runtime/handlers.js";

interface Message {
  text: string;
  location: { file: string; line: number } | null;
}

/** The part of esbuild used here; it comes with SST and is no dependency of ours. */
interface Esbuild {
  build(options: object): Promise<unknown>;
}

/** What SST puts before an ESM bundle: packages in it still ask for `require` and `__dirname`. */
const banner = [
  "import { createRequire as topLevelCreateRequire } from 'module';",
  "const require = topLevelCreateRequire(import.meta.url);",
  'import { fileURLToPath as topLevelFileUrlToPath, URL as topLevelURL } from "url"',
  'const __dirname = topLevelFileUrlToPath(new topLevelURL(".", import.meta.url))',
  "",
].join("\n");

const optionsOf = ({ handler = "", nodejs = {} }: FunctionProps, out: string) => {
  const module = handler.slice(0, handler.lastIndexOf("."));
  return {
    entryPoints: [`${module}.ts`],
    outfile: join(out, `${module}.mjs`),
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
  };
};

const messagesOf = (error: unknown): Message[] =>
  error instanceof Error && "errors" in error && Array.isArray(error.errors) ? error.errors : [];

async function bundle(
  esbuild: Esbuild,
  { out, props }: Parameters<RuntimeHandler["build"]>[0],
): ReturnType<RuntimeHandler["build"]> {
  try {
    await esbuild.build(optionsOf(props, out));
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
  const own: RuntimeHandler = {
    ...node,
    build: (input) => (input.mode === "deploy" ? bundle(esbuild, input) : node.build(input)),
  };
  handlers.for = (runtime) => (node.canHandle(runtime) ? own : others(runtime));
}
