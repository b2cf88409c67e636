import * as z from "zod";
import type { InquiryId } from "../../lead/model/inquiry.ts";
import { getBlob, openBlob, putBlob, signedUrl } from "../../platform/aws/blob-store.ts";
import { minute } from "../../platform/time.ts";

/** Word for word: in the item up to 64 KB, above that in the bucket, stored before the item (DECISIONS.md section 2). */
export const Payload = z.union([
  z.object({ text: z.string() }),
  z.object({ base64: z.string() }),
  z.object({ key: z.string() }),
]);
export type Payload = z.infer<typeof Payload>;

const inItem = 64 * 1024;

/** Where in the bucket the payload of an inquiry is, for good. */
export const inquiryPayloadKey = (id: InquiryId): string => `payloads/${id}`;

/** Keeps what a door received, as it came; under a key, if it is too large for an item. */
export async function storePayload(bytes: Buffer, key: string, contentType: string): Promise<Payload> {
  if (bytes.length > inItem) {
    await putBlob(key, bytes, contentType || "application/octet-stream");
    return { key };
  }
  const text = bytes.toString("utf8");
  return Buffer.from(text, "utf8").equals(bytes) ? { text } : { base64: bytes.toString("base64") };
}

/** A payload's bytes again. @throws Error when the bucket does not give them */
export async function openPayload(payload: Payload): Promise<Buffer> {
  if ("key" in payload) return Buffer.from(await getBlob(payload.key));
  return "text" in payload ? Buffer.from(payload.text, "utf8") : Buffer.from(payload.base64, "base64");
}

/** Bytes: Lambda answers with 6 MB, in which a control character, as JSON within JSON, is seven. */
const shownAtMost = 512 * 1024;

const shownFor = 15 * minute;

export interface ShownPayload {
  payload: string;
  truncated?: true;
  payloadUrl?: string;
}

async function beginningOf(key: string): Promise<Uint8Array> {
  for await (const piece of (await openBlob(key)) ?? []) return piece;
  return new Uint8Array();
}

/** A payload as an answer may tell it. @throws Error when the bucket does not give it */
export async function showPayload(payload: Payload): Promise<ShownPayload> {
  if (!("key" in payload)) return { payload: (await openPayload(payload)).toString("utf8") };
  const first = Buffer.from(await beginningOf(payload.key));
  const text = first.toString("utf8", 0, shownAtMost);
  if (first.length <= shownAtMost) return { payload: text };
  return { payload: text, truncated: true, payloadUrl: await signedUrl("GET", payload.key, shownFor) };
}
