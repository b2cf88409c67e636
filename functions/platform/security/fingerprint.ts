import { createHash } from "node:crypto";

/** Something by which the same bytes or the same words are known again: their SHA-256, in hex. */
export const fingerprint = (of: Uint8Array | string): string => createHash("sha256").update(of).digest("hex");
