import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..");

const filesOf = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((file) => join(folder, file));
const files = ["functions", "workflows", "stacks", "test"].flatMap(filesOf);

const isOurs = (file: string): boolean => /\.(ts|mjs|yaml)$/.test(file) && !/(generated|fixtures)\//.test(file);

/** The pages a reader goes through. */
const read = [
  ...files.filter((file) => /\.md$/.test(file) && !/^workflows\/mails|fixtures/.test(file)),
  "README.md",
  ".github/CONTRIBUTING.md",
];

/** The pages that say what is ruled, by their names: each is cited by that alone. */
const pages = new Map(
  read.map((file) => [basename(file) === "README.md" ? file : basename(file), readFileSync(join(root, file), "utf8")]),
);

/** `LIFECYCLE.md section 4`, `RULES.md UNS-3`, `contracts/meta.md 4`, and whatever further sections or rules follow. */
const citation =
  /(?:[\w-]+\/)*((?<=contracts\/)[\w-]+\.md|[A-Z]{4,}\.md)(?:,? (?:sections? )?([A-Z]{2,5}-\d+|[A-E]?\d|[A-E]\b))?/g;

/** Whether a page has a section of that number or letter, or a rule of that id. */
function has(page: string, place: string): boolean {
  if (/^[A-Z]{2,5}-\d+$/.test(place)) return new RegExp(`\\b${place}\\b`).test(page);
  return new RegExp(`^#{1,3} ${place}\\b`, "m").test(page);
}

/** What a module cites and nobody can look up in the repository. */
function unresolved(file: string): string[] {
  const text = readFileSync(join(root, file), "utf8");
  return [...text.matchAll(citation)].flatMap(([whole, name = "", place]) => {
    const path = name === "README.md" ? whole.split(/[ ,]/)[0] : name;
    const page = pages.get(path ?? name);
    return page === undefined || (place && !has(page, place)) ? [`${file}: ${whole}`] : [];
  });
}

it("what the code cites stands in the repository", () => {
  const broken = files.filter(isOurs).flatMap(unresolved);
  expect(broken).toEqual([]);
});

const there = (path: string): boolean => existsSync(join(root, path.replace(/\/$/, "")));

it("links of the pages lead somewhere", () => {
  const dead = read.flatMap((file) => {
    const links = [...readFileSync(join(root, file), "utf8").matchAll(/\]\(((?!https?:|#)[^)\s]+)\)/g)];
    return links.flatMap(([, link = ""]) =>
      there(join(file, "..", link.replace(/#.*/, ""))) ? [] : [`${file}: ${link}`],
    );
  });
  expect(dead).toEqual([]);
});

it("files that the pages and comments name are there", () => {
  const path = /(?<![\w./-])(?:functions|workflows|stacks|test)\/[\w./-]*\w\.(?:ts|md|yaml|mjs)\b/g;
  const dead = [...read, ...files.filter((file) => isOurs(file) && !file.startsWith("test/"))].flatMap((file) =>
    [...readFileSync(join(root, file), "utf8").matchAll(path)].flatMap(([name]) =>
      there(name) ? [] : [`${file}: ${name}`],
    ),
  );
  expect(dead).toEqual([]);
});
