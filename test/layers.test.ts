import { readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { withMadePart } from "./made-part.ts";
import { imports } from "./module-imports.ts";

const root = resolve(import.meta.dirname, "..");

/**
 * Which folder may import what: itself and these, its subfolders not included. A name that ends with `/` stands for all that
 * is under it, one with an extension for a file; the others are packages. `*` stands for each folder of a kind.
 */
const allowed: Record<string, string[]> = {
  "functions/platform/text": ["@formatjs/icu-messageformat-parser", "intl-messageformat"],
  "functions/platform": ["functions/platform/text", "@middy/core", "ulid", "zod"],
  "functions/platform/observability": ["functions/platform", "@middy/core", "zod"],
  "functions/platform/aws": [
    ...["functions/platform", "functions/platform/observability", "functions/platform/text"],
    ...["@aws-sdk/", "aws4fetch", "zod"],
  ],
  "functions/platform/security": ["functions/platform", "functions/platform/aws", "zod"],
  "functions/platform/http": ["functions/platform/", "@middy/core", "zod"],
  "functions/language/*": [],
  "functions/language": ["functions/language/", "functions/platform", "functions/platform/text"],
  "functions/lead/model": ["functions/language", "functions/platform", "zod"],
  "functions/lead/rules": [
    ...["functions/lead/model", "functions/language", "functions/platform", "functions/platform/security"],
    ...["workflows/definitions/shipped.ts", "libphonenumber-js", "zod"],
  ],
  "functions/lead/store": [
    ...["functions/language", "functions/lead/model", "functions/lead/rules", "functions/platform/", "zod"],
  ],
  "functions/lead/commands": [
    ...["functions/language", "functions/lead/model", "functions/lead/rules", "functions/lead/store"],
    ...["functions/platform/", "zod"],
  ],
  "functions/source": [
    ...["functions/language", "functions/lead/model", "functions/lead/store", "functions/platform/"],
    ...["@middy/core", "zod"],
  ],
  "functions/email/template": ["functions/platform/http", "liquidjs", "marked"],
  "functions/email/outbound": [
    ...["functions/email/template", "functions/language", "functions/lead/model", "functions/lead/rules"],
    ...["functions/lead/store", "functions/platform/", "workflows/definitions", "liquidjs", "nodemailer", "zod"],
  ],
  "functions/email/inbound": [
    ...[
      "functions/email/outbound",
      "functions/language",
      "functions/platform/",
      "workflows/definitions",
      "postal-mime",
    ],
  ],
  "functions/intake/inquiry": [
    ...["functions/language", "functions/lead/", "functions/source", "functions/platform/", "zod"],
  ],
  "functions/intake/wire": [
    ...["functions/intake/inquiry", "functions/language", "functions/lead/model", "functions/lead/rules"],
    ...["functions/source", "functions/platform/", "zod"],
  ],
  "functions/intake/deliveries": [
    ...["functions/intake/inquiry", "functions/intake/wire", "functions/language", "functions/lead/model"],
    ...["functions/lead/store", "functions/source", "functions/platform/", "zod"],
  ],
  "functions/intake/spam": [
    ...["functions/intake/inquiry", "functions/intake/wire", "functions/language", "functions/lead/"],
    ...["functions/source", "functions/platform/", "zod"],
  ],
  "functions/intake/adapters/ads": [
    ...["functions/intake/inquiry", "functions/intake/wire", "functions/language", "functions/lead/model"],
    ...["functions/source", "functions/platform/", "zod"],
  ],
  "functions/intake/adapters/calls": [
    ...["functions/intake/inquiry", "functions/intake/wire", "functions/language", "functions/lead/rules"],
    ...["functions/platform/", "zod"],
  ],
  "functions/intake/adapters/forms": [
    ...["functions/intake/inquiry", "functions/intake/wire", "functions/language", "functions/source"],
    ...["functions/platform/", "zod"],
  ],
  "functions/intake/adapters/messengers": [
    ...["functions/intake/inquiry", "functions/intake/wire", "functions/language", "functions/lead/model"],
    ...["functions/lead/rules", "functions/source", "zod"],
  ],
  "functions/intake/adapters/meta": [
    ...["functions/intake/inquiry", "functions/intake/wire", "functions/language", "functions/source"],
    ...["functions/platform/", "zod"],
  ],
  "functions/intake/adapters/web-form": [
    ...["functions/intake/inquiry", "functions/intake/wire", "functions/intake/deliveries", "functions/intake/spam"],
    ...["functions/language", "functions/lead/", "functions/source", "functions/platform/", "@middy/core"],
  ],
  "functions/intake/adapters/import": [
    ...["functions/intake/inquiry", "functions/language", "functions/lead/", "functions/source"],
    ...["functions/platform/", "@middy/core", "csv-parse", "zod"],
  ],
  "functions/intake/adapters/mail": [
    ...["functions/email/", "functions/intake/inquiry", "functions/intake/deliveries", "functions/language"],
    ...["functions/lead/", "functions/source", "functions/platform/", "@middy/core"],
  ],
  "functions/intake/adapters": [
    ...["functions/intake/adapters/", "functions/intake/wire", "functions/language", "functions/source"],
    ...["functions/platform"],
  ],
  "functions/intake/webhook": [
    ...[
      "functions/intake/adapters",
      "functions/intake/deliveries",
      "functions/intake/inquiry",
      "functions/intake/spam",
    ],
    ...["functions/intake/wire", "functions/language", "functions/lead/", "functions/source", "functions/platform/"],
    ...["@middy/core", "zod"],
  ],
  "functions/workflow": ["functions/email/outbound", "functions/lead/", "functions/platform/", "@middy/core", "zod"],
  "functions/tracking": [
    ...["functions/email/outbound", "functions/language", "functions/lead/", "functions/platform/"],
    ...["@middy/core", "zod"],
  ],
  "functions/api/generated": [],
  "functions/api/cli": ["functions/api/generated"],
  "functions/api": [
    ...["functions/api/generated", "functions/email/outbound", "functions/intake/", "functions/language"],
    ...["functions/lead/", "functions/source", "functions/platform/", "@middy/core", "csv-parse", "zod"],
  ],
  // What a definition is, and how a mail is written: definitions are checked by the code that uses them.
  "workflows/definitions": ["functions/email/template", "functions/lead/model", "liquidjs", "yaml", "zod"],
  workflows: ["functions/workflow", "aws-cdk-lib", "constructs"],
  stacks: ["workflows/", "aws-cdk-lib", "constructs", "sst/constructs", "sst/runtime", "zod"],
};

const sources = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /(?<!\.d)\.(ts|mjs)$/.test(file))
    .map((file) => join(folder, file));

