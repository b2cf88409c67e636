import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What the file that comes next in the same process would see. */
const changesItsProcess = /\bvi\.|process\.env\.\w+ = /;

/** A file of the tests with all of the tests' own files that it reads, by path. */
function withHelpers(file: string, read = new Map<string, string>()): Map<string, string> {
  if (read.has(file) || !file.startsWith("test/")) return read;
  const text = readFileSync(join(root, file), "utf8");
  read.set(file, text);
  for (const [, path = ""] of text.matchAll(/from "(\.[^"]*)"/g)) withHelpers(join(dirname(file), path), read);
  return read;
}

/** The test files that see the app from outside alone: they open an office, and leave nothing of their own in the process. */
export const journeyFiles: readonly string[] = globSync("test/**/*.test.ts", { cwd: root }).filter((file) => {
  const read = withHelpers(file);
  return read.has("test/given.ts") && ![...read.values()].some((text) => changesItsProcess.test(text));
});
