import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { imports } from "./module-imports.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What the file that comes next in the same process would see. */
const changesItsProcess = /\bvi\.|process\.env(\.\w+|\[\w+\]) (\?\?)?= |globalThis\.\w+ = /;

/** A file of the tests with all of the tests' own files that it reads. */
function withHelpers(file: string, read = new Set<string>()): Set<string> {
  if (read.has(file) || !file.startsWith("test/")) return read;
  read.add(file);
  for (const helper of imports(file)) withHelpers(helper, read);
  return read;
}

/** Mails of 12 MB once exhausted the stack of a process that many files had used before. */
const needsFreshProcess: ReadonlySet<string> = new Set(["test/local/ses.test.ts"]);

const leaves = (file: string): boolean => changesItsProcess.test(readFileSync(join(root, file), "utf8"));

/** The test files that leave nothing of their own in the process, and can share one. */
export const sharedFiles: readonly string[] = globSync("test/**/*.test.ts", { cwd: root }).filter(
  (file) => !needsFreshProcess.has(file) && ![...withHelpers(file)].some(leaves),
);
