import { readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The modules a file imports: ours as paths from the root, others by name. */
export function imports(file: string): string[] {
  const source = readFileSync(join(root, file), "utf8");
  const statics = source.matchAll(/^(?:import|export)\s(?:[\w\s{},*$]+\sfrom\s)?"([^"]+)"/gm);
  const dynamics = source.matchAll(/\bimport\(\s*"([^"]+)"/g);
  const found = [...statics, ...dynamics];
  return found
    .map(([, name = ""]) => name)
    .map((name) => (name.startsWith(".") ? relative(root, resolve(root, dirname(file), name)) : name))
    .filter((name) => !name.startsWith("node:") && name !== "aws-lambda");
}
