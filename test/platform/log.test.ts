import middy from "@middy/core";
import type { Context } from "aws-lambda";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import * as z from "zod";
import { addLogContext, logFailure, logInfo, withLogContext } from "../../functions/platform/observability/log.ts";
import { type Metric, metric, units } from "../../functions/platform/observability/metric.ts";
import { logContext, logOutcome } from "../../functions/platform/observability/middleware.ts";

type Line = Record<string, unknown>;

/** What is logged until the test ends, line by line. */
function listen(): Line[] {
  const lines: Line[] = [];
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    lines.push(JSON.parse(String(text)));
    return true;
  });
  onTestFinished(() => spy.mockRestore());
  return lines;
}

const context = { awsRequestId: "request-1" } as Context;

describe("a line of the log", () => {
  it("says the ids of the work it is part of, those too that became known on the way", async () => {
    const lines = listen();
    await withLogContext({ request: "r" }, async () => {
      await Promise.all(
        ["ld_1", "ld_2"].map((lead) =>
          withLogContext({ lead }, async () => {
            await Promise.resolve();
            addLogContext({ touch: `touch of ${lead}` });
            logInfo("touched");
          }),
        ),
      );
      logInfo("ended");
    });
    expect(lines.map(({ timestamp: _, ...rest }) => rest)).toEqual([
      { level: "INFO", message: "touched", request: "r", lead: "ld_1", touch: "touch of ld_1" },
      { level: "INFO", message: "touched", request: "r", lead: "ld_2", touch: "touch of ld_2" },
      { level: "INFO", message: "ended", request: "r" },
    ]);
  });

  it("keeps its own time, level and message, whatever a field is called", () => {
    const lines = listen();
    logInfo("said", { level: 3, message: "other", timestamp: "never" });
    expect(lines).toEqual([{ level: "INFO", message: "said", timestamp: expect.stringMatching(/^\d{4}-.*Z$/) }]);
  });

  it("of a failure says where it was thrown, and nobody's address or number", () => {
    const lines = listen();
    logFailure("not done", new RangeError("Zoe <zoe.smith@example.org>, +353 1 555 0142: no\nsecond line"));
    expect(lines).toEqual([
      expect.objectContaining({
        level: "ERROR",
        error: "RangeError",
        reason: "Zoe <<address>>, <number>: no\nsecond line",
        stack: expect.stringMatching(/^ +at .*log\.test\.ts/),
      }),
    ]);
    expect(JSON.stringify(lines)).not.toContain("zoe.smith");
  });
});

describe("the handler of a Lambda", () => {
  it("says in one line what was done, for which request, and how long it took", async () => {
    const lines = listen();
    const handler = middy<{ n: number }, number>()
      .use(logContext("router"))
      .use(logOutcome((n: number) => ({ n })))
      .handler(async (event) => event.n);
    expect(await handler({ n: 5 }, context)).toBe(5);
    expect(lines).toEqual([
      expect.objectContaining({ message: "done", work: "router", request: "request-1", n: 5, ms: expect.any(Number) }),
    ]);
  });

  it("lets an error out without what hangs on it, since AWS prints and keeps it", async () => {
    const lines = listen();
    const cancelled = Object.assign(new Error("Cancelled for zoe@example.org"), {
      name: "TransactionCanceledException",
      CancellationReasons: [{ Item: { email: { S: "zoe@example.org" } } }],
    });
    const handler = middy<unknown, void>()
      .use(logContext("step"))
      .use(logOutcome())
      .handler(() => Promise.reject(cancelled));
    const error: unknown = await handler({}, context).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "TransactionCanceledException", message: "Cancelled for <address>" });
    expect(Object.keys(Object(error))).toEqual(["name"]);
    expect(lines).toEqual([expect.objectContaining({ level: "ERROR", message: "failed", ms: expect.any(Number) })]);
    expect(JSON.stringify(lines)).not.toContain("zoe@");
  });
});

/** The specification's own schema, as far as we use it (CloudWatch_Embedded_Metric_Format_Specification.html). */
const name = z.string().min(1).max(1024);
const Emf = z.looseObject({
  _aws: z.strictObject({
    Timestamp: z.int().nonnegative(),
    CloudWatchMetrics: z
      .array(
        z.strictObject({
          Namespace: name,
          Dimensions: z.array(z.array(z.string().min(1).max(250)).max(30)).min(1),
          Metrics: z
            .array(z.strictObject({ Name: name, Unit: z.enum(["Count", "Seconds"]) }))
            .min(1)
            .max(100),
        }),
      )
      .min(1),
  }),
});

describe("a line that is counted", () => {
  const metrics = Object.keys(units) as Metric[];

  it.each(metrics)("%s is in CloudWatch's embedded metric format", (counter) => {
    const lines = listen();
    withLogContext({ lead: "ld_1" }, () => logInfo("it happened", metric(counter, 3)));
    const [line] = lines;
    const [directive] = Emf.parse(line)._aws.CloudWatchMetrics;
    expect(line).toMatchObject({ [counter]: 3, Stage: "test", lead: "ld_1" });
    // What a directive names must stand beside it: numbers for metrics, text for dimensions.
    expect(directive?.Metrics.map(({ Name }) => line?.[Name])).toEqual([3]);
    expect(directive?.Dimensions).toEqual([["Stage"]]);
  });
});
