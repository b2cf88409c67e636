import { type ParseArgsConfig, type ParseArgsOptionsConfig, parseArgs } from "node:util";

type Config = ParseArgsConfig & { args: string[]; options: ParseArgsOptionsConfig };

/** Reads a command line. @throws Error naming what cannot be heeded, and the flag that was probably meant */
export function readCommandLine<const T extends Config>(config: T): ReturnType<typeof parseArgs<T>> {
  const { tokens } = parseArgs({ ...config, strict: false, tokens: true });
  const { options, allowPositionals = false } = config;
  const seen = new Set<string>();
  for (const token of tokens ?? []) {
    if (token.kind === "positional" && !allowPositionals) throw new Error(misplaced(token.value, options));
    if (token.kind !== "option") continue;
    const { name, rawName, value } = token;
    const option = options[name];
    if (!option) throw new Error(`${rawName} is no flag of this command${meant(name, options)}`);
    if (option.type === "boolean" && value !== undefined) throw new Error(`--${name} takes no value`);
    if (option.type === "string" && (value === undefined || (!token.inlineValue && value.startsWith("-"))))
      throw new Error(`--${name} needs a value`);
    if (seen.has(name) && !option.multiple) throw new Error(`--${name} is given twice`);
    seen.add(name);
  }
  return parseArgs(config);
}

/** Refuses flags that npm took for its own because `--` was missing before them. @throws Error that says how to write it */
export function refuseLostFlags(names: readonly string[], environment: NodeJS.ProcessEnv): void {
  const lost = names.find((name) => environment[`npm_config_${name.replaceAll("-", "_")}`] !== undefined);
  if (lost) throw new Error(`npm has kept --${lost} for itself. Write -- before the flags: npm start -- --${lost}`);
}

const misplaced = (word: string, options: ParseArgsOptionsConfig): string =>
  `"${word}" has no meaning here${options[word] ? `. Did you mean --${word}?` : meant(word, options)}`;

function meant(name: string, options: ParseArgsOptionsConfig): string {
  const names = Object.keys(options);
  const [nearest] = names.map((it) => ({ it, far: distance(name, it) })).sort((a, b) => a.far - b.far);
  if (nearest && nearest.far <= Math.max(2, nearest.it.length / 3)) return `. Did you mean --${nearest.it}?`;
  return `. There are: ${names.map((it) => `--${it}`).join(" ")}`;
}

/** How many letters must be put in, left out or changed to make one word of another (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [line, letter] of [...from.slice(0, 40)].entries()) {
    const next = [line + 1];
    for (const [column, other] of [...to].entries()) {
      const changed = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(changed, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
