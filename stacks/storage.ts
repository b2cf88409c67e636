import { Duration } from "aws-cdk-lib";
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from "aws-cdk-lib/aws-dynamodb";
import { BlockPublicAccess, Bucket, BucketEncryption } from "aws-cdk-lib/aws-s3";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import type { StackContext } from "sst/constructs";
import { givenUpPrefix, tellOfObjects } from "./given-up.ts";

/**
 * Where in the bucket what lies: payloads that are too large for the table, files that are uploaded, and rows of which nothing
 * could be made.
 */
export const prefixes = {
  inquiries: "payloads/",
  deliveries: "parcels/",
  uploads: "imports/",
  rejects: "import-errors/",
} as const;

/** The indexes of the one table; what each answers is at the top of functions/lead/store/keys.ts. */
const indexes = ["byAge", "byDue", "byOwner", "byStage"] as const;

/** What must outlive everything else: the table, the bucket for large payloads and failed records, the three secrets. */
export function Storage({ stack }: StackContext) {
  const table = new Table(stack, "Leads", {
    partitionKey: { name: "pk", type: AttributeType.STRING },
    sortKey: { name: "sk", type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    stream: StreamViewType.NEW_AND_OLD_IMAGES,
    encryption: TableEncryption.AWS_MANAGED,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    timeToLiveAttribute: "expiresAt",
  });
  for (const index of indexes) {
    table.addGlobalSecondaryIndex({
      indexName: index,
      partitionKey: { name: `${index}Pk`, type: AttributeType.STRING },
      sortKey: { name: `${index}Sk`, type: AttributeType.STRING },
      projectionType: ProjectionType.KEYS_ONLY,
    });
  }
  const bucket = new Bucket(stack, "Vault", {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    versioned: true,
    lifecycleRules: [
      // What is removed there is to be forgotten.
      { prefix: prefixes.inquiries, noncurrentVersionExpiration: Duration.days(1), expiredObjectDeleteMarker: true },
      // Longer than a raw delivery is kept after it was looked at last (functions/intake/deliveries/raw-delivery.ts), and DynamoDB takes to see it.
      { prefix: prefixes.deliveries, expiration: Duration.days(100), noncurrentVersionExpiration: Duration.days(1) },
      { prefix: givenUpPrefix, expiration: Duration.days(90), noncurrentVersionExpiration: Duration.days(1) },
      // Every row is kept with its inquiry: a whole list of people need not lie about.
      ...[prefixes.uploads, prefixes.rejects].map((prefix) => ({
        prefix,
        expiration: Duration.days(30),
        noncurrentVersionExpiration: Duration.days(1),
      })),
    ],
  });
  tellOfObjects(bucket);
  const signingKey = new Secret(stack, "SigningKey", {
    description: "Signs the links in mails",
    generateSecretString: { passwordLength: 64, excludePunctuation: true },
  });
  const dataKey = new Secret(stack, "DataKey", {
    description: "Encrypts the secrets of sources in the table",
    generateSecretString: { passwordLength: 64, excludePunctuation: true },
  });
  const adminToken = new Secret(stack, "AdminToken", {
    description: "Bearer token of the private API",
    generateSecretString: { passwordLength: 40, excludePunctuation: true },
  });
  stack.addOutputs({ AdminTokenSecret: adminToken.secretName });
  return { table, bucket, signingKey, dataKey, adminToken };
}
