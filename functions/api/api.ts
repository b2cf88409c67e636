import { privateApi } from "../platform/http/private-api.ts";
import { leadRoutes } from "./leads.ts";
import { ownerRoutes } from "./owners.ts";
import { taskRoutes } from "./tasks.ts";

/** What the part of the private API here takes and answers. */
export const routes = [...leadRoutes, ...taskRoutes, ...ownerRoutes];

/** The private API (SURFACE.md), behind the bearer token. */
export const handler = privateApi("private API", routes);
