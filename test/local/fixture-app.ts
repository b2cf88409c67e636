import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { VirtualClock } from "../../stacks/local/clock/clock.ts";
import { type FunctionsOptions, startFunctions } from "../../stacks/local/lambda/lambda.ts";
import { type Assembly, readAssembly } from "../../stacks/local/template/template.ts";
import { temporaryFolder } from "../folder.ts";

interface FixtureApp {
  /** Source of each function's module, by logical id; it exports `handler`. */
  functions?: Record<string, string>;
  /** Further resources, as in a template. */
  resources?: Record<string, { Type: string; Properties?: object; Condition?: string }>;
  /** Other sections of the template. */
  template?: object;
  /** Properties of the functions. */
  properties?: Record<string, object>;
}

/** Writes a small cloud assembly, as the CDK would. */
export function writeApp({ functions = {}, resources = {}, template = {}, properties = {} }: FixtureApp): string {
  const folder = temporaryFolder();
  const declared = Object.entries(functions).map(([id, source]) => {
    const asset = join(folder, `asset.${id}`);
    mkdirSync(asset);
    writeFileSync(join(asset, "index.mjs"), source);
    const shape = { Code: { S3Key: `${id}.zip` }, Handler: "index.handler", ...properties[id] };
    return [id, { Type: "AWS::Lambda::Function", Properties: shape }];
  });
  writeStack(folder, "test", { ...template, Resources: { ...Object.fromEntries(declared), ...resources } });
  return folder;
}

/** Adds a stack to a cloud assembly. */
export function writeStack(folder: string, name: string, template: object): void {
  const file = `${name}.template.json`;
  writeFileSync(join(folder, file), JSON.stringify(template));
  const artifact = {
    type: "aws:cloudformation:stack",
    environment: "aws://123456789012/eu-west-1",
    properties: { templateFile: file },
  };
  addArtifact(folder, name, artifact);
}

const artifacts = new Map<string, Record<string, object>>();

function addArtifact(folder: string, name: string, artifact: object): void {
  const known = { ...artifacts.get(folder), [name]: artifact };
  artifacts.set(folder, known);
  writeFileSync(join(folder, "manifest.json"), JSON.stringify({ artifacts: known }));
}

export function readApp(app: FixtureApp): Assembly {
  return readAssembly(writeApp(app), "http://127.0.0.1:4000");
}

/** The functions of a fixture app; they end with the test. What is reported is collected. */
export function runFunctions(
  assembly: Assembly,
  clock: VirtualClock,
  more: Pick<FunctionsOptions, "logFolder" | "failures" | "isKeptWaiting" | "warm"> = {},
) {
  const reports: string[] = [];
  const functions = startFunctions({
    assembly,
    clock,
    endpoints: { dynamoDb: "http://127.0.0.1:1", aws: "http://127.0.0.1:2" },
    ...more,
    report: (line) => reports.push(line),
  });
  onTestFinished(() => functions.stop());
  return { functions, reports, arnOf: (id: string) => assembly.resources.find((it) => it.logicalId === id)?.arn ?? "" };
}
