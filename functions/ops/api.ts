import { privateApi } from "../platform/private-api.ts";
import { leadRoutes } from "./leads.ts";
import { ownerRoutes } from "./owners.ts";
import { taskRoutes } from "./tasks.ts";

const routes = [...leadRoutes, ...taskRoutes, ...ownerRoutes];

/** The private API (SURFACE.md), behind the bearer token. */
export const handler = privateApi("private API", routes);
