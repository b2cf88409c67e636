import { createWriteStream, openAsBlob } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { config, text } from "../config.ts";
import { endpointOf, signer } from "./signed.ts";

const { VAULT_BUCKET: bucket } = config({ VAULT_BUCKET: text });

const base = endpointOf("s3");

/** Path-style, so that it is the same on AWS and here. */
const addressOf = (key: string): string => `${base}/${bucket}/${key}`;

const client = () => signer("s3");

/** Stores bytes under a key. @throws Error when S3 does not take them */
export async function putBlob(key: string, bytes: Uint8Array, contentType: string): Promise<void> {
  const response = await client().fetch(addressOf(key), {
    method: "PUT",
    body: bytes.slice().buffer,
    headers: { "content-type": contentType },
  });
  if (!response.ok) throw new Error(`S3 answered ${response.status} to a PutObject`);
}

/** Reads the bytes under a key. @throws Error when S3 does not give them */
export async function getBlob(key: string): Promise<Uint8Array> {
  const response = await client().fetch(addressOf(key));
  if (!response.ok) throw new Error(`S3 answered ${response.status} to a GetObject`);
  return new Uint8Array(await response.arrayBuffer());
}

/** Removes what is stored under a key; of nothing there is nothing to remove. @throws Error when S3 does not do it */
export async function deleteBlob(key: string): Promise<void> {
  const response = await client().fetch(addressOf(key), { method: "DELETE" });
  if (!response.ok) throw new Error(`S3 answered ${response.status} to a DeleteObject`);
}

/** Bytes asked for at once: whoever takes minutes over a file holds no connection open meanwhile, which would be cut. */
const pieceSize = 1024 * 1024;

interface Piece {
  bytes: Uint8Array;
  size: number;
  etag: string;
}

async function pieceAt(key: string, from: number, etag?: string): Promise<Piece | undefined> {
  const range = `bytes=${from}-${from + pieceSize - 1}`;
  const response = await client().fetch(addressOf(key), {
    headers: { range, ...(etag && { "if-match": etag }) },
  });
  const { status, headers } = response;
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (status === 206) {
    const size = Number(headers.get("content-range")?.split("/")[1]);
    return { bytes, size, etag: headers.get("etag") ?? "" };
  }
  // Of nothing there is no range.
  if (status === 416) return { bytes: new Uint8Array(), size: 0, etag: "" };
  if (status === 403 || status === 404) return undefined;
  throw new Error(`S3 answered ${status} to a GetObject`);
}

async function* piecesAfter(key: string, first: Piece): AsyncGenerator<Uint8Array> {
  yield first.bytes;
  for (let at = first.bytes.length; at < first.size; ) {
    const next = await pieceAt(key, at, first.etag);
    if (!next) throw new Error("The object is gone");
    yield next.bytes;
    at += next.bytes.length;
  }
}

/** Bytes under a key, by pieces; `undefined` when there are none: S3 then says "forbidden" (API_GetObject). @throws Error */
export async function openBlob(key: string): Promise<AsyncIterable<Uint8Array> | undefined> {
  const first = await pieceAt(key, 0);
  return first && piecesAfter(key, first);
}

/** Stores text of any length, through a temporary file: S3 wants the length first. @throws Error when S3 does not take it */
export async function keepText(key: string, parts: AsyncIterable<string>, contentType: string): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), "kept-"));
  try {
    const file = join(folder, "text");
    await pipeline(Readable.from(parts), createWriteStream(file));
    const body = await openAsBlob(file);
    if (body.size === 0) return false;
    const headers = { "content-type": contentType };
    const { ok, status } = await client().fetch(addressOf(key), { method: "PUT", body, headers });
    if (!ok) throw new Error(`S3 answered ${status} to a PutObject`);
    return true;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A URL by which whoever has it may store or read one object, for so many ms. */
export async function signedUrl(method: "PUT" | "GET", key: string, span: number): Promise<string> {
  const url = new URL(addressOf(key));
  url.searchParams.set("X-Amz-Expires", String(Math.floor(span / 1000)));
  return (await client().sign(url.href, { method, aws: { signQuery: true } })).url;
}
