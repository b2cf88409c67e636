import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
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

it("one exported name means one thing", () => {
  const modules = ["functions", "workflows", "stacks"].flatMap(modulesOf);
  expect(homonyms(new Map(modules.map((file) => [file, readFileSync(join(root, file), "utf8")])))).toEqual([]);
});

it("a name with two meanings would be found", () => {
  const modules = new Map([
    ["a.ts", "export const Page = 1;\nexport type Page = number;\nexport const handler = 1;"],
    ["b.ts", "export interface Page {}\nexport const handler = 2;"],
  ]);
  expect(homonyms(modules)).toEqual(["Page: a.ts, b.ts"]);
});
