import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCommandLine } from "../../functions/api/cli/command-line.ts";
import { showing } from "../../stacks/local/terminal/progress.ts";
import { type Block, blocksIn, readme, refusal, root } from "./readme.ts";
import { Command } from "./session.ts";

const usage = `npm run check:readme -- [flags]
  Runs every block of commands of the README, word for word and in order, in a fresh clone of the last commit.
  --cold    with an empty cache of npm
  --keep    leave the clone where it is`;

const options = {
  cold: { type: "boolean", default: false },
  keep: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

/** Blocks that go on for long are run up to their first result. */
const firstResults: { begins: RegExp; says: RegExp; serves?: true }[] = [
  { begins: /^npm start$/m, says: /Ctrl-C stops it/, serves: true },
  { begins: /^npm test$/m, says: /✓ test\// },
  { begins: /^npm run (deploy|dev)\b/m, says: /There are no AWS credentials/ },
];

/** AWS is not asked, whoever runs this: the README's deployment is an example. */
function strangersEnvironment(cache: string | undefined): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(AWS_(?!CA_BUNDLE)|LEADWRIGHT_|npm_)/.test(name));
  return {
    ...Object.fromEntries(kept),
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_CONFIG_FILE: "/dev/null",
    ...(cache && { npm_config_cache: cache }),
  };
}

/** The shell remembers functions and settings of earlier blocks, as a terminal does. */
const definitionsIn = (blocks: readonly Block[]): string =>
  blocks.flatMap(({ text }) => text.match(/^(\w+\(\) \{.*\}|export .*)$/gm) ?? []).join("\n");

interface Clone {
  cwd: string;
  env: NodeJS.ProcessEnv;
  served: Command[];
}

/** @throws Error with what it printed when a block does not do what the README says */
async function run(block: Block, before: readonly Block[], { cwd, env, served }: Clone): Promise<void> {
  const command = new Command(`set -e\n${definitionsIn(before)}\n${block.text}`, { cwd, env });
  const long = firstResults.find(({ begins }) => begins.test(block.text));
  if (!long) {
    const { code, output } = await command.ended();
    if (code !== 0 || refusal.test(output)) throw new Error(`It ended with ${code} and printed:\n${output}`);
    return;
  }
  await command.says(long.says);
  if (long.serves) served.push(command);
  else await command.interrupt();
}

async function runAll(clone: Clone): Promise<void> {
  const blocks = blocksIn(readme());
  for (const [index, block] of blocks.entries()) {
    const what = `README.md:${block.line}  ${block.text.split("\n")[0]}`;
    await showing(what, () => run(block, blocks.slice(0, index), clone)).catch((error: unknown) => {
      throw new Error(`${what}\n${error instanceof Error ? error.message : error}`, { cause: error });
    });
    console.log(`✓ ${what}`);
  }
}

async function main(): Promise<void> {
  const { cold, keep, help } = readCommandLine({ args: process.argv.slice(2), options }).values;
  if (help) return console.log(usage);
  const folder = mkdtempSync(join(tmpdir(), "leadwright-readme-"));
  const cwd = join(folder, "leadwright");
  const served: Command[] = [];
  try {
    execFileSync("git", ["clone", "--quiet", root, cwd]);
    await runAll({ cwd, env: strangersEnvironment(cold ? join(folder, "npm") : undefined), served });
  } finally {
    for (const command of served) await command.interrupt();
    if (keep) console.log(`The clone is ${cwd}`);
    else rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
