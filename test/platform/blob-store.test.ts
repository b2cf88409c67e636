import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { type AwsService, startAws } from "../../stacks/local/aws/aws.ts";
import { type Buckets, openBuckets } from "../../stacks/local/aws/bucket.ts";
import { RequestLog } from "../../stacks/local/aws/request-log.ts";
import { VirtualClock } from "../../stacks/local/clock/clock.ts";
import { readAssembly } from "../../stacks/local/template/template.ts";

let server: Awaited<ReturnType<typeof startAws>>;
let buckets: Buckets;
let vault: typeof import("../../functions/platform/aws/blob-store.ts");
let bucket = "";
const asked: string[] = [];

const failed = (error: unknown) => {
  throw error;
};

beforeAll(async () => {
  const assembly = readAssembly(inject("assembly"), "https://api.example");
  buckets = openBuckets(assembly, undefined);
  bucket = assembly.ofType("AWS::S3::Bucket")[0]?.ref ?? "";
  const s3: AwsService = (request) => {
    asked.push(request.headers.range ?? "everything");
    return buckets.service(request);
  };
  const clock = new VirtualClock({ mode: "manual", from: 0, failed });
  server = await startAws({ port: 0, clock, requests: new RequestLog(), services: { s3 }, failed });
  const environment = {
    AWS_ENDPOINT_URL_S3: server.url,
    VAULT_BUCKET: bucket,
    AWS_REGION: assembly.region,
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  vault = await import("../../functions/platform/aws/blob-store.ts");
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await server.stop();
});

const store = (key: string, body: Buffer) => buckets.put(bucket, key, body);

async function all(key: string): Promise<Buffer | undefined> {
  const bytes = await vault.openBlob(key);
  if (!bytes) return undefined;
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces);
}

const megabyte = 1024 * 1024;

describe("a large object that is read slowly", () => {
  it("is the same, whatever its size", async () => {
    const sizes = fc.oneof(
      fc.nat(3 * megabyte),
      fc.constantFrom(0, 1, megabyte - 1, megabyte, megabyte + 1, 2 * megabyte),
    );
    await fc.assert(
      fc.asyncProperty(sizes, async (size) => {
        const body = randomBytes(size);
        await store("file", body);
        expect((await all("file"))?.equals(body)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it("is asked for piece by piece, as far as it is read", async () => {
    await store("file", randomBytes(3 * megabyte));
    asked.length = 0;
    const pieces = (await vault.openBlob("file"))?.[Symbol.asyncIterator]();
    await pieces?.next();
    expect(asked).toEqual(["bytes=0-1048575"]);
    await pieces?.next();
    expect(asked).toHaveLength(2);
  });

  it("is not mixed with what is stored under its key meanwhile", async () => {
    await store("file", randomBytes(2 * megabyte));
    const pieces = (await vault.openBlob("file"))?.[Symbol.asyncIterator]();
    await pieces?.next();
    await store("file", randomBytes(2 * megabyte));
    await expect(pieces?.next()).rejects.toThrow("412");
  });

  it("that is not there is nothing", async () => {
    expect(await vault.openBlob("nowhere")).toBeUndefined();
  });
});

describe("what is removed", () => {
  it("is gone, and may be removed again", async () => {
    await store("file", randomBytes(10));
    await vault.deleteBlob("file");
    expect(await vault.openBlob("file")).toBeUndefined();
    await vault.deleteBlob("file");
  });
});
