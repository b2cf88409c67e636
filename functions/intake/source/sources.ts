import * as z from "zod";
import { findSource, readSources, saveSource } from "../../lead/registry.ts";
import { type Secrets, type Source, SourceId, SourceSettings } from "../../lead/source.ts";
import { openSecrets, withSecrets } from "../../lead/source-secret.ts";
import type { Route } from "../../platform/api.ts";
import { type Instant, now } from "../../platform/clock.ts";
import { config, text } from "../../platform/config.ts";
import { Refusal } from "../../platform/error.ts";
import { json, readJson } from "../../platform/http.ts";
import { sortable } from "../../platform/id.ts";
import type { AnyAdapter } from "../adapter.ts";
import { openAgain } from "../parcel/replay.ts";
import { hasOwnDoor, platformNames } from "../platform-names.ts";
import { adapterOf } from "../platforms.ts";
import { testSecretAmong } from "../web-form/captcha.ts";
import { webForm } from "../web-form/web-form.ts";
import { lately, settle, statusOf } from "./source-status.ts";

const { PUBLIC_URL: publicUrl, STAGE: stage } = config({ PUBLIC_URL: text, STAGE: text });

/** A source made here may leave its id to us: one that nobody guesses. */
const NewSource = SourceSettings.extend({
  id: SourceId.default(() => SourceId.parse(`src-${sortable(now()).toLowerCase()}`)),
  secrets: z.record(z.string(), z.string().trim().min(1).max(4000)).default({}),
});
type NewSource = z.infer<typeof NewSource>;

/** How a source's inquiries are read; `undefined` for what comes through no address: files, mail, the hands of people. */
const readerOf = ({ channel, platform }: Pick<Source, "channel" | "platform">): AnyAdapter | undefined => {
  if (hasOwnDoor(platform)) return adapterOf(platform);
  return channel === "form" ? webForm : undefined;
};

function wrong(field: string, message: string): never {
  throw new Refusal("invalid", message, { errors: [{ field, message }] });
}

/** Channels whose inquiries come through a platform's door; a form may be of any platform that posts it. */
const byAdapter: ReadonlySet<Source["channel"]> = new Set(["ad", "messenger", "call"]);

/** A source of a platform has that platform's channel and secrets; a mistyped name is told at once. */
function check(source: NewSource): void {
  const { platform, channel, secrets } = source;
  const reader = readerOf(source);
  if (!reader && byAdapter.has(channel))
    wrong("platform", `There is no platform ${platform}; there are ${platformNames.join(", ")}.`);
  const stray = Object.keys(secrets).find((name) => !reader?.secrets.includes(name));
  const known = reader?.secrets.join(", ");
  if (stray)
    wrong(
      `secrets.${stray}`,
      known ? `The secrets of ${platform} are ${known}.` : `A ${platform} source has no secrets.`,
    );
  const forTests = stage.startsWith("prod") ? testSecretAmong(secrets) : undefined;
  if (forTests)
    wrong(`secrets.${forTests}`, "This is everybody's secret for tests: anybody passes. Set the site's own.");
  if (reader && channel !== reader.channel && !reader.anyChannel)
    wrong("channel", `The channel of ${platform} is ${reader.channel}.`);
}

/** The groups of secrets of which none is set: the source refuses everything until it is. */
const missingSecrets = (source: Source): string[] =>
  (readerOf(source)?.needed ?? [])
    .filter((group) => !group.some((name) => source.secrets[name]))
    .map((group) => group.join(" or "));

function addressOf(source: Source, secrets: Secrets, told: NewSource["secrets"]): string | undefined {
  const reader = readerOf(source);
  if (!reader) return undefined;
  const query = reader.urlQuery?.(source, secrets, told);
  const door = hasOwnDoor(source.platform) ? source.platform : "form";
  return `${publicUrl}/intake/${door}/${source.id}${query ? `?${query}` : ""}`;
}

const stepsOf = (source: Source, url: string | undefined): string[] =>
  url === undefined ? [] : (readerOf(source)?.steps(source, url) ?? []);

/**
 * A source as the API shows it: its address and steps, what it brought lately, its troubles; of its secrets only which are
 * set, and since when.
 *
 * @param told secrets that whoever asks has just set
 */
async function sourceView(source: Source, at: Instant, told: NewSource["secrets"] = {}) {
  const { secrets, ...shown } = source;
  const url = addressOf(source, await openSecrets(source, at), told);
  const missing = missingSecrets(source);
  const { days, lastAt, troubles } = await statusOf(source.id, at);
  return {
    ...shown,
    secrets: Object.fromEntries(
      Object.entries(secrets).map(([name, values]) => [
        name,
        { set: true, since: values[0]?.since, formerUntil: values[1]?.until },
      ]),
    ),
    url,
    steps: [
      ...(missing.length > 0 ? [`Set the secret ${missing.join(" and ")}: until then nothing is let in.`] : []),
      ...stepsOf(source, url),
    ],
    lastInquiryAt: lastAt,
    last7Days: lately(days, 7, at),
    last28Days: lately(days, 28, at),
    troubles,
  };
}

/** Creates a source or changes the one of the same id; secrets that are not given stay. */
async function save(given: NewSource, at: Instant): Promise<Source> {
  check(given);
  const { secrets, ...settings } = given;
  const before = await findSource(settings.id);
  const source = await withSecrets({ ...settings, secrets: before?.secrets ?? {} }, secrets, at);
  await saveSource(source);
  if (before) await openWaiting(source.id, Object.keys(secrets).length > 0, at);
  return source;
}

/**
 * What waits for its platform need not wait any longer. What was refused, or not told us, is tried again with a new secret,
 * and raised again if that is no better.
 */
async function openWaiting(source: SourceId, hasNewSecrets: boolean, at: Instant): Promise<void> {
  if (hasNewSecrets) await settle(source, "denied", at);
  await openAgain({ source, state: "waiting" }, at);
  if (hasNewSecrets) await openAgain({ source, state: "quarantined", reason: "gone" }, at);
}

/** @throws Refusal `not-found` */
export async function sourceNamed(id: string): Promise<Source> {
  const known = SourceId.safeParse(id);
  const source = known.success ? await findSource(known.data) : undefined;
  if (source) return source;
  throw new Refusal("not-found", `There is no source ${id.slice(0, 60)}.`);
}

/** Where inquiries come from. */
export const sourceRoutes: Route[] = [
  {
    method: "GET",
    path: "/api/sources",
    answer: async () => {
      const at = now();
      return json(200, { items: await Promise.all((await readSources()).map((source) => sourceView(source, at))) });
    },
  },
  {
    method: "POST",
    path: "/api/sources",
    answer: async (request) => {
      const at = now();
      const given = readJson(request, NewSource);
      return json(201, await sourceView(await save(given, at), at, given.secrets));
    },
  },
  {
    method: "GET",
    path: "/api/sources/{id}",
    answer: async (_, id) => json(200, await sourceView(await sourceNamed(id), now())),
  },
  {
    method: "DELETE",
    path: "/api/sources/{id}",
    answer: async (_, id) => {
      const at = now();
      const source = await sourceNamed(id);
      return json(200, await sourceView(await saveSource({ ...source, paused: true }), at));
    },
  },
];
