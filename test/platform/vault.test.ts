import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { type Buckets, openBuckets } from "../../stacks/local/aws/bucket.ts";
import { readBody } from "../../stacks/local/aws/http-port.ts";
import { readAssembly } from "../../stacks/local/template/template.ts";

let server: Server;
let buckets: Buckets;
let vault: typeof import("../../functions/platform/vault.ts");
let bucket = "";
const asked: string[] = [];

beforeAll(async () => {
  const assembly = readAssembly(inject("assembly"), "https://api.example");
  buckets = openBuckets(assembly, undefined);
  bucket = assembly.ofType("AWS::S3::Bucket")[0]?.ref ?? "";
  server = createServer(async (request, response) => {
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    asked.push(headers.range ?? "everything");
    const body = (await readBody(request)) ?? Buffer.alloc(0);
    const { method = "GET", url = "/" } = request;
    const reply = await buckets.service({ method, path: url, query: new URLSearchParams(), headers, body });
    response.writeHead(reply.status, reply.headers).end(reply.body);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  vi.stubEnv(
    "AWS_ENDPOINT_URL_S3",
    `http://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}`,
  );
  vi.stubEnv("VAULT_BUCKET", bucket);
  vi.stubEnv("AWS_REGION", "eu-west-1");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "local");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "local");
  vault = await import("../../functions/platform/vault.ts");
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.close();
});

const store = (key: string, body: Buffer) => buckets.put(bucket, key, body);

async function all(key: string): Promise<Buffer | undefined> {
  const bytes = await vault.openKept(key);
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
    const pieces = (await vault.openKept("file"))?.[Symbol.asyncIterator]();
    await pieces?.next();
    expect(asked).toEqual(["bytes=0-1048575"]);
    await pieces?.next();
    expect(asked).toHaveLength(2);
  });

  it("is not mixed with what is stored under its key meanwhile", async () => {
    await store("file", randomBytes(2 * megabyte));
    const pieces = (await vault.openKept("file"))?.[Symbol.asyncIterator]();
    await pieces?.next();
    await store("file", randomBytes(2 * megabyte));
    await expect(pieces?.next()).rejects.toThrow("412");
  });

  it("that is not there is nothing", async () => {
    expect(await vault.openKept("nowhere")).toBeUndefined();
  });
});
