import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, inject, it, onTestFinished } from "vitest";
import * as z from "zod";
import { heldFor } from "../../functions/lead/store/revision.ts";
import { day } from "../../functions/platform/time.ts";
import { apiRoutes } from "../../stacks/local/gateway/api-route.ts";
import { defineFunction, handlerFile } from "../../stacks/local/lambda/function-definition.ts";
import { readAssembly } from "../../stacks/local/template/template.ts";

const root = join(import.meta.dirname, "../..");
const folder = inject("assembly");
const assembly = readAssembly(folder, "http://127.0.0.1:4000");

/** SST adds a function of its own to every stack. */
const ours = assembly
  .ofType("AWS::Lambda::Function")
  .filter(({ logicalId }) => !logicalId.startsWith("CustomResourceHandler"));

/** What `npm run synth` writes, in a folder that is gone after the test. */
async function synthesized(): Promise<string> {
  const out = mkdtempSync(join(tmpdir(), "leadwright-synth-"));
  onTestFinished(() => rmSync(out, { recursive: true, force: true }));
  const { NODE_OPTIONS: _, ...env } = process.env;
  const argv = ["stacks/local/synth.ts", "--stage", "local", "--out", out];
  await promisify(execFile)(process.execPath, argv, { cwd: root, env });
  return out;
}

/** Templates, asset lists and code of a cloud assembly by path. Asset folders are named by the hash of what they hold. */
function contents(directory: string): Record<string, string> {
  const isPart = (path: string) => /^(asset\.[0-9a-f]{64}$|[^/]+\.(template|assets)\.json$)/.test(path);
  const paths = readdirSync(directory).filter(isPart).sort();
  const read = (path: string) => (path.startsWith("asset.") ? codeOf(join(directory, path)) : textOf(directory, path));
  return Object.fromEntries(paths.map((path) => [path, read(path)]));
}

const textOf = (directory: string, path: string): string => readFileSync(join(directory, path), "utf8");

const codeOf = (asset: string): string =>
  readdirSync(asset, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => textOf(entry.parentPath, entry.name))
    .join("\0");

