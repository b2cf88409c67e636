import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as z from "zod";
import { isMissing } from "../data/kept-file.ts";
import type { Assembly } from "../template/template.ts";
import type { AwsReply, AwsRequest, AwsService } from "./aws.ts";

export interface StoredObject {
  body: Buffer;
  headers: Record<string, string>;
}

export interface Buckets {
  put(bucket: string, key: string, body: Buffer, headers?: Record<string, string>): Promise<void>;
  get(bucket: string, key: string): Promise<StoredObject | undefined>;
  remove(bucket: string, key: string): Promise<void>;
  /** The path-style S3 API: PutObject, GetObject, HeadObject, DeleteObject. */
  service: AwsService;
}

type Store = Omit<Buckets, "service">;

/** Opens the buckets: folders under `folder`, or memory without it. */
export function openBuckets(assembly: Assembly, folder: string | undefined): Buckets {
  const store = folder ? folderStore(folder) : memoryStore();
  const names = new Set(assembly.ofType("AWS::S3::Bucket").map(({ ref }) => ref));
  return { ...store, service: (request) => answer(request, store, names) };
}

async function answer(request: AwsRequest, store: Store, names: Set<string>): Promise<AwsReply> {
  const [, bucket = "", ...path] = request.path.split("/").map(decodeURIComponent);
  const key = path.join("/");
  if (!names.has(bucket)) return refusal(404, "NoSuchBucket", "The specified bucket does not exist");
  if (key === "") return refusal(501, "NotImplemented", "The local S3 knows objects only");
  const operation = operations[request.method];
  if (!operation) return refusal(501, "NotImplemented", `The local S3 does not know ${request.method}`);
  return operation(request, store, bucket, key);
}

type Operation = (request: AwsRequest, store: Store, bucket: string, key: string) => Promise<AwsReply>;

const operations: Record<string, Operation> = {
  PUT: async (request, store, bucket, key) => {
    if (request.headers["if-none-match"] === "*" && (await store.get(bucket, key))) {
      return refusal(412, "PreconditionFailed", "The object exists");
    }
    const body = payloadOf(request);
    await store.put(bucket, key, body, keptHeaders(request.headers));
    return { status: 200, headers: { etag: etag(body) }, body: "" };
  },
  GET: async ({ headers }, store, bucket, key) => {
    const object = await store.get(bucket, key);
    if (!object) return refusal(404, "NoSuchKey", "The specified key does not exist.");
    const tag = etag(object.body);
    if (headers["if-match"] && headers["if-match"] !== tag)
      return refusal(412, "PreconditionFailed", "The object is another");
    return ranged(headers.range, { ...object, headers: { ...object.headers, etag: tag } });
  },
  HEAD: async (_, store, bucket, key) => {
    const object = await store.get(bucket, key);
    if (!object) return { status: 404, body: "" };
    const length = String(object.body.length);
    return { status: 200, headers: { ...object.headers, etag: etag(object.body), "content-length": length }, body: "" };
  },
  DELETE: async (_, store, bucket, key) => {
    await store.remove(bucket, key);
    return { status: 204, body: "" };
  },
};

/** An object, or the one range of it that is asked for (RFC 9110 section 14). */
function ranged(range: string | undefined, { headers, body }: StoredObject): AwsReply {
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(range ?? "") ?? [];
  if (from === undefined) return { status: 200, headers, body };
  if (Number(from) >= body.length) return refusal(416, "InvalidRange", "The requested range is not satisfiable");
  const part = body.subarray(Number(from), Number(to) + 1);
  const place = `bytes ${from}-${Number(from) + part.length - 1}/${body.length}`;
  return { status: 206, headers: { ...headers, "content-range": place }, body: part };
}

function folderStore(folder: string): Store {
  const Headers = z.record(z.string(), z.string());
  const file = (bucket: string, key: string) => join(folder, bucket, ...key.split("/").map(fileName));
  return {
    put: async (bucket, key, body, headers = {}) => {
      await mkdir(dirname(file(bucket, key)), { recursive: true });
      await writeFile(`${file(bucket, key)}#headers`, JSON.stringify(headers));
      await writeFile(file(bucket, key), body);
    },
    get: async (bucket, key) => {
      const body = await readIfThere(file(bucket, key));
      const headers = await readIfThere(`${file(bucket, key)}#headers`);
      return body && { body, headers: headers ? Headers.parse(JSON.parse(headers.toString())) : {} };
    },
    remove: async (bucket, key) => {
      await Promise.all(["", "#headers"].map((suffix) => rm(file(bucket, key) + suffix, { force: true })));
    },
  };
}

function memoryStore(): Store {
  const objects = new Map<string, StoredObject>();
  return {
    put: async (bucket, key, body, headers = {}) => void objects.set(`${bucket}/${key}`, { body, headers }),
    get: async (bucket, key) => objects.get(`${bucket}/${key}`),
    remove: async (bucket, key) => void objects.delete(`${bucket}/${key}`),
  };
}

/** One path segment as a safe file name: `..` and empty segments stay inside the bucket's folder. */
function fileName(segment: string): string {
  const encoded = encodeURIComponent(segment).replaceAll("*", "%2A");
  return /^\.*$/.test(encoded) ? `%${encoded.replaceAll(".", "2E%").slice(0, -1)}` : encoded;
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    // A key may be the beginning of another's path.
    if (isMissing(error) || (error instanceof Error && "code" in error && error.code === "EISDIR")) return undefined;
    throw error;
  }
}

/** The SDK may wrap a body in signed chunks (`aws-chunked`): a hex length, the bytes, a line end, and trailers after the last. */
function payloadOf({ headers, body }: AwsRequest): Buffer {
  if (headers["x-amz-decoded-content-length"] === undefined) return body;
  const chunks: Buffer[] = [];
  for (let at = 0; ; ) {
    const lineEnd = body.indexOf("\r\n", at);
    const size = Number.parseInt(body.toString("latin1", at, lineEnd), 16);
    if (lineEnd < 0 || !size) return Buffer.concat(chunks);
    chunks.push(body.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 2 + size + 2;
  }
}

function keptHeaders(headers: Record<string, string>): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => name === "content-type" || name.startsWith("x-amz-meta-"));
  return Object.fromEntries(kept);
}

function etag(body: Buffer): string {
  return `"${createHash("md5").update(body).digest("hex")}"`;
}

function refusal(status: number, code: string, message: string): AwsReply {
  const body = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return { status, headers: { "content-type": "application/xml" }, body };
}
