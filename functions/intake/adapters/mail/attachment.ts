import type { File } from "../../../email/inbound/incoming.ts";
import type { Attachment } from "../../../lead/model/inquiry.ts";
import { putBlob } from "../../../platform/aws/blob-store.ts";
import { cleanLine } from "../../inquiry/cleaning.ts";

/** More is no inquiry's; the whole mail stays in the bucket all the same. */
const filesAtMost = 20;

const mimeType = /^[a-z0-9][\w!#$&^.+-]{0,60}\/[a-z0-9][\w!#$&^.+-]{0,100}$/;

/** A file's name without a path, and without what a screen or a disk would take for something else. */
const nameOf = ({ name }: File, place: number): string =>
  cleanLine(name.replace(/^.*[\\/]/s, ""), 200).replace(/[<>:"|?*]/g, "_") || `file-${place}`;

const typeOf = ({ type }: File): string => {
  const plain = type.toLowerCase();
  return mimeType.test(plain) ? plain : "application/octet-stream";
};

/** Each under the mail's id and its place, so it is kept once; as bytes: what somebody sent is never served as a page. */
export const keepAttachments = (mailId: string, files: readonly File[]): Promise<Attachment[]> =>
  Promise.all(
    files.slice(0, filesAtMost).map(async (file, at) => {
      const key = `attachments/${mailId}/${at + 1}`;
      await putBlob(key, file.bytes, "application/octet-stream");
      return { name: nameOf(file, at + 1), type: typeOf(file), bytes: file.bytes.length, key };
    }),
  );
