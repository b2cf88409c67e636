import type { Instant } from "../../platform/time.ts";
import { sources } from "../../source/registry.ts";
import { openSecrets } from "../../source/secrets.ts";
import type { SourceId } from "../../source/source.ts";
import { adapterOf } from "../adapters/platforms.ts";
import { credentialHashes } from "../deliveries/credential-hash.ts";
import { asDelivery, type RawDelivery } from "../deliveries/raw-delivery.ts";
import type { SourceContext } from "../inquiry/signal.ts";

async function isProven(parcel: RawDelivery, { source, secrets }: SourceContext): Promise<boolean> {
  const adapter = adapterOf(parcel.platform);
  const right = await credentialHashes(adapter.bearer?.right(secrets) ?? [], source.id);
  if (parcel.presented?.some((one) => right.includes(one))) return true;
  // A signature is as old as it was when it came.
  return adapter.verify(await asDelivery(parcel), { source, secrets, now: parcel.receivedAt }) === undefined;
}

/**
 * Tells of parcels whether nobody could tell, nor can by the secrets that their sources have now, that they are their
 * platforms'. Who wrote a mail is told once, when it comes.
 */
export function reverifier(at: Instant): (parcel: RawDelivery) => Promise<boolean> {
  const known = new Map<SourceId, Promise<SourceContext | undefined>>();
  const arrivedAt = async (id: SourceId): Promise<SourceContext | undefined> => {
    const source = await sources.find(id);
    return source && { source, secrets: await openSecrets(source, at), now: at };
  };
  return async (parcel) => {
    if (parcel.reason !== "unverified") return false;
    if (parcel.received) return true;
    const arriving = known.get(parcel.source) ?? arrivedAt(parcel.source);
    known.set(parcel.source, arriving);
    const arrived = await arriving;
    return !arrived || !(await isProven(parcel, arrived));
  };
}
