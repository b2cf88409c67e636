import { InquiryId } from "../../lead/model/inquiry.ts";
import { deleteBlob, putBlob } from "../../platform/aws/blob-store.ts";
import { inquiryPayloadKey, type Payload, storePayload } from "../inquiry/payload.ts";
import type { RawDelivery } from "./raw-delivery.ts";

const typeOf = ({ request }: RawDelivery): string => request.headers["content-type"] ?? "";

/** The payload as inquiries keep it: one in the bucket is copied there, since a raw delivery's expires. */
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

/** Keeps it as long as the raw delivery. @param bytes of its payload @param after the raw delivery as it is now */
export async function extendPayload({ payload }: RawDelivery, bytes: Buffer, after: RawDelivery): Promise<void> {
  if (!("key" in payload)) return;
  if (after.state === "unpacked") await deleteBlob(payload.key);
  else await putBlob(payload.key, bytes, typeOf(after) || "application/octet-stream");
}
