import { decrypt, encrypt } from "../platform/security/cipher.ts";
import { day, type Instant, plus } from "../platform/time.ts";
import type { Secrets, Source, SourceId } from "./source.ts";

/** Two values of a secret count at once for this long after the new one came: time to change it at the platform. */
export const secretOverlap = 7 * day;

const placeOf = (id: SourceId, name: string): string => `${id}/${name}`;

/** Gives a source new secrets; each value that one takes the place of counts a week longer, older ones no more. */
export async function withSecrets(source: Source, given: Record<string, string>, now: Instant): Promise<Source> {
  const secrets = { ...source.secrets };
  for (const [name, value] of Object.entries(given)) {
    const [before] = secrets[name] ?? [];
    const isNew = !before || (await decrypt(before.sealed, placeOf(source.id, name))) !== value;
    if (!isNew) continue;
    const next = { sealed: await encrypt(value, placeOf(source.id, name)), since: now };
    secrets[name] = before ? [next, { ...before, until: plus(now, secretOverlap) }] : [next];
  }
  return { ...source, secrets };
}

/** A source without some of its secrets: they count no more, from now on. */
export const withoutSecrets = (source: Source, names: readonly string[]): Source => ({
  ...source,
  secrets: Object.fromEntries(Object.entries(source.secrets).filter(([name]) => !names.includes(name))),
});

/** The values of a source's secrets that count now. */
export async function openSecrets({ id, secrets }: Source, now: Instant): Promise<Secrets> {
  const opened = Object.entries(secrets).map(async ([name, values]) => {
    const valid = values.filter(({ until }) => until === undefined || until > now);
    return [name, await Promise.all(valid.map(({ sealed }) => decrypt(sealed, placeOf(id, name))))] as const;
  });
  return Object.fromEntries(await Promise.all(opened));
}
