import { json, type LocalRoute } from "../http/local-route.ts";
import type { Authority } from "./authority.ts";

/** `GET /local/iam`: which function has called what, whether its role allows it, and what roles allow that nothing has used. */
export function iamRoute(authority: Pick<Authority, "observed" | "unused">): LocalRoute {
  return {
    method: "GET",
    path: "/local/iam",
    answer: async () => {
      const { observed, unused } = authority;
      const denied = observed.filter(({ verdict }) => verdict === "denied").length;
      return json(200, { observed, denied, unused });
    },
  };
}
