import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { flagNames } from "../stacks/local/flags.ts";
import { temporaryFolder } from "./folder.ts";
import { anApp } from "./given.ts";
import { blocksIn, readme, refusal, root, scriptsIn } from "./readme/readme.ts";
import { Command } from "./readme/session.ts";

const text = readme();
const Package = z.object({ scripts: z.record(z.string(), z.string()) });
const { scripts } = Package.parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));

describe("the README", () => {
  it("is read in one sitting", () => {
    expect(text.split("\n").length).toBeLessThanOrEqual(200);
  });

  it("names scripts that there are", () => {
    const own = ["start", "test", ...Object.keys(scripts)];
    expect(scriptsIn(text).filter((name) => !own.includes(name))).toEqual([]);
  });

  it("tells of every flag of npm start, and of no other", () => {
    const told = [...text.matchAll(/^\| `-- --([a-z]+)/gm)].map(([, name]) => name);
    expect(told.sort()).toEqual(flagNames.filter((name) => name !== "help").sort());
  });

  it("leads to files that there are", () => {
    const paths = [...text.matchAll(/\]\(([^)#]+)\)/g)]
      .map(([, path = ""]) => path)
      .filter((path) => !path.includes(":"));
    expect(paths.length).toBeGreaterThan(0);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});

describe("a script", () => {
  it.each(Object.entries(scripts))("%s installs what is missing first", (_, command) => {
    expect(command).toMatch(/^node stacks\/local\/install\.mjs( --java)? && /);
  });

  it("finds an installation complete: the lock file names nothing that npm does not install", () => {
    expect(readFileSync(join(root, "package-lock.json"), "utf8")).not.toContain('"extraneous"');
  });
});

describe("the README's requests", () => {
  const app = anApp();
  const blocks = blocksIn(text).filter(({ text: block }) => /curl/.test(block));

  it("are all answered, word for word but for the port", async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, ".leadwright"));
    writeFileSync(join(cwd, ".leadwright/token"), app().token);
    const here = (block: string) => block.replaceAll("localhost:4000", app().url.replace("http://", ""));
    const script = blocks.map(({ text: block }) => here(block)).join("\n");
    const requests = script.match(/^(curl|api) /gm) ?? [];
    const { code, output } = await new Command(`set -e\n${script.replace(/^((?:curl|api) .*)$/gm, "$1; echo")}`, {
      cwd,
    }).ended();
    expect(code).toBe(0);
    expect(output).not.toMatch(refusal);
    expect(output.match(/"inquiryId"|"url"|"ok"|\{\}/g)?.length).toBeGreaterThanOrEqual(requests.length);
  });
});
