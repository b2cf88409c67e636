import { Refusal } from "../platform/error.ts";
import type { Adapter } from "./adapter.ts";

/** Every platform, by its name in addresses and in a source's configuration. */
export const platforms: Readonly<Record<string, Adapter>> = {};

/** @throws Refusal `not-found` */
export function adapterOf(platform: string): Adapter {
  const adapter = Object.hasOwn(platforms, platform) ? platforms[platform] : undefined;
  if (adapter) return adapter;
  throw new Refusal("not-found", `There is no door for ${platform.slice(0, 40)}.`);
}
