import type { SourceId } from "../../lead/source.ts";
import { keyedHash } from "../../platform/cipher.ts";

/** The imprints of secrets, as they are kept of a source's parcels. */
export const imprintsOf = (secrets: readonly (string | undefined)[], source: SourceId): Promise<string[]> =>
  Promise.all(secrets.flatMap((value) => (value ? [keyedHash(value, source)] : [])));
