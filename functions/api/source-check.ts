import { ColumnField } from "../intake/adapters/import/column.ts";
import { adapterOf } from "../intake/adapters/platforms.ts";
import { webForm } from "../intake/adapters/web-form/web-form.ts";
import { isMappable } from "../intake/inquiry/mapping-rule.ts";
import { testSecretAmong } from "../intake/spam/captcha.ts";
import type { AnyAdapter } from "../intake/wire/adapter.ts";
import { sayError } from "../language/texts.ts";
import { config, text } from "../platform/config.ts";
import { refuseField } from "../platform/error.ts";
import { hasOwnDoor, platformNames } from "../source/platform-names.ts";
import type { NewSource } from "../source/settings.ts";
import type { Source } from "../source/source.ts";

const { STAGE: stage } = config({ STAGE: text });

/** How a source's inquiries are read; `undefined` for what comes through no address: files, mail, the hands of people. */
export const readerOf = ({ channel, platform }: Pick<Source, "channel" | "platform">): AnyAdapter | undefined => {
  if (hasOwnDoor(platform)) return adapterOf(platform);
  return channel === "form" ? webForm : undefined;
};

const byAdapter: ReadonlySet<Source["channel"]> = new Set(["ad", "messenger", "call"]);

/** Channels whose inquiries are words or a voice: there are no fields that could be told apart. */
const withoutFields: ReadonlySet<Source["channel"]> = new Set(["messenger", "call", "email", "referral"]);

/** A source of a platform has that platform's channel. @throws AppError `invalid` */
function checkPlatform({ platform, channel }: Pick<Source, "channel" | "platform">): void {
  const reader = readerOf({ channel, platform });
  if (!reader && byAdapter.has(channel))
    refuseField("platform", sayError("source.noPlatform", { platform, platforms: platformNames.join(", ") }));
  if (reader && channel !== reader.channel && !reader.anyChannel)
    refuseField("channel", sayError("source.channel", { platform, channel: reader.channel }));
}

/** A source has the secrets of its platform: a mistyped name is told at once. @throws AppError `invalid` */
function checkSecrets(
  { platform, channel }: Pick<Source, "channel" | "platform">,
  secrets: NewSource["secrets"],
): void {
  const names = readerOf({ channel, platform })?.secrets ?? [];
  const stray = Object.keys(secrets).find((name) => !names.includes(name));
  if (stray)
    refuseField(
      `secrets.${stray}`,
      names.length > 0
        ? sayError("source.secrets", { platform, names: names.join(", ") })
        : sayError("source.noSecrets", { platform }),
    );
  const forTests = stage.startsWith("prod") ? testSecretAmong(secrets) : undefined;
  if (forTests) refuseField(`secrets.${forTests}`, sayError("source.testSecret"));
}

/** What is said of a source must be heeded by what reads it. @throws AppError `invalid` */
function checkReading({ platform, channel, mapping = {}, origins, thankYouUrl }: Checked): void {
  const names = Object.entries(mapping);
  if (names.length > 0 && withoutFields.has(channel)) refuseField("mapping", sayError("source.noFields", { channel }));
  const stray = names.find(([name, path]) => !isMappable(name, path) && !ColumnField.safeParse(name).success);
  if (stray) refuseField(`mapping.${stray[0]}`, sayError("source.mapping", { example: '{"email": "contact.mail"}' }));
  if (readerOf({ platform, channel }) === webForm) return;
  if (origins.length > 0) refuseField("origins", sayError("source.noOrigins"));
  if (thankYouUrl !== undefined) refuseField("thankYouUrl", sayError("source.noThanks"));
}

type Checked = Pick<Source, "platform" | "channel" | "mapping" | "origins" | "thankYouUrl">;

/** Checks that what was said of a source fits together; `secrets` come with it. @throws AppError `invalid` naming the field */
export function checkSource(source: Checked, secrets: NewSource["secrets"]): void {
  checkPlatform(source);
  checkSecrets(source, secrets);
  checkReading(source);
}
