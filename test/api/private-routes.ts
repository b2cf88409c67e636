import { readFileSync } from "node:fs";
import { glob } from "node:fs/promises";
import { resolve } from "node:path";
import { vi } from "vitest";
import type { Route } from "../../functions/platform/http/api.ts";

/** What the modules of the private API ask their environment for at init; nothing is sent anywhere. */
const environment = [
  ...["PUBLIC_URL", "ADMIN_TOKEN_ID", "DATA_KEY_ID", "VAULT_BUCKET", "MAIL_FUNCTION", "SIGNING_KEY_ID", "SENDER"],
  ...["META_GRAPH_URL", "META_GRAPH_VERSION", "LINKEDIN_API_URL", "INBOUND_PREFIX", "MAIL_DOMAIN"],
];

/** Every route of every Lambda that is behind the token: a new one is found by itself. */
export async function privateRoutes(): Promise<Route[]> {
  for (const name of environment) vi.stubEnv(name, "none.example");
  const found: Route[] = [];
  for await (const file of glob("functions/**/*.ts")) {
    if (!/=\s*privateApi\(/.test(readFileSync(file, "utf8")) || file.endsWith("private-api.ts")) continue;
    const { routes }: { routes: Route[] } = await import(resolve(file));
    found.push(...routes);
  }
  vi.unstubAllEnvs();
  return found;
}
