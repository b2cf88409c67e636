import middy from "@middy/core";
import { dispatch } from "../platform/api.ts";
import { authorize } from "../platform/auth.ts";
import { edge } from "../platform/edge.ts";
import { answered, problems, type Reply, type Request } from "../platform/http.ts";
import { importRoutes } from "./import/routes.ts";
import { manualRoutes } from "./manual.ts";
import { quarantineRoutes } from "./parcel/quarantine.ts";
import { costRoutes } from "./source/costs.ts";
import { sourceRoutes } from "./source/sources.ts";
import { trialRoutes } from "./source/trial.ts";

const routes = [...sourceRoutes, ...trialRoutes, ...costRoutes, ...quarantineRoutes, ...manualRoutes, ...importRoutes];

/** The part of the private API that is about how inquiries get in (SURFACE.md), behind the bearer token. */
export const handler = edge(
  "intake API",
  middy<Request, Reply>()
    .use(problems())
    .handler(async (request) => {
      await authorize(request);
      return dispatch(routes, request);
    }),
  answered,
);
