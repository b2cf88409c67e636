import { userInfo } from "node:os";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { refuseLostFlags } from "../../functions/api/cli/command-line.ts";
import app from "../../sst.config.ts";
import { stageName } from "./stage-name.ts";
import { startProgress } from "./terminal/progress.ts";

function flagValue(name: string, argv: readonly string[]): string | undefined {
  const at = argv.findIndex((it) => it === `--${name}` || it.startsWith(`--${name}=`));
  const [flag, next] = [argv[at], argv[at + 1]];
  if (flag === undefined) return undefined;
  return flag.includes("=") ? flag.slice(flag.indexOf("=") + 1) : next;
}

/** A stage of one's own for live development: `dev-` and the name one has on this machine. */
const personalStage = (): string => `dev-${userInfo().username.replace(/[^A-Za-z0-9]/g, "")}`;

/** @throws Error naming what is missing */
function stageOf(command: string, argv: readonly string[]): string {
  const named = flagValue("stage", argv);
  if (named === undefined && command === "dev") return personalStage();
  if (named === undefined) throw new Error(`Name the stage: npm run ${command} -- --stage prod`);
  const stage = stageName.safeParse(named);
  if (!stage.success) throw new Error(stage.error.issues[0]?.message);
  if (named === "local")
    throw new Error("Stage local lives on this machine only: npm start. Name another with --stage.");
  return named;
}

/** @throws Error that says how to give credentials when there are none */
async function requireCredentials(region: string | undefined, profile: string | undefined): Promise<void> {
  const progress = startProgress("Looking for AWS credentials", { quietMs: 1000 });
  const client = new SecretsManagerClient({ ...(region && { region }), ...(profile && { profile }) });
  try {
    await client.config.credentials();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`There are no AWS credentials: ${why}
Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE (after "aws configure" or "aws sso login").`);
  } finally {
    progress.stop();
    client.destroy();
  }
}

/** `npm run deploy` and `npm run dev`: says what is missing before SST, which says it less well, begins. */
async function main([command = "", ...argv]: string[]): Promise<void> {
  refuseLostFlags(["stage"], process.env);
  const stage = stageOf(command, argv);
  const { region } = await app.config({ stage });
  await requireCredentials(region, flagValue("profile", argv));
  process.env.SST_TELEMETRY_DISABLED = "1";
  const named = flagValue("stage", argv) === undefined ? ["--stage", stage] : [];
  process.argv = [process.execPath, "sst", command, ...argv, ...named];
  await import("sst/cli/sst.js");
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
