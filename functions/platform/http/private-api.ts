import middy from "@middy/core";
import { lambdaHandler } from "../observability/lambda-handler.ts";
import { dispatch, type Route } from "./api.ts";
import { authorize } from "./auth.ts";
import { answered, problems, type Reply, type Request } from "./http.ts";

/** A Lambda that answers routes of the private API (SURFACE.md), behind the bearer token. */
export const privateApi = (work: string, routes: Route[]) =>
  lambdaHandler(
    work,
    middy<Request, Reply>()
      .use(problems())
      .handler(async (request) => {
        await authorize(request);
        return dispatch(routes, request);
      }),
    answered,
  );
