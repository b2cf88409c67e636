/** Platforms with a door of their own, `/intake/<platform>/{sourceId}`, as sources and addresses name them. */
export const platformNames = [
  "meta",
  "google-ads",
  "linkedin",
  "tiktok",
  "typeform",
  "webflow",
  "webhook",
  "whatsapp",
  "messenger",
  "instagram",
  "telegram",
  "twilio",
] as const;
export type PlatformName = (typeof platformNames)[number];

/** Whether a source's inquiries come through its platform's own door, which knows the platform by a secret. */
export const hasOwnDoor = (platform: string): boolean => platformNames.some((name) => name === platform);
