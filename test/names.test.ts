import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..");

/** What every module of a kind calls the same, as its caller expects. */
const contracts: Readonly<Record<string, string>> = {
  handler: "what Lambda calls",
  routes: "what a Lambda of the API answers",
  words: "the words of a language",
  toDraft: "what an adapter makes of its platform's own shape",
};

const modulesOf = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((file) => join(folder, file))
    .filter((file) => /(?<!\.d)\.ts$/.test(file) && !file.includes("/generated/"));

const declared = /^export (?:abstract )?(?:const|let|(?:async )?function\*?|class|interface|type|enum) (\w+)/gm;

/** The names that a module exports; a type and its schema are one thing. */
const namesIn = (text: string): string[] => [...new Set([...text.matchAll(declared)].map(([, name = ""]) => name))];

/** Names that mean something else in another module. */
function homonyms(modules: ReadonlyMap<string, string>): string[] {
  const uses = [...modules].flatMap(([file, text]) => namesIn(text).map((name) => ({ name, file })));
  return [...Map.groupBy(uses, ({ name }) => name)]
    .filter(([name, all]) => all.length > 1 && !Object.hasOwn(contracts, name))
    .map(([name, all]) => `${name}: ${all.map(({ file }) => file).join(", ")}`);
}

const imported =
  /(?:import|export)\s+(?:type\s+)?\{([^}]*)\}\s+from\s+"(\.[^"]+)"|import\s+\*\s+as\s+\w+\s+from\s+"(\.[^"]+)"|import\(\s*"(\.[^"]+)"/g;
const values = /^export (?:const|(?:async )?function\*?) (\w+)/gm;

/** What modules import of each other, as `file name`; `*` for all. */
function importsIn(file: string, text: string): string[] {
  return [...text.matchAll(imported)].flatMap(([, list, from, all, later]) => {
    const target = join(dirname(file), from ?? all ?? later ?? "");
    const names = list?.split(",").map((one) => one.replace("type ", "").trim().split(" ")[0]) ?? ["*"];
    return names.map((name) => `${target} ${name}`);
  });
}

/** Values that are exported and that no other module asks for. */
function unasked(modules: ReadonlyMap<string, string>, all: ReadonlyMap<string, string>): string[] {
  const asked = new Set([...all].flatMap(([file, text]) => importsIn(file, text)));
  return [...modules].flatMap(([file, text]) =>
    [...text.matchAll(values)].flatMap(([, name = ""]) =>
      name === "handler" || asked.has(`${file} ${name}`) || asked.has(`${file} *`) ? [] : [`${file} ${name}`],
    ),
  );
}

const read = (files: readonly string[]) =>
  new Map(files.map((file) => [file, readFileSync(join(root, file), "utf8")] as const));

it("what a module exports another asks for", () => {
  const ours = read(["functions", "workflows", "stacks"].flatMap(modulesOf));
  const all = new Map([...ours, ...read(modulesOf("test")), ...read(["sst.config.ts"])]);
  expect(unasked(ours, all)).toEqual([]);
});

it("an export that nobody asks for would be found", () => {
  const modules = new Map([
    ["a.ts", "export const used = 1;\nexport function unused() {}"],
    ["b.ts", 'import { used } from "./a.ts";'],
  ]);
  expect(unasked(modules, modules)).toEqual(["a.ts unused"]);
});

it("one exported name means one thing", () => {
  expect(homonyms(read(["functions", "workflows", "stacks"].flatMap(modulesOf)))).toEqual([]);
});

it("a name with two meanings would be found", () => {
  const modules = new Map([
    ["a.ts", "export const Page = 1;\nexport type Page = number;\nexport const handler = 1;"],
    ["b.ts", "export interface Page {}\nexport const handler = 2;"],
  ]);
  expect(homonyms(modules)).toEqual(["Page: a.ts, b.ts"]);
});
