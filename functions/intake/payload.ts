import * as z from "zod";
import { fetchKept, keep } from "../platform/vault.ts";

/** A payload word for word: in the item up to 64 KB, above that in the bucket, stored before the item (DESIGN section 2). */
export const Payload = z.union([
  z.object({ text: z.string() }),
  z.object({ base64: z.string() }),
  z.object({ key: z.string() }),
]);
export type Payload = z.infer<typeof Payload>;

const inItem = 64 * 1024;

/** Keeps what a door received, as it came, under the id of what is made of it. */
export async function keepPayload(bytes: Buffer, id: string, contentType: string): Promise<Payload> {
  if (bytes.length > inItem) {
    const key = `payloads/${id}`;
    await keep(key, bytes, contentType || "application/octet-stream");
    return { key };
  }
  const text = bytes.toString("utf8");
  return Buffer.from(text, "utf8").equals(bytes) ? { text } : { base64: bytes.toString("base64") };
}

/** A payload's bytes again. @throws Error when the bucket does not give them */
export async function openPayload(payload: Payload): Promise<Buffer> {
  if ("key" in payload) return Buffer.from(await fetchKept(payload.key));
  return "text" in payload ? Buffer.from(payload.text, "utf8") : Buffer.from(payload.base64, "base64");
}
