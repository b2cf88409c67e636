import type { InquiryId } from "../lead/inquiry.ts";
import { bodyOf, type Request } from "../platform/http.ts";
import { keep } from "../platform/vault.ts";

/** A payload word for word: in the item up to 64 KB, above that in the bucket, stored before the inquiry (DESIGN section 2). */
export type Payload = { text: string } | { base64: string } | { key: string };

const inItem = 64 * 1024;

/** Keeps what a door received, as it came. */
export async function keepPayload(request: Request, inquiry: InquiryId): Promise<Payload> {
  const bytes = bodyOf(request);
  if (bytes.length > inItem) {
    const key = `payloads/${inquiry}`;
    await keep(key, bytes, request.headers["content-type"] ?? "application/octet-stream");
    return { key };
  }
  const text = bytes.toString("utf8");
  return Buffer.from(text, "utf8").equals(bytes) ? { text } : { base64: bytes.toString("base64") };
}
