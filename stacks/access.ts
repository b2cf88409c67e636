import type { ITable } from "aws-cdk-lib/aws-dynamodb";
import { Effect, type IGrantable, PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import type { ISecret } from "aws-cdk-lib/aws-secretsmanager";

/**
 * The families of items in the table, by the beginning of their partition keys. functions/lead/store/keys.ts makes the keys;
 * test/stacks/access.test.ts holds the two together.
 */
export const families = {
  leads: "LEAD#*",
  addresses: "EMAIL#*",
  numbers: "PHONE#*",
  thanked: "THANKED#*",
  velocity: "VELOCITY#*",
  handles: "HANDLE#*",
  idempotency: "ONCE#*",
  sources: "SOURCES",
  sourceCounters: "SEEN#*",
  costs: "COST#*",
  deliveries: "PARCEL#*",
  imports: "IMPORT#*",
  owners: "OWNERS",
  turns: "POOL#*",
  tasks: "TASK#*",
  customers: "CUSTOMER#*",
} as const;

type Family = keyof typeof families;
type ItemAction = "GetItem" | "BatchGetItem" | "Query" | "PutItem" | "UpdateItem" | "ConditionCheckItem";

/** What a function may do with items of which families, and which indexes it may ask. Nobody deletes, nobody scans. */
export type TableAccess = Partial<Record<ItemAction, readonly Family[]>> & { indexes?: readonly string[] };

const grant = (grantee: IGrantable, actions: string[], resources: string[], leadingKeys?: string[]): void => {
  const conditions = leadingKeys && { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": leadingKeys } };
  grantee.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({ effect: Effect.ALLOW, actions, resources, ...(conditions && { conditions }) }),
  );
};

/** Lets a function do with the table what `access` says and nothing else. */
export function mayUse(table: ITable, grantee: IGrantable, { indexes = [], ...items }: TableAccess): void {
  for (const [action, on] of Object.entries(items)) {
    const leadingKeys = on.map((family) => families[family]);
    grant(grantee, [`dynamodb:${action}`], [table.tableArn], leadingKeys);
  }
  // The entries of an index are under keys of its own; they hold nothing but keys.
  const arns = indexes.map((index) => `${table.tableArn}/index/${index}`);
  if (arns.length > 0) grant(grantee, ["dynamodb:Query"], arns);
}

/** Lets a function read the value of a secret. */
export const mayRead = (secret: ISecret, grantee: IGrantable): void =>
  grant(grantee, ["secretsmanager:GetSecretValue"], [secret.secretArn]);

/** Lets a function have another do work. */
export const mayInvoke = ({ functionArn }: IFunction, grantee: IGrantable): void =>
  grant(grantee, ["lambda:InvokeFunction"], [functionArn]);

/** Lets a function do one thing with the objects under a prefix. */
export const mayKeep = (
  action: "s3:PutObject" | "s3:GetObject" | "s3:DeleteObject",
  bucket: IBucket,
  prefix: string,
  to: IGrantable,
): void => grant(to, [action], [bucket.arnForObjects(`${prefix}*`)]);

/** Lets a function look after the account's receipt rule sets. SES knows no narrower resource for these actions. */
export const mayTendRuleSets = (grantee: IGrantable): void =>
  grant(
    grantee,
    ["DescribeActive", "Describe", "Create", "SetActive", "Delete"].map((verb) => `ses:${verb}ReceiptRuleSet`),
    ["*"],
  );
