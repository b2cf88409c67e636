import { sayDelivery } from "../../language/texts.ts";
import { AppError } from "../../platform/error.ts";
import type { PlatformName } from "../../source/platform-names.ts";
import type { AnyAdapter } from "../wire/adapter.ts";
import { googleAds } from "./ads/google-ads.ts";
import { linkedin } from "./ads/linkedin.ts";
import { tiktok } from "./ads/tiktok.ts";
import { twilio } from "./calls/twilio.ts";
import { typeform } from "./forms/typeform.ts";
import { webflow } from "./forms/webflow.ts";
import { webhook } from "./forms/webhook.ts";
import { telegram } from "./messengers/telegram.ts";
import { whatsapp } from "./messengers/whatsapp.ts";
import { instagram } from "./meta/instagram.ts";
import { metaLeadAds } from "./meta/lead-ads.ts";
import { messenger } from "./meta/messenger.ts";
import { webForm } from "./web-form/web-form.ts";

/** Every platform, by its name in addresses and in a source's configuration. */
const adapters: Readonly<Record<PlatformName | "form", AnyAdapter>> = {
  meta: metaLeadAds,
  "google-ads": googleAds,
  linkedin,
  tiktok,
  typeform,
  webflow,
  webhook,
  form: webForm,
  whatsapp,
  messenger,
  instagram,
  telegram,
  twilio,
};

export const platforms: Readonly<Record<string, AnyAdapter>> = adapters;

/** @throws AppError `not-found` */
export function adapterOf(platform: string): AnyAdapter {
  const adapter = Object.hasOwn(platforms, platform) ? platforms[platform] : undefined;
  if (adapter) return adapter;
  throw new AppError("not-found", sayDelivery("door.none", { platform: platform.slice(0, 40) }));
}
