import { readFile } from "node:fs/promises";
import { RemovalPolicy } from "aws-cdk-lib";
import { LoggingFormat } from "aws-cdk-lib/aws-lambda";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import { type FunctionProps, Function as SstFunction, type Stack } from "sst/constructs";
import { parse } from "yaml";
import { keptIn } from "./given-up.ts";

/** The part of esbuild's plugin interface used here; esbuild comes with SST and is no dependency of ours. */
interface PluginBuild {
  onLoad(
    options: { filter: RegExp },
    load: (file: { path: string }) => Promise<{ contents: string; loader: "json" | "text" }>,
  ): void;
  esbuild: { transform(code: string, options: { minify: boolean; target: string }): Promise<{ code: string }> };
}

type LambdaProps = Pick<FunctionProps, "timeout" | "memorySize" | "tracing"> & {
  environment?: Record<string, string>;
  /** For a function that nobody waits for: the bucket that keeps an event it has failed at three times. */
  failuresTo?: IBucket;
};

/** Ways to get credentials that a Lambda never takes: its own are in its environment. They would add a fifth to each bundle. */
const unusedCredentials = ["ini", "sso", "process", "web-identity", "http", "login"].map(
  (kind) => `@aws-sdk/credential-provider-${kind}`,
);

/** Reads YAML when the functions are bundled, so that no parser ships. */
const yaml = {
  name: "yaml",
  setup(build: PluginBuild): void {
    build.onLoad({ filter: /\.yaml$/ }, async ({ path }) => ({
      contents: JSON.stringify(parse(await readFile(path, "utf8"))),
      loader: "json",
    }));
  },
};

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
      loader: { ".md": "text" },
      esbuild: {
        keepNames: false,
        plugins: [yaml, visitorScript],
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
