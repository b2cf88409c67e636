import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { readCommandLine } from "../../functions/api/cli/command-line.ts";
import { audit } from "./audit.ts";
import { readFolder } from "./read-folder.ts";
import { reportOf, textOf } from "./report.ts";

const usage = `npm run audit -- [flags]
  --data DIR       the folder of a runtime that does not run now (default .leadwright)
  --accepted FILE  ids of inquiries that doors have accepted, one a line, besides those the folder keeps
  --json           the report as JSON
Exit code: 0 everything holds, 1 something does not, 2 it cannot be told`;

const options = {
  data: { type: "string", default: ".leadwright" },
  accepted: { type: "string" },
  json: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

const idsIn = (file: string): string[] => readFileSync(file, "utf8").split(/\s+/).filter(Boolean);

/** The command line: audits a folder; answers the exit code. */
async function main(): Promise<number> {
  const { data, accepted, json, help } = readCommandLine({ args: process.argv.slice(2), options }).values;
  if (help) {
    console.log(usage);
    return 0;
  }
  const evidence = await readFolder(resolve(data), accepted === undefined ? [] : idsIn(accepted));
  const report = reportOf(evidence, audit(evidence));
  console.log(json ? JSON.stringify(report, null, 2) : textOf(report));
  return report.violations.length > 0 ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
