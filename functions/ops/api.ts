import middy from "@middy/core";
import { dispatch } from "../platform/api.ts";
import { authorize } from "../platform/auth.ts";
import { edge } from "../platform/edge.ts";
import { answered, problems, type Reply, type Request } from "../platform/http.ts";
import { leadRoutes } from "./leads.ts";
import { ownerRoutes } from "./owners.ts";
import { taskRoutes } from "./tasks.ts";

const routes = [...leadRoutes, ...taskRoutes, ...ownerRoutes];

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
