import { expect, test } from "vitest";
import { VirtualClock } from "../../stacks/local/clock/clock.ts";
import { asyncFailures } from "../../stacks/local/lambda/async-failure.ts";
import { readApp, runFunctions } from "./fixture-app.ts";

const monday = Date.parse("2026-11-23T09:00:00Z");

test("what a function failed at for the last time is kept where it is configured to be, with the error", async () => {
  const clock = new VirtualClock({ mode: "manual", from: monday, failed: (error) => expect.fail(String(error)) });
  const app = readApp({
    functions: { Fn: "export const handler = () => { throw new TypeError('no'); };" },
    resources: {
      Kept: { Type: "AWS::S3::Bucket" },
      Config: {
        Type: "AWS::Lambda::EventInvokeConfig",
        Properties: {
          FunctionName: { Ref: "Fn" },
          MaximumRetryAttempts: 1,
          DestinationConfig: { OnFailure: { Destination: { "Fn::GetAtt": ["Kept", "Arn"] } } },
        },
      },
    },
  });
  const kept: { bucket: string; key: string; record: unknown }[] = [];
  const put = async (bucket: string, key: string, body: Buffer) =>
    void kept.push({ bucket, key, record: JSON.parse(body.toString()) });
  const { functions, arnOf } = runFunctions(app, clock, { failures: asyncFailures(app, { put }) });
  await functions.invokeAsync(arnOf("Fn"), { mail: "m1" });
  expect(kept).toEqual([]);
  await clock.moveTo(monday + 600_000);
  expect(kept).toEqual([
    {
      bucket: "test-kept",
      key: expect.stringMatching(/^aws\/lambda\/async\/test-Fn\/2026\/11\/23\/2026-11-23T09\.01\.00-[0-9a-f-]{36}$/),
      record: expect.objectContaining({
        requestPayload: { mail: "m1" },
        requestContext: expect.objectContaining({ condition: "RetriesExhausted", approximateInvokeCount: 2 }),
        responsePayload: { errorType: "TypeError", errorMessage: "no" },
      }),
    },
  ]);
});

test("a destination that the runtime does not know stops it by name", () => {
  const app = readApp({
    resources: {
      Config: {
        Type: "AWS::Lambda::EventInvokeConfig",
        Properties: {
          FunctionName: "fn",
          DestinationConfig: { OnFailure: { Destination: "arn:aws:sqs:eu-west-1:1:q" } },
        },
      },
    },
  });
  expect(() => asyncFailures(app, { put: async () => undefined })).toThrow("Config sends failures to arn:aws:sqs");
});
