import { join } from "node:path";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { expect, onTestFinished, test } from "vitest";
import { type AwsService, startAws } from "../../stacks/local/aws/aws.ts";
import { openBuckets } from "../../stacks/local/aws/bucket.ts";
import { RequestLog } from "../../stacks/local/aws/request-log.ts";
import { openSecretStore } from "../../stacks/local/aws/secrets.ts";
import { VirtualClock } from "../../stacks/local/clock/clock.ts";
import { temporaryFolder } from "../folder.ts";
import { readApp } from "./fixture-app.ts";

const secret = (GenerateSecretString: object) => ({
  Type: "AWS::SecretsManager::Secret",
  Properties: { GenerateSecretString },
});
const secretApp = () =>
  readApp({
    resources: {
      AdminToken: secret({ PasswordLength: 40, ExcludePunctuation: true }),
      SigningKey: secret({ PasswordLength: 64, ExcludeNumbers: true, ExcludeCharacters: "abc" }),
      Login: secret({ SecretStringTemplate: '{"user":"me"}', GenerateStringKey: "password" }),
    },
  });

async function serve(services: Record<string, AwsService>) {
  const requests = new RequestLog();
  const failures: unknown[] = [];
  const clock = new VirtualClock({ mode: "manual", from: 0, failed: (error) => failures.push(error) });
  const server = await startAws({ port: 0, clock, requests, services, failed: (error) => failures.push(error) });
  onTestFinished(() => server.stop(0));
  return { url: server.url, requests, failures };
}

function clientOf(endpoint: string): SecretsManagerClient {
  const credentials = { accessKeyId: "local-FormDoor", secretAccessKey: "local" };
  const client = new SecretsManagerClient({ endpoint, region: "eu-west-1", credentials, maxAttempts: 1 });
  onTestFinished(() => client.destroy());
  return client;
}

/** Signs for a service as far as the runtime looks. */
function signed(service: string) {
  const scope = `local-FormDoor/20261123/eu-west-1/${service}/aws4_request`;
  return { authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0` };
}

test("the SDK reads a secret by its ARN and by its name, and is counted", async () => {
  const app = secretApp();
  const { url, requests } = await serve({ secretsmanager: openSecretStore(app, undefined, undefined).service });
  const arn = app.resources.find(({ logicalId }) => logicalId === "SigningKey")?.arn ?? "";
  const byArn = await clientOf(url).send(new GetSecretValueCommand({ SecretId: arn }));
  const byName = await clientOf(url).send(new GetSecretValueCommand({ SecretId: byArn.Name }));
  expect(byArn.SecretString).toMatch(/^[^0-9abc]{64}$/);
  expect(byName).toMatchObject({ ARN: arn, SecretString: byArn.SecretString });
  expect(requests.items).toEqual([
    { caller: "FormDoor", service: "secretsmanager", operation: "GetSecretValue", count: 2 },
  ]);
});

test("a secret nobody has is AWS's error", async () => {
  const { url } = await serve({ secretsmanager: openSecretStore(secretApp(), undefined, undefined).service });
  const asked = clientOf(url).send(new GetSecretValueCommand({ SecretId: "nothing" }));
  await expect(asked).rejects.toMatchObject({ name: "ResourceNotFoundException" });
});

test("secrets stay the same in a data folder; a token of the user's is not kept", () => {
  const app = secretApp();
  const file = join(temporaryFolder(), "secrets.json");
  const first = openSecretStore(app, file, undefined);
  expect(first.adminToken).toMatch(/^[A-Za-z0-9]{40}$/);
  expect(openSecretStore(app, file, "mine").adminToken).toBe("mine");
  expect(openSecretStore(app, file, undefined).adminToken).toBe(first.adminToken);
});

test("a service that is not run, or that fails, answers an error", async () => {
  const broken: AwsService = async () => {
    throw new Error("broken");
  };
  const { url, failures } = await serve({ ses: broken });
  const unknown = await fetch(url, { method: "POST", headers: signed("sns") });
  expect([unknown.status, await unknown.json()]).toMatchObject([400, { __type: "UnknownService" }]);
  const failed = await fetch(url, { method: "POST", headers: signed("ses") });
  expect(failed.status).toBe(500);
  expect(failures).toEqual([new Error("broken")]);
});

const bucketApp = () => readApp({ resources: { Vault: { Type: "AWS::S3::Bucket" } } });

test.each(["memory", "a folder"])("objects are kept in %s", async (where) => {
  const folder = where === "memory" ? undefined : temporaryFolder();
  const { url } = await serve({ s3: openBuckets(bucketApp(), folder).service });
  const object = `${url}/test-vault/payload/a%20b/${encodeURIComponent("..")}/é.json`;
  const headers = { ...signed("s3"), "content-type": "application/json", "x-amz-meta-a": "1" };
  expect((await fetch(object, { headers })).status).toBe(404);
  expect((await fetch(object, { method: "PUT", headers, body: '{"a":1}' })).status).toBe(200);

  const got = await fetch(object, { headers });
  expect([got.status, got.headers.get("content-type"), got.headers.get("x-amz-meta-a"), await got.text()]).toEqual([
    200,
    "application/json",
    "1",
    '{"a":1}',
  ]);
  const head = await fetch(object, { method: "HEAD", headers });
  expect([head.status, head.headers.get("content-length"), head.headers.get("etag")]).toEqual([
    200,
    "7",
    got.headers.get("etag"),
  ]);

  const again = { method: "PUT", headers: { ...headers, "if-none-match": "*" }, body: "x" };
  expect((await fetch(object, again)).status).toBe(412);
  expect((await fetch(object, { method: "DELETE", headers })).status).toBe(204);
  expect((await fetch(object, { headers })).status).toBe(404);
});

test("a body in the SDK's chunks is put together", async () => {
  const { url } = await serve({ s3: openBuckets(bucketApp(), undefined).service });
  const headers = { ...signed("s3"), "content-encoding": "aws-chunked", "x-amz-decoded-content-length": "11" };
  const body = "6;chunk-signature=0\r\nhello \r\n5\r\nworld\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n";
  await fetch(`${url}/test-vault/key`, { method: "PUT", headers, body });
  expect(await (await fetch(`${url}/test-vault/key`, { headers: signed("s3") })).text()).toBe("hello world");
});

test("a bucket the template does not have is not there", async () => {
  const { url } = await serve({ s3: openBuckets(bucketApp(), undefined).service });
  const response = await fetch(`${url}/other/key`, { method: "PUT", headers: signed("s3"), body: "x" });
  expect([response.status, await response.text()]).toEqual([404, expect.stringContaining("NoSuchBucket")]);
});
