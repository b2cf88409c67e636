import { describe, expect, it } from "vitest";
import { uninvited } from "../../stacks/local/iam/invoker.ts";
import { readApp } from "./fixture-app.ts";

const door = { "Fn::GetAtt": ["Door", "Arn"] };
const api = {
  Api: { Type: "AWS::ApiGatewayV2::Api" },
  Lead: {
    Type: "AWS::ApiGatewayV2::Integration",
    Properties: { IntegrationType: "AWS_PROXY", IntegrationUri: door, PayloadFormatVersion: "2.0" },
  },
  Route: {
    Type: "AWS::ApiGatewayV2::Route",
    Properties: {
      RouteKey: "POST /intake/form/{sourceId}",
      Target: { "Fn::Join": ["/", ["integrations", { Ref: "Lead" }]] },
    },
  },
  Rule: { Type: "AWS::Events::Rule", Properties: { Targets: [{ Arn: door }] } },
};

const permission = (Principal: string, SourceArn: unknown) => ({
  Type: "AWS::Lambda::Permission",
  Properties: { Action: "lambda:InvokeFunction", FunctionName: door, Principal, SourceArn },
});
const ofApi = (path: string) => ({
  "Fn::Join": ["", ["arn:aws:execute-api:eu-west-1:123456789012:", { Ref: "Api" }, path]],
});
const missing = (permissions: object[]) => {
  const named = Object.fromEntries(permissions.map((it, at) => [`Permission${at}`, { Type: "", ...it }]));
  return uninvited(readApp({ functions: { Door: "export const handler = 1;" }, resources: { ...api, ...named } }));
};

describe("a function", () => {
  const byRoute = permission("apigateway.amazonaws.com", ofApi("/*/*/intake/form/{sourceId}"));
  const byRule = permission("events.amazonaws.com", { "Fn::GetAtt": ["Rule", "Arn"] });

  it("that permits every route and rule that leads to it is missing nothing", () => {
    expect(missing([byRoute, byRule])).toEqual([]);
  });

  it("that permits one of them only is not invoked by the other", () => {
    expect(missing([byRoute])).toEqual([expect.stringMatching(/does not permit events.amazonaws.com arn:aws:events:/)]);
    expect(missing([byRule])).toEqual([expect.stringContaining("apigateway.amazonaws.com arn:aws:execute-api:")]);
  });

  it("that permits it to another service is not invoked by this one", () => {
    expect(missing([byRoute, permission("s3.amazonaws.com", { "Fn::GetAtt": ["Rule", "Arn"] })])).toHaveLength(1);
  });

  it("that permits another path is not reached by this one", () => {
    expect(missing([permission("apigateway.amazonaws.com", ofApi("/*/*/api/*")), byRule])).toHaveLength(1);
  });
});
