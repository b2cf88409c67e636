import type { Instant } from "../../platform/time.ts";
import { sources } from "../../source/registry.ts";
import { openSecrets } from "../../source/secrets.ts";
import type { SourceId } from "../../source/source.ts";
import { adapterOf } from "../adapters/platforms.ts";
import { credentialHashes } from "../deliveries/credential-hash.ts";
import { asDelivery, type RawDelivery } from "../deliveries/raw-delivery.ts";
import type { SourceContext } from "../inquiry/signal.ts";

async function isProven(rawDelivery: RawDelivery, { source, secrets }: SourceContext): Promise<boolean> {
  const adapter = adapterOf(rawDelivery.platform);
  const right = await credentialHashes(adapter.bearer?.right(secrets) ?? [], source.id);
  if (rawDelivery.presented?.some((one) => right.includes(one))) return true;
  // A signature is as old as it was when it came.
  return adapter.verify(await asDelivery(rawDelivery), { source, secrets, now: rawDelivery.receivedAt }) === undefined;
}

/** Whether the secrets of now do not prove it either. Who wrote a mail is told once, when it comes. */
export function reverifier(at: Instant): (rawDelivery: RawDelivery) => Promise<boolean> {
  const known = new Map<SourceId, Promise<SourceContext | undefined>>();
  const contextAt = async (id: SourceId): Promise<SourceContext | undefined> => {
    const source = await sources.find(id);
    return source && { source, secrets: await openSecrets(source, at), now: at };
  };
  return async (rawDelivery) => {
    if (rawDelivery.reason !== "unverified") return false;
    if (rawDelivery.received) return true;
    const contextOf = known.get(rawDelivery.source) ?? contextAt(rawDelivery.source);
    known.set(rawDelivery.source, contextOf);
    const context = await contextOf;
    return !context || !(await isProven(rawDelivery, context));
  };
}
