import { InquiryId } from "../../lead/model/inquiry.ts";
import { deleteBlob, putBlob } from "../../platform/aws/blob-store.ts";
import { inquiryPayloadKey, type Payload, storePayload } from "../inquiry/payload.ts";
import type { RawDelivery } from "./raw-delivery.ts";

const typeOf = ({ request }: RawDelivery): string => request.headers["content-type"] ?? "";

/**
 * A raw delivery's payload as its inquiries keep it, when there are any: one that lies in the bucket lies there a second time for
 * them, where it does not expire.
 */
export function lastingPayload(rawDelivery: RawDelivery, bytes: Buffer): () => Promise<Payload> {
  const { id, payload, inquiryId = InquiryId.parse(id.replace("pc_", "inq_")) } = rawDelivery;
  let kept: Promise<Payload> | undefined;
  return () => {
    kept ??=
      "key" in payload
        ? storePayload(bytes, inquiryPayloadKey(inquiryId), typeOf(rawDelivery))
        : Promise.resolve(payload);
    return kept;
  };
}

/**
 * Keeps a raw delivery's payload in the bucket as long as the raw delivery: what is done with is removed, what is not begins anew to
 * be kept.
 *
 * @param bytes of its payload
 * @param after the raw delivery as it is now
 */
export async function extendPayload({ payload }: RawDelivery, bytes: Buffer, after: RawDelivery): Promise<void> {
  if (!("key" in payload)) return;
  if (after.state === "unpacked") await deleteBlob(payload.key);
  else await putBlob(payload.key, bytes, typeOf(after) || "application/octet-stream");
}