describe("what ships is what runs here", () => {
  it("synthesized again, elsewhere and by another process, it is what the runtime runs, byte for byte", async () => {
    const running = contents(folder);
    const again = contents(await synthesized());
    expect(Object.keys(running).filter((path) => path.endsWith(".template.json")).length).toBeGreaterThanOrEqual(6);
    expect(Object.keys(again)).toEqual(Object.keys(running));
    expect(Object.keys(again).filter((path) => again[path] !== running[path])).toEqual([]);
  });

  it.each(ours.map((resource) => [resource.logicalId, resource] as const))("%s runs its own asset", (_, resource) => {
    const definition = defineFunction(resource, assembly, { dynamoDb: "http://localhost", aws: "http://localhost" });
    expect(definition.folder.startsWith(folder)).toBe(true);
    const file = handlerFile(definition);
    expect(existsSync(file)).toBe(true);
    expect(textOf(definition.folder, file.slice(definition.folder.length + 1))).toMatch(/export\s*\{/);
  });

  it.each(ours.map((resource) => [resource.logicalId, resource] as const))(
    "%s is its bundle alone: nothing was installed beside it",
    (_, resource) => {
      const definition = defineFunction(resource, assembly, { dynamoDb: "http://localhost", aws: "http://localhost" });
      const files = readdirSync(definition.folder, { recursive: true, withFileTypes: true }).filter((it) =>
        it.isFile(),
      );
      expect(files.map(({ parentPath, name }) => join(parentPath, name))).toEqual([handlerFile(definition)]);
    },
  );
});

const Properties = z.looseObject({});
const propertiesOf = (type: string) => assembly.ofType(type).map((it) => Properties.parse(it.properties));

describe("functions", () => {
  it.each(ours.map((resource) => [resource.logicalId, resource] as const))(
    "%s is Node 24 on arm64, traced but for what runs by the clock",
    (_, it) => {
      expect(it.properties).toMatchObject({
        Runtime: "nodejs24.x",
        Architectures: ["arm64"],
        LoggingConfig: { LogFormat: "JSON" },
      });
      const tracing = /^(Sweep|SourceWatch)/.test(it.logicalId) ? undefined : { Mode: "Active" };
      expect(Properties.parse(it.properties).TracingConfig).toEqual(tracing);
    },
  );

  it("carry no secret and no machine's path in their environment", () => {
    const text = JSON.stringify(ours.map((it) => it.properties));
    expect(text).not.toContain(root);
    expect(text).not.toMatch(/"(\w*(PASSWORD|SECRET)\w*|AWS_\w*KEY\w*)":/);
  });

  it("know our own mail domain wherever they hold an address against it", () => {
    const asking = ours.filter((it) => {
      const definition = defineFunction(it, assembly, { dynamoDb: "http://localhost", aws: "http://localhost" });
      return readFileSync(handlerFile(definition), "utf8").includes("MAIL_DOMAIN");
    });
    expect(asking.length).toBeGreaterThan(5);
    for (const { logicalId, properties } of asking)
      expect(Object(properties).Environment.Variables.MAIL_DOMAIN, logicalId).toBe("leads.example");
  });

  it("whoever waits at the API has its function's last word before API Gateway gives up after 30 s", () => {
    const atTheApi = new Set(apiRoutes(assembly).map(({ functionArn }) => functionArn));
    const waitedFor = ours.filter(({ arn }) => atTheApi.has(arn));
    expect(waitedFor.length).toBeGreaterThan(3);
    for (const { logicalId, properties } of waitedFor) expect(Object(properties).Timeout, logicalId).toBeLessThan(30);
  });

  it("log groups are kept for a bounded time", () => {
    const groups = propertiesOf("AWS::Logs::LogGroup");
    expect(groups.length).toBeGreaterThan(ours.length);
    for (const group of groups) expect(group.RetentionInDays).toBe(30);
  });

  it("the router is fed so that one bad record neither blocks nor loses the rest", () => {
    expect(propertiesOf("AWS::Lambda::EventSourceMapping")).toEqual([
      expect.objectContaining({
        StartingPosition: "TRIM_HORIZON",
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: 10,
        FunctionResponseTypes: ["ReportBatchItemFailures"],
        DestinationConfig: { OnFailure: { Destination: assembly.ofType("AWS::S3::Bucket")[0]?.arn } },
      }),
    ]);
  });
});

describe("storage", () => {
  it("the table can be restored, streams both images, is encrypted and is kept when the stack goes", () => {
    const [table, ...more] = propertiesOf("AWS::DynamoDB::Table");
    expect(more).toEqual([]);
    expect(table).toMatchObject({
      BillingMode: "PAY_PER_REQUEST",
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      StreamSpecification: { StreamViewType: "NEW_AND_OLD_IMAGES" },
      SSESpecification: { SSEEnabled: true },
      TimeToLiveSpecification: { AttributeName: "expiresAt", Enabled: true },
    });
  });

  it("the bucket is closed to the public, encrypted, and takes no plain HTTP", () => {
    const [bucket] = propertiesOf("AWS::S3::Bucket");
    expect(bucket).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
      },
    });
    expect(JSON.stringify(propertiesOf("AWS::S3::BucketPolicy"))).toContain('"aws:SecureTransport":"false"');
  });

  it("what a parcel holds is not kept for ever in the bucket, and what an inquiry holds is", () => {
    const Rules = z.object({
      LifecycleConfiguration: z.object({
        Rules: z.array(z.object({ Prefix: z.string(), ExpirationInDays: z.number().optional() })),
      }),
    });
    const [bucket] = propertiesOf("AWS::S3::Bucket");
    const { Rules: rules } = Rules.parse(bucket).LifecycleConfiguration;
    const daysOf = (key: string) => rules.find(({ Prefix }) => key.startsWith(Prefix))?.ExpirationInDays;
    expect(daysOf("parcels/pc_1")).toBeGreaterThan(heldFor / day);
    expect(daysOf("payloads/inq_1")).toBeUndefined();
  });

  it("what holds data outlives its stack", () => {
    const template = textOf(folder, "local-leadwright-Storage.template.json");
    const Kept = z.object({ Resources: z.record(z.string(), z.looseObject({ Type: z.string() })) });
    const holding = Object.values(Kept.parse(JSON.parse(template)).Resources).filter(({ Type }) =>
      ["AWS::DynamoDB::Table", "AWS::S3::Bucket"].includes(Type),
    );
    expect(holding).toHaveLength(2);
    for (const resource of holding) expect(resource).toMatchObject({ DeletionPolicy: "Retain" });
  });
});

