import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { withMadePart } from "./made-part.ts";
import { imports } from "./module-imports.ts";

const root = resolve(import.meta.dirname, "..");

/** Which folder may import what (functions/README.md). A folder may always import itself. */
const allowed: Record<string, string[]> = {
  "functions/platform": ["@aws-sdk/", "@middy/", "@aws-lambda-powertools/", "aws4fetch", "ulid", "zod"],
  "functions/lead": ["functions/platform", "workflows/shipped.ts", "libphonenumber-js", "zod"],
  "functions/email/outbound": [
    "functions/lead",
    "functions/platform",
    "workflows/shipped.ts",
    "workflows/definitions/mail-file.ts",
    "liquidjs",
    "marked",
    "nodemailer",
    "postal-mime",
    "zod",
  ],
  "functions/intake": [
    "functions/email/outbound",
    "functions/lead",
    "functions/platform",
    "@middy/core",
    "csv-parse",
    "zod",
  ],
  "functions/workflow": ["functions/email/outbound", "functions/lead", "functions/platform", "@middy/core", "zod"],
  "functions/tracking": ["functions/email/outbound", "functions/lead", "functions/platform", "@middy/core", "zod"],
  "functions/api": ["functions/email/outbound", "functions/lead", "functions/platform", "@middy/core", "zod"],
  workflows: [
    "aws-cdk-lib",
    "constructs",
    "functions/workflow/input.ts",
    // What a definition is, and how a mail is written: definitions are checked by the code that uses them.
    "functions/lead/model/cadence.ts",
    "functions/lead/model/confirmation-reminder.ts",
    "functions/lead/model/purpose.ts",
    "functions/lead/model/temperature.ts",
    "functions/email/outbound/front-matter.ts",
    "functions/email/outbound/html-part.ts",
    "functions/email/outbound/liquid.ts",
    "functions/email/outbound/mail-data.ts",
    "functions/email/outbound/merge.ts",
    "functions/email/outbound/notice-text.ts",
    "functions/email/outbound/text-part.ts",
    "liquidjs",
    "yaml",
    "zod",
  ],
  stacks: ["workflows", "aws-cdk-lib", "constructs", "sst/constructs", "sst/runtime", "yaml", "zod"],
};

const files = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /(?<!\.d)\.(ts|mjs)$/.test(file))
    .map((file) => join(folder, file));

/** Imports of a folder's files that its row does not list. */
function strays(folder: string, among: string[]): string[] {
  const may = [`${folder}/`, ...(allowed[folder] ?? [])];
  return among.flatMap((file) =>
    imports(file)
      .filter((name) => !may.some((prefix) => name.startsWith(prefix)))
      .map((name) => `${file} imports ${name}`),
  );
}

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

/** The architecture's page with its table as it is held here. */
function architecture(): string {
  const rows = Object.entries(allowed).map(([folder, may]) => {
    const inside = may.filter((name) => /^(functions|workflows)/.test(name));
    const outside = may.filter((name) => !inside.includes(name));
    return `| \`${folder}\` | ${inside.map((name) => `\`${name}\``).join(", ") || "–"} | ${outside.join(", ") || "–"} |`;
  });
  const table = ["| folder | ours | packages |", "| --- | --- | --- |", ...rows].join("\n");
  return withMadePart(new URL("../functions/README.md", import.meta.url), "test/layers.test.ts", table);
}

describe("imports point one way", () => {
  it("as functions/README.md shows: npm test -- -u test/layers writes it anew", async () => {
    await expect(architecture()).toMatchFileSnapshot("../functions/README.md");
  });

  it.each(Object.keys(allowed).filter((folder) => folder !== "stacks"))("%s", (folder) => {
    const found = files(folder);
    expect(found.length).toBeGreaterThan(0);
    expect(strays(folder, found)).toEqual([]);
  });

  it("stacks", () => {
    const own = files("stacks").filter((file) => !file.startsWith("stacks/local/"));
    expect(strays("stacks", own)).toEqual([]);
  });

  it("stacks/local knows the app only by what is made of it: its template, and the client of its API", () => {
    const inward = files("stacks/local").flatMap((file) =>
      imports(file).filter(
        (name) => /^(functions(?!\/api\/generated\/)|workflows)\//.test(name) || /^stacks\/(?!local\/)/.test(name),
      ),
    );
    expect(inward).toEqual([]);
  });

  it("the AWS SDK is imported by the platform only", () => {
    const users = files("functions").filter((file) => imports(file).some((name) => name.startsWith("@aws-sdk/")));
    expect(users.filter((file) => !file.startsWith("functions/platform/"))).toEqual([]);
    expect(users.length).toBeGreaterThan(0);
  });

  it("in no circle, types included", () => {
    expect(
      circles(
        new Map(["functions", "workflows", "stacks", "test"].flatMap(files).map((file) => [file, imports(file)])),
      ),
    ).toEqual([]);
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
    expect(strays("functions/lead", ["functions/email/outbound/deliver.ts"])).toContain(
      "functions/email/outbound/deliver.ts imports functions/email/outbound/notification-mail.ts",
    );
  });
});
