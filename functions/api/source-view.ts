import * as z from "zod";
import { saySource } from "../language/texts.ts";
import { readOwners } from "../lead/store/owners.ts";
import { config, text } from "../platform/config.ts";
import type { Instant } from "../platform/time.ts";
import { confirmationOf } from "../source/confirmation.ts";
import { hasOwnDoor } from "../source/platform-names.ts";
import { openSecrets } from "../source/secrets.ts";
import { NewSource } from "../source/settings.ts";
import { type Secrets, Source } from "../source/source.ts";
import { recentCount, SourceAlert, sourceStatusOf } from "../source/source-status.ts";
import { readerOf } from "./source-check.ts";

const { PUBLIC_URL: publicUrl } = config({ PUBLIC_URL: text });

const Brought = z.object({ inquiries: z.int(), leads: z.int(), refused: z.int() });
const instant = z.iso.datetime();

/** A source as the API answers it. */
export const SourceView = z
  .object({
    ...NewSource.omit({ secrets: true }).shape,
    secrets: z.record(z.string(), z.object({ setAt: instant, formerUntil: instant.optional() })),
    paused: z.boolean().optional(),
    version: z.int(),
    url: z.url().optional(),
    steps: z.array(z.string()),
    lastInquiryAt: instant.optional(),
    last7Days: Brought,
    last28Days: Brought,
    /** Leads that have agreed to mail with an address, and what became of that; of all time. */
    confirmation: z.object({ optedIn: z.int(), confirmed: z.int(), waiting: z.int(), notMe: z.int() }),
    troubles: z.array(SourceAlert),
  })
  .meta({ id: "Source" });

/** The groups of secrets of which none is set: the source refuses everything until it is. */
const missingSecrets = (source: Source): string[] =>
  (readerOf(source)?.needed ?? [])
    .filter((group) => !group.some((name) => source.secrets[name]))
    .map((group) => group.reduce((one, other) => saySource("or", { one, other })));

function addressOf(source: Source, secrets: Secrets, newSecrets: NewSource["secrets"]): string | undefined {
  const reader = readerOf(source);
  if (!reader) return undefined;
  const query = reader.urlQuery?.(source, secrets, newSecrets);
  const door = hasOwnDoor(source.platform) ? source.platform : "form";
  return `${publicUrl}/intake/${door}/${source.id}${query ? `?${query}` : ""}`;
}

function stepsOf(source: Source, url: string | undefined, isPoolEmpty: boolean): string[] {
  const missing = missingSecrets(source);
  return [
    ...(missing.length > 0
      ? [saySource("missing.secret", { names: missing.reduce((one, other) => saySource("and", { one, other })) })]
      : []),
    ...(isPoolEmpty ? [saySource("missing.owner", { pool: source.pool })] : []),
    ...(url === undefined ? [] : (readerOf(source)?.steps(source, url) ?? [])),
  ];
}

const secretsShown = ({ secrets }: Source) =>
  Object.fromEntries(
    Object.entries(secrets).map(([name, [latest, former]]) => [
      name,
      { setAt: latest?.since, formerUntil: former?.until },
    ]),
  );

async function viewOf(source: Source, pools: ReadonlySet<string>, at: Instant, newSecrets: NewSource["secrets"]) {
  const { secrets: _, deletedAt: __, ...shown } = Source.parse(source);
  const url = addressOf(source, await openSecrets(source, at), newSecrets);
  const [{ days, lastAt, troubles }, confirmation] = await Promise.all([
    sourceStatusOf(source.id, at),
    confirmationOf(source.id),
  ]);
  return {
    ...shown,
    secrets: secretsShown(source),
    url,
    steps: stepsOf(source, url, !pools.has(source.pool)),
    lastInquiryAt: lastAt,
    last7Days: recentCount(days, 7, at),
    last28Days: recentCount(days, 28, at),
    confirmation,
    troubles: troubles.map((one) => SourceAlert.parse(one)),
  };
}

/** Sources as the API shows them; of their secrets only which are set. `newSecrets`: those set by this very request. */
export async function sourceViews(sources: readonly Source[], at: Instant, newSecrets: NewSource["secrets"] = {}) {
  const owners = await readOwners();
  const pools = new Set(owners.filter(({ role }) => role === "owner").map(({ pool }) => pool));
  return Promise.all(sources.map((source) => viewOf(source, pools, at, newSecrets)));
}