describe("receiving mail", () => {
  const Declared = z.object({
    Type: z.string(),
    DependsOn: z.array(z.string()).default([]),
    Properties: z.looseObject({}).default({}),
  });
  const template = JSON.parse(textOf(folder, "local-leadwright-Inbound.template.json"));
  const { Resources: declared } = z.object({ Resources: z.record(z.string(), Declared) }).parse(template);
  const idsOf = (type: string) => Object.keys(declared).filter((id) => declared[id]?.Type === type);
  const [found = ""] = idsOf("Custom::ActiveRuleSet");

  it("the rule is put into the rule set that the deployment finds active, so it goes before it", () => {
    const [rule = "", ...more] = idsOf("AWS::SES::ReceiptRule");
    expect(more).toEqual([]);
    expect(declared[rule]?.Properties.RuleSetName).toEqual({ "Fn::GetAtt": [found, "RuleSetName"] });
    expect(idsOf("AWS::SES::ReceiptRuleSet")).toEqual([]);
  });

  it("the deployment waits five minutes for that, not an hour, and may look after it until the end", () => {
    const [keeper = ""] = idsOf("AWS::Lambda::Function").filter((id) => id.startsWith("RuleSetKeeper"));
    const [policy] = idsOf("AWS::IAM::Policy").filter((id) => id.startsWith("RuleSetKeeperServiceRole"));
    expect(declared[found]?.Properties).toMatchObject({
      ServiceTimeout: "300",
      ServiceToken: { "Fn::GetAtt": [keeper, "Arn"] },
    });
    expect(declared[keeper]?.DependsOn).toContain(policy);
  });
});

const List = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const Policy = z.object({
  PolicyDocument: z.object({
    Statement: z.array(z.object({ Effect: z.string(), Action: List, Resource: List.optional() })),
  }),
});

/** Every Allow statement of the roles, with the policy it is in. */
const granted = assembly.ofType("AWS::IAM::Policy").flatMap(({ logicalId, properties }) =>
  Policy.parse(properties)
    .PolicyDocument.Statement.filter(({ Effect }) => Effect === "Allow")
    .map(({ Action, Resource = [] }) => ({ policy: logicalId, actions: Action, resources: Resource })),
);

/** Actions for which AWS knows no narrower resource: X-Ray, listing streams, a state machine's log delivery, SES's rule sets. */
const boundless =
  /^(ses:(Create|Delete|Describe|DescribeActive|SetActive)ReceiptRuleSet|xray:(Put|Get)\w+|dynamodb:ListStreams|logs:(\w*LogDelivery|ListLogDeliveries|\w+ResourcePolic(y|ies)|DescribeLogGroups))$/;

describe("least privilege", () => {
  it("no statement allows every action, or every action of a service", () => {
    expect(granted.length).toBeGreaterThan(10);
    expect(granted.filter(({ actions }) => actions.some((action) => /^(\*|[\w-]+:\*)$/.test(action)))).toEqual([]);
  });

  it("every resource is allowed only where AWS knows no narrower one", () => {
    const open = granted.filter(({ resources }) => resources.includes("*"));
    expect(open.length).toBeGreaterThan(0);
    expect(open.flatMap(({ actions }) => actions).filter((action) => !boundless.test(action))).toEqual([]);
  });

  it("roles hold no managed policy but the one for writing logs", () => {
    const Role = z.object({ ManagedPolicyArns: z.array(z.string()).default([]) });
    const managed = assembly.ofType("AWS::IAM::Role").flatMap((it) => Role.parse(it.properties).ManagedPolicyArns);
    expect(new Set(managed)).toEqual(new Set(["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"]));
  });

  it.each<[string, RegExp]>([
    ["FormDoor", /^(xray|dynamodb):|^s3:(PutObject|Abort)|^secretsmanager:GetSecretValue$/],
    ["PlatformDoor", /^(xray|dynamodb):|^s3:(PutObject|Abort)|^secretsmanager:GetSecretValue$/],
    ["Importer", /^(xray|dynamodb):|^s3:/],
    ["Router", /^(xray|dynamodb):|^lambda:InvokeFunction$|^states:(Start|Stop|Describe)Execution$|^s3:/],
    ["Sweep", /^(xray|dynamodb):|^lambda:InvokeFunction$|^states:DescribeExecution$/],
    ["OpsApi", /^(xray|dynamodb):|^secretsmanager:(GetSecretValue|DescribeSecret)$/],
    ["RuleSetKeeper", /^xray:|^ses:(Create|Delete|Describe|DescribeActive|SetActive)ReceiptRuleSet$/],
    ["Step", /^(xray|dynamodb):|^ses:SendRawEmail$|^s3:GetObject$|^secretsmanager:(GetSecretValue|DescribeSecret)$/],
  ])("%s may do nothing outside its work", (id, allowed) => {
    const actions = granted.filter(({ policy }) => policy.startsWith(`${id}ServiceRole`)).flatMap((it) => it.actions);
    expect(actions.length).toBeGreaterThan(2);
    expect(actions.filter((action) => !allowed.test(action))).toEqual([]);
  });

  it("nobody may scan the table, delete from it, or change it as a whole", () => {
    const actions = granted.flatMap((it) => it.actions).filter((action) => action.startsWith("dynamodb:"));
    expect(actions.filter((action) => /Scan|Delete|Table$|Restore|PartiQL|BatchWrite/.test(action))).toEqual([]);
  });
});
