import { randomInt } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import * as z from "zod";
import { readKept } from "../data/kept-file.ts";
import type { Assembly, Resource } from "../template/template.ts";
import { type AwsService, awsError } from "./aws.ts";

export interface SecretStore {
  readonly adminToken: string;
  service: AwsService;
}

const Properties = z.object({
  SecretString: z.string().optional(),
  GenerateSecretString: z
    .object({
      PasswordLength: z.number().default(32),
      ExcludeCharacters: z.string().default(""),
      ExcludeLowercase: z.boolean().default(false),
      ExcludeUppercase: z.boolean().default(false),
      ExcludeNumbers: z.boolean().default(false),
      ExcludePunctuation: z.boolean().default(false),
      IncludeSpace: z.boolean().default(false),
      SecretStringTemplate: z.string().optional(),
      GenerateStringKey: z.string().optional(),
    })
    .optional(),
});
type Generation = NonNullable<z.infer<typeof Properties>["GenerateSecretString"]>;

const Kept = z.record(z.string(), z.string());
const Wanted = z.object({ SecretId: z.string() });

export type SecretValues = Record<string, string>;

/** The assembly's secrets, kept in `file` if given; a chosen `adminToken` is not kept; others join those of `known`. */
export function openSecretStore(
  assembly: Assembly,
  file: string | undefined,
  adminToken: string | undefined,
  known: SecretValues = {},
): SecretStore {
  const resources = assembly.ofType("AWS::SecretsManager::Secret");
  const kept = (file && readKept(file, Kept, "The kept secrets")) || known;
  for (const { ref, properties } of resources) kept[ref] ??= generate(properties);
  if (file) keep(file, kept);
  const admin = resources.find(({ logicalId }) => logicalId.startsWith("AdminToken"));
  const values = { ...kept, ...(admin && adminToken && { [admin.ref]: adminToken }) };
  return {
    adminToken: (admin && values[admin.ref]) ?? "",
    service: async ({ target, body }) => {
      if (target !== "secretsmanager.GetSecretValue") return awsError(400, "UnknownOperationException", `${target}`);
      return getSecretValue(Wanted.parse(JSON.parse(body.toString())).SecretId, resources, values);
    },
  };
}

function getSecretValue(id: string, resources: Resource[], values: SecretValues) {
  const found = resources.find(({ arn }) => arn === id || arn.replace(/-[a-z0-9]{6}$/i, "").endsWith(`:${id}`));
  if (!found) return awsError(400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
  const name = found.arn.split(":").at(-1)?.slice(0, -7);
  return {
    status: 200,
    headers: { "content-type": "application/x-amz-json-1.1" },
    body: JSON.stringify({
      ARN: found.arn,
      Name: name,
      SecretString: values[found.ref],
      VersionId: "00000000-0000-0000-0000-000000000001",
      VersionStages: ["AWSCURRENT"],
    }),
  };
}

function generate(properties: unknown): string {
  const { SecretString, GenerateSecretString: rules } = Properties.parse(properties);
  if (SecretString !== undefined) return SecretString;
  if (!rules) return "";
  const password = randomPassword(rules);
  if (!rules.SecretStringTemplate || !rules.GenerateStringKey) return password;
  const template: unknown = JSON.parse(rules.SecretStringTemplate);
  return JSON.stringify({ ...Object(template), [rules.GenerateStringKey]: password });
}

function randomPassword(rules: Generation): string {
  const alphabet = [
    rules.ExcludeLowercase ? "" : "abcdefghijklmnopqrstuvwxyz",
    rules.ExcludeUppercase ? "" : "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    rules.ExcludeNumbers ? "" : "0123456789",
    rules.ExcludePunctuation ? "" : "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    rules.IncludeSpace ? " " : "",
  ].join("");
  const allowed = [...alphabet].filter((character) => !rules.ExcludeCharacters.includes(character));
  return Array.from({ length: rules.PasswordLength }, () => allowed[randomInt(allowed.length)]).join("");
}

function keep(file: string, values: SecretValues): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(values, null, 2), { mode: 0o600 });
}