/** The row of a folder: languages have one for all. */
const rowOf = (folder: string): string => folder.replace(/^(functions\/language)\/\w+$/, "$1/*");

/** The files of a folder, without those of its subfolders. */
const filesOf = (folder: string): string[] =>
  sources(folder.replace("/*", "")).filter((file) => rowOf(dirname(file)) === folder);

/** Whether an import is what a row allows. */
function isAllowed(name: string, may: string): boolean {
  if (/^(functions|workflows|stacks|test)\//.test(name))
    return may.endsWith("/") ? name.startsWith(may) : dirname(name) === may || name === may;
  return name === may || name.startsWith(may.endsWith("/") ? may : `${may}/`);
}

/** Imports of a folder's files that its row does not list. */
const strays = (folder: string, among: string[]): string[] =>
  among.flatMap((file) =>
    imports(file)
      .filter((name) => ![folder, ...(allowed[folder] ?? [])].some((may) => isAllowed(name, may)))
      .map((name) => `${file} imports ${name}`),
  );

/** The circles in who imports whom: each as the way along which it was found. */
function circles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const done = new Set<string>();
  const found: string[][] = [];
  const visit = (file: string, way: readonly string[]): void => {
    const since = way.indexOf(file);
    if (since >= 0) found.push([...way.slice(since), file]);
    if (since >= 0 || done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...way, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return found;
}

/** Who imports whom, by folder. */
function byFolder(files: readonly string[]): Map<string, string[]> {
  const arrows = files.flatMap((file) => imports(file).map((name) => [dirname(file), dirname(name)] as const));
  const outward = arrows.filter(([from, to]) => from !== to);
  return new Map(
    files.map(dirname).map((folder) => [folder, outward.flatMap(([from, to]) => (from === folder ? [to] : []))]),
  );
}

const app = ["functions", "workflows"].flatMap(sources);
const stacks = sources("stacks").filter((file) => !file.startsWith("stacks/local/"));

/** The architecture's page with its table as it is held here. */
function architecture(): string {
  const rows = Object.entries(allowed).map(([folder, may]) => {
    const inside = may.filter((name) => /^(functions|workflows)/.test(name));
    const outside = may.filter((name) => !inside.includes(name));
    const shown = inside.map((name) => `\`${name.replace("functions/", "")}\``).join(", ");
    return `| \`${folder.replace("functions/", "")}\` | ${shown || "–"} | ${outside.join(", ") || "–"} |`;
  });
  const table = ["| folder | ours | packages |", "| --- | --- | --- |", ...rows].join("\n");
  return withMadePart(new URL("../functions/README.md", import.meta.url), "test/layers.test.ts", table);
}

describe("imports point one way", () => {
  it("as functions/README.md shows: npm test -- -u test/layers writes it anew", async () => {
    await expect(architecture()).toMatchFileSnapshot("../functions/README.md");
  });

  it.each(Object.keys(allowed).filter((folder) => folder !== "stacks"))("%s", (folder) => {
    const found = filesOf(folder);
    expect(found.length).toBeGreaterThan(0);
    expect(strays(folder, found)).toEqual([]);
  });

  it("and no row allows what its folder has no use for", () => {
    const idle = Object.entries(allowed).flatMap(([folder, may]) => {
      const used = (folder === "stacks" ? stacks : filesOf(folder)).flatMap(imports);
      return may.filter((one) => !used.some((name) => isAllowed(name, one))).map((one) => `${folder}: ${one}`);
    });
    expect(idle).toEqual([]);
  });

  it("stacks", () => {
    expect(strays("stacks", stacks)).toEqual([]);
  });

  it("from folders that have a row", () => {
    expect([...new Set(app.map(dirname))].filter((folder) => !Object.hasOwn(allowed, rowOf(folder)))).toEqual([]);
  });

  it("stacks/local knows the app only by what is made of it: its template, and the client of its API", () => {
    const inward = sources("stacks/local").flatMap((file) =>
      imports(file).filter(
        (name) =>
          /^(functions(?!\/api\/(generated|cli)\/)|workflows)\//.test(name) || /^stacks\/(?!local\/)/.test(name),
      ),
    );
    expect(inward).toEqual([]);
  });

  it("the AWS SDK is imported by the platform only", () => {
    const users = app.filter((file) => imports(file).some((name) => name.startsWith("@aws-sdk/")));
    expect(users.filter((file) => !file.startsWith("functions/platform/aws/"))).toEqual([]);
    expect(users.length).toBeGreaterThan(0);
  });

  it("in no circle of files, types included", () => {
    const files = [...app, ...["stacks", "test"].flatMap(sources)];
    expect(circles(new Map(files.map((file) => [file, imports(file)])))).toEqual([]);
  });

  it("in no circle of folders", () => {
    expect(circles(byFolder([...app, ...sources("stacks")]))).toEqual([]);
  });

  it("a circle would be found", () => {
    const graph = new Map([
      ["a", ["b", "zod"]],
      ["b", ["c"]],
      ["c", ["b"]],
      ["d", ["a"]],
    ]);
    expect(circles(graph)).toEqual([["b", "c", "b"]]);
  });

  it("a stray import would be found", () => {
    expect(strays("functions/lead/rules", ["functions/email/outbound/deliver.ts"])).toContain(
      "functions/email/outbound/deliver.ts imports functions/email/outbound/notification-mail.ts",
    );
  });
});
