import middy from "@middy/core";
import { edge } from "../platform/edge.ts";
import { answered, problems, type Reply, type Request } from "../platform/http.ts";
import { authorize } from "./auth.ts";
import { leadRoutes } from "./leads.ts";
import { registryRoutes } from "./registry.ts";
import { dispatch } from "./route.ts";
import { taskRoutes } from "./tasks.ts";

const routes = [...leadRoutes, ...taskRoutes, ...registryRoutes];

/** The private API (SURFACE.md), behind the bearer token. */
export const handler = edge(
  "private API",
  middy<Request, Reply>()
    .use(problems())
    .handler(async (request) => {
      await authorize(request);
      return dispatch(routes, request);
    }),
  answered,
);
