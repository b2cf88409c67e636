import { privateApi } from "../platform/http/private-api.ts";
import { importRoutes } from "./imports.ts";
import { manualRoutes } from "./inquiries.ts";
import { quarantineRoutes } from "./quarantine.ts";
import { costRoutes } from "./source-costs.ts";
import { sourceTestRoutes } from "./source-test.ts";
import { sourceRoutes } from "./sources.ts";

/** What the part of the private API here takes and answers. */
export const routes = [
  ...sourceRoutes,
  ...sourceTestRoutes,
  ...costRoutes,
  ...quarantineRoutes,
  ...manualRoutes,
  ...importRoutes,
];

/** The part of the private API that is about how inquiries get in (SURFACE.md), behind the bearer token. */
export const handler = privateApi("intake API", routes);
