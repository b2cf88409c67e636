import { readFile } from "node:fs/promises";
import { RemovalPolicy } from "aws-cdk-lib";
import { LoggingFormat } from "aws-cdk-lib/aws-lambda";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import { type FunctionProps, Function as SstFunction, type Stack } from "sst/constructs";
import { definitions, type PluginBuild } from "./definitions.ts";
import { keptIn } from "./given-up.ts";

type LambdaProps = Pick<FunctionProps, "timeout" | "memorySize" | "tracing"> & {
  environment?: Record<string, string>;
  /** For a function that nobody waits for: the bucket that keeps an event it has failed at three times. */
  failuresTo?: IBucket;
};

/** Ways to get credentials that a Lambda never takes: its own are in its environment. They would add a fifth to each bundle. */
const unusedCredentials = ["ini", "sso", "process", "web-identity", "http", "login"].map(
  (kind) => `@aws-sdk/credential-provider-${kind}`,
);

/** Reads a script for visitors' browsers as text, as small as it gets. */
const visitorScript = {
  name: "visitor script",
  setup(build: PluginBuild): void {
    build.onLoad({ filter: /\.visitor\.js$/ }, async ({ path }) => {
      const { code } = await build.esbuild.transform(await readFile(path, "utf8"), { minify: true, target: "es2022" });
      return { contents: code, loader: "text" };
    });
  },
};

/** One Lambda with the defaults every function here shares: Node 24 on arm64, small minified bundle, JSON logs kept for a month. */
export function lambda(
  stack: Stack,
  id: string,
  handler: string,
  { failuresTo, ...props }: LambdaProps = {},
): SstFunction {
  const logGroup = new LogGroup(stack, `${id}Log`, {
    retention: RetentionDays.ONE_MONTH,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const fn = new SstFunction(stack, id, {
    handler,
    runtime: "nodejs24.x",
    architecture: "arm_64",
    memorySize: 512,
    timeout: 15,
    tracing: "active",
    nodejs: {
      minify: true,
      sourcemap: false,
      loader: { ".md": "text", ".yaml": "empty" },
      esbuild: {
        keepNames: false,
        plugins: [definitions, visitorScript],
        external: [...unusedCredentials, "@aws-sdk/token-providers", "@smithy/credential-provider-imds"],
      },
    },
    logGroup,
    loggingFormat: LoggingFormat.JSON,
    ...props,
    environment: { STAGE: stack.stage, ...props.environment },
  });
  if (failuresTo) fn.configureAsyncInvoke({ onFailure: keptIn(failuresTo), retryAttempts: 2 });
  return fn;
}
