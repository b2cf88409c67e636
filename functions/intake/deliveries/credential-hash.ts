import { keyedHash } from "../../platform/security/cipher.ts";
import type { SourceId } from "../../source/source.ts";

/** The imprints of secrets, as they are kept of a source's raw deliveries. */
export const credentialHashes = (secrets: readonly (string | undefined)[], source: SourceId): Promise<string[]> =>
  Promise.all(secrets.flatMap((value) => (value ? [keyedHash(value, source)] : [])));
