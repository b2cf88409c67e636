import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { noValue, resolve, type Scope } from "./intrinsics.ts";
import { identify, type NamedResource, type ResourceKind, resourceKinds } from "./resource-kinds.ts";

export interface Resource {
  logicalId: string;
  stack: string;
  type: string;
  /** Physical name or id: what `Ref` gives. */
  ref: string;
  arn: string;
  properties: unknown;
}

export interface Assembly {
  directory: string;
  region: string;
  account: string;
  resources: Resource[];
  ofType(type: string): Resource[];
  /** Stack outputs by key. */
  outputs: Record<string, string>;
}

const Manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      environment: z.string().optional(),
      properties: z.object({ templateFile: z.string().optional() }).optional(),
    }),
  ),
});

const Template = z.object({
  Parameters: z.record(z.string(), z.object({ Default: z.unknown() })).default({}),
  Mappings: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Condition: z.string().optional(),
      Properties: z.record(z.string(), z.unknown()).default({}),
    }),
  ),
  Outputs: z
    .record(z.string(), z.object({ Value: z.unknown(), Export: z.object({ Name: z.unknown() }).optional() }))
    .default({}),
});

interface Stack {
  name: string;
  region: string;
  account: string;
  template: z.infer<typeof Template>;
  scope: Scope;
}

/** Reads and resolves the assembly in `directory`. @throws Error naming a type, attribute or intrinsic that is not known */
export function readAssembly(directory: string, apiEndpoint: string): Assembly {
  const exports = new Map<string, () => unknown>();
  const stacks = readStacks(directory).map((stack) => withScope(stack, exports, apiEndpoint));
  for (const stack of stacks) collectExports(stack, exports);
  const resources = stacks.flatMap(resolveResources);
  const outputs = stacks.flatMap(({ template, scope }) =>
    Object.entries(template.Outputs).map(([key, output]) => [key, String(resolve(output.Value, scope))]),
  );
  return {
    directory,
    region: stacks[0]?.region ?? "us-east-1",
    account: stacks[0]?.account ?? "123456789012",
    resources,
    ofType: (type) => resources.filter((resource) => resource.type === type),
    outputs: Object.fromEntries(outputs),
  };
}

function readStacks(directory: string): Omit<Stack, "scope">[] {
  const manifest = Manifest.parse(JSON.parse(readFileSync(join(directory, "manifest.json"), "utf8")));
  return Object.entries(manifest.artifacts).flatMap(([name, artifact]) => {
    const file = artifact.properties?.templateFile;
    if (artifact.type !== "aws:cloudformation:stack" || !file) return [];
    const [account = "123456789012", region = "us-east-1"] =
      artifact.environment?.slice("aws://".length).split("/") ?? [];
    return [
      { name, account, region, template: Template.parse(JSON.parse(readFileSync(join(directory, file), "utf8"))) },
    ];
  });
}

function withScope(stack: Omit<Stack, "scope">, exports: Map<string, () => unknown>, apiEndpoint: string): Stack {
  const { template } = stack;
  const pseudo = pseudoParameters(stack);
  const scope: Scope = {
    ref: (name) => {
      if (name in pseudo) return pseudo[name];
      if (name in template.Parameters) return template.Parameters[name]?.Default;
      return identity(stack.name, name, { ...stack, scope }).ref;
    },
    attribute: (logicalId, attribute) => {
      const { kind, named, name, arn } = identity(stack.name, logicalId, { ...stack, scope });
      if (attribute === "ApiEndpoint") return apiEndpoint;
      const value = attribute === "Arn" ? arn : kind.attributes?.(named, name)[attribute];
      if (value === undefined) throw new Error(`The local runtime knows no attribute ${attribute} of ${logicalId}`);
      return value;
    },
    imported: (name) => {
      const value = exports.get(name);
      if (!value) throw new Error(`Stack ${stack.name} imports ${name}, which no stack exports`);
      return value();
    },
    condition: (name) => resolve(template.Conditions[name], scope) === true,
    mapping: (map, top, second) => template.Mappings[map]?.[top]?.[second],
  };
  return { ...stack, scope };
}

function pseudoParameters(stack: Omit<Stack, "scope">): Record<string, unknown> {
  return {
    "AWS::Region": stack.region,
    "AWS::AccountId": stack.account,
    "AWS::Partition": "aws",
    "AWS::URLSuffix": "amazonaws.com",
    "AWS::StackName": stack.name,
    "AWS::StackId": `arn:aws:cloudformation:${stack.region}:${stack.account}:stack/${stack.name}/local`,
    "AWS::NotificationARNs": [],
    "AWS::NoValue": noValue,
  };
}

function identity(stackName: string, logicalId: string, stack: Stack) {
  const declared = stack.template.Resources[logicalId];
  if (!declared) throw new Error(`Stack ${stackName} has no resource or parameter ${logicalId}`);
  const kind = kindOf(declared.Type, logicalId);
  const given = kind.nameProperty && resolve(declared.Properties[kind.nameProperty], stack.scope);
  const named: NamedResource = {
    logicalId,
    stack: stackName,
    given: typeof given === "string" ? given : undefined,
    region: stack.region,
    account: stack.account,
  };
  return { kind, named, ...identify(kind, named) };
}

function kindOf(type: string, logicalId: string): ResourceKind {
  const kind = resourceKinds[type];
  if (!kind) {
    throw new Error(
      `The local runtime does not know the resource type ${type} (${logicalId}). Add it to stacks/local/template/resource-kinds.ts: run it, or say why nothing needs to.`,
    );
  }
  return kind;
}

function collectExports({ template, scope }: Stack, exports: Map<string, () => unknown>): void {
  for (const output of Object.values(template.Outputs)) {
    if (output.Export) exports.set(String(resolve(output.Export.Name, scope)), () => resolve(output.Value, scope));
  }
}

function resolveResources(stack: Stack): Resource[] {
  return Object.entries(stack.template.Resources).flatMap(([logicalId, declared]) => {
    if (declared.Condition && !stack.scope.condition(declared.Condition)) return [];
    const { ref, arn } = identity(stack.name, logicalId, stack);
    const properties = resolve(declared.Properties, stack.scope);
    return [{ logicalId, stack: stack.name, type: declared.Type, ref, arn, properties }];
  });
}
