import { privateApi } from "../platform/private-api.ts";
import { importRoutes } from "./import/routes.ts";
import { manualRoutes } from "./manual.ts";
import { quarantineRoutes } from "./parcel/quarantine.ts";
import { costRoutes } from "./source/costs.ts";
import { sourceRoutes } from "./source/sources.ts";
import { trialRoutes } from "./source/trial.ts";

/** What the part of the private API here takes and answers. */
export const routes = [
  ...sourceRoutes,
  ...trialRoutes,
  ...costRoutes,
  ...quarantineRoutes,
  ...manualRoutes,
  ...importRoutes,
];

/** The part of the private API that is about how inquiries get in (SURFACE.md), behind the bearer token. */
export const handler = privateApi("intake API", routes);
