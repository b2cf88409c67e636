import * as z from "zod";
import { type PathPattern, pathPattern } from "../http/path-pattern.ts";
import type { Assembly } from "../template/template.ts";

/** A route of the HTTP API that leads to a function. */
export interface ApiRoute {
  /** Such as `POST /intake/form/{sourceId}`. */
  key: string;
  method: string;
  pattern: PathPattern;
  functionArn: string;
}

const Route = z.object({ RouteKey: z.string(), Target: z.string() });
const Integration = z.object({
  IntegrationType: z.literal("AWS_PROXY"),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal("2.0"),
});

/** Reads the routes of the HTTP API, the most exact first. */
export function apiRoutes(assembly: Assembly): ApiRoute[] {
  const integrations = new Map(
    assembly
      .ofType("AWS::ApiGatewayV2::Integration")
      .map(({ ref, properties }) => [ref, Integration.parse(properties).IntegrationUri]),
  );
  const routes = assembly.ofType("AWS::ApiGatewayV2::Route").map(({ properties }): ApiRoute => {
    const { RouteKey: key, Target } = Route.parse(properties);
    const [method = "ANY", path = "/{proxy+}"] = key === "$default" ? [] : key.split(" ");
    const functionArn = integrations.get(Target.replace("integrations/", ""));
    if (!functionArn) throw new Error(`Route ${key} leads to ${Target}, which is no integration`);
    return { key, method, pattern: pathPattern(path), functionArn };
  });
  return routes.toSorted((a, b) => weight(a).localeCompare(weight(b)));
}

/** ARNs of the functions at which inquiries come in. */
export const inquiryDoors = (assembly: Assembly): Set<string> =>
  new Set(
    apiRoutes(assembly)
      .filter(({ key }) => key.startsWith("POST /intake/"))
      .map(({ functionArn }) => functionArn),
  );

/** The route API Gateway would choose, with the parameters of the path. */
export function findRoute(routes: readonly ApiRoute[], method: string, path: string) {
  for (const route of routes) {
    if (route.method !== "ANY" && route.method !== method) continue;
    const parameters = route.key === "$default" ? {} : route.pattern.match(path);
    if (parameters) return { route, parameters };
  }
  return undefined;
}

function weight({ key, method, pattern }: ApiRoute): string {
  if (key === "$default") return "9";
  const greedy = pattern.rank.includes("2") ? "1" : "0";
  return `${greedy}${pattern.rank}${method === "ANY" ? "1" : "0"}`;
}
