import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import * as z from "zod";
import { readAssembly } from "../stacks/local/template/template.ts";
import { remembersSources } from "./given.ts";
import { imports } from "./module-imports.ts";

const root = join(import.meta.dirname, "..");
const textOf = (file: string): string => readFileSync(join(root, file), "utf8");

/** Of what a function's environment keeps between invocations, an app leaves all to the next but sources. */
const remembering = {
  "functions/platform/aws/secrets.ts": "secrets, which are the host's",
  "functions/platform/aws/unreadable.ts": "which items were reported, for a quarter of an hour",
  "functions/platform/http/described.ts": "descriptions of schemas, by themselves",
  "functions/platform/security/cipher.ts": "a key made of such a secret",
  "functions/platform/text/format.ts": "texts that were read, by themselves",
  "functions/source/registry.ts": "sources, for a minute",
  "functions/email/outbound/template.ts": "parsed texts, by themselves",
  "functions/email/inbound/guarded-reader.ts": "the thread that reads mails",
  "functions/email/inbound/notice-leak.ts": "what our own mails say",
  "functions/intake/adapters/ads/linkedin-api.ts": "forms of LinkedIn, whose address is a variable",
  "functions/language/box-meaning.ts": "what names mean, by themselves",
  "functions/language/month-names.ts": "names of months",
};

/** A variable of a module that can change. */
const changing =
  /^(?:export )?(?:let |const \w+(?:: (?!Readonly)[^=]+)? = (?:new (?:Weak)?Map(?:<.*>)?\(\)|\[\];|\{\};))/m;

test("what functions remember is known", () => {
  const files = globSync("functions/**/*.ts", { cwd: root }).filter((file) => !file.startsWith("functions/api/cli/"));
  expect(files.filter((file) => changing.test(textOf(file))).sort()).toEqual(Object.keys(remembering).sort());
});

function reached(file: string, files = new Set<string>()): Set<string> {
  if (files.has(file) || !file.endsWith(".ts")) return files;
  files.add(file);
  for (const one of imports(file)) reached(one, files);
  return files;
}

const Ours = z.object({ Handler: z.string().startsWith("functions/") });

test("those that remember sources end with their app", () => {
  const functions = readAssembly(inject("assembly"), "http://127.0.0.1").ofType("AWS::Lambda::Function");
  const reading = functions.filter(({ properties }) => {
    const { data } = Ours.safeParse(properties);
    const module = data?.Handler.replace(/\.\w+$/, ".ts");
    return module && [...reached(module)].some((file) => /(?<!function )\breadSource\(/.test(textOf(file)));
  });
  expect(reading.map(({ logicalId }) => logicalId).filter((id) => !remembersSources(id))).toEqual([]);
  expect(reading.length).toBeGreaterThan(0);
});
