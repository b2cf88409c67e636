import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import type { Assembly, Resource } from "../template/template.ts";

export interface FunctionDefinition {
  logicalId: string;
  arn: string;
  name: string;
  folder: string;
  /** File and export, as the template names them. */
  handler: string;
  memoryMegabytes: number;
  timeoutMs: number;
  environment: Record<string, string>;
}

/** Where the functions reach AWS here. */
export interface Endpoints {
  dynamoDb: string;
  /** Every other service. */
  aws: string;
}

const Properties = z.object({
  Code: z.object({ S3Key: z.string() }),
  Handler: z.string(),
  MemorySize: z.number().default(128),
  Timeout: z.number().default(3),
  Environment: z.object({ Variables: z.record(z.string(), z.coerce.string()) }).optional(),
});

const services = ["SFN", "SES", "S3", "SECRETS_MANAGER", "SQS", "LAMBDA", "EVENTBRIDGE", "SSM"];

/** Variables of a function that the runtime's own environment may override. */
const overridable = ["META_GRAPH_URL", "META_GRAPH_VERSION", "LINKEDIN_API_URL", "TIKTOK_API_URL"];

/** Reads a Lambda function from the template, with the environment it has here: its own, where AWS is, and credentials that carry its logical id. */
export function defineFunction(resource: Resource, assembly: Assembly, endpoints: Endpoints): FunctionDefinition {
  const properties = Properties.parse(resource.properties);
  return {
    logicalId: resource.logicalId,
    arn: resource.arn,
    name: resource.ref,
    folder: assetFolder(assembly.directory, properties.Code.S3Key),
    handler: properties.Handler,
    memoryMegabytes: properties.MemorySize,
    timeoutMs: properties.Timeout * 1000,
    environment: {
      ...properties.Environment?.Variables,
      ...overrides(properties.Environment?.Variables ?? {}),
      ...lambdaVariables(resource, properties.MemorySize, properties.Handler, assembly.region),
      ...Object.fromEntries(services.map((service) => [`AWS_ENDPOINT_URL_${service}`, endpoints.aws])),
      AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamoDb,
    },
  };
}

/** The bundled file a handler such as `functions/api/api.handler` is in. */
export function handlerFile({ folder, handler }: Pick<FunctionDefinition, "folder" | "handler">): string {
  const path = join(folder, handler.slice(0, handler.lastIndexOf(".")));
  const file = [".mjs", ".js", ".cjs"].map((extension) => path + extension).find((it) => existsSync(it));
  if (!file) throw new Error(`The bundle of ${handler} is not in ${folder}`);
  return file;
}

export function bundleBytes({ folder }: Pick<FunctionDefinition, "folder">): number {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => /\.[cm]?js$/.test(file))
    .reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
}

function assetFolder(directory: string, key: string): string {
  return join(directory, `asset.${key.replace(/\.zip$/, "")}`);
}

function overrides(own: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    overridable.flatMap((name) => {
      const value = process.env[name];
      return name in own && value ? [[name, value]] : [];
    }),
  );
}

function lambdaVariables(resource: Resource, memory: number, handler: string, region: string): Record<string, string> {
  return {
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_LAMBDA_FUNCTION_NAME: resource.ref,
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memory),
    AWS_ACCESS_KEY_ID: `local-${resource.logicalId}`,
    AWS_SECRET_ACCESS_KEY: "local",
    _HANDLER: handler,
    TZ: ":UTC",
    LANG: "en_US.UTF-8",
  };
}
