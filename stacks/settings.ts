import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { z } from "zod";

/** Regions in which Amazon SES receives mail (docs.aws.amazon.com/general/latest/gr/ses.html); replies need one. */
const inboundRegions = [
  "us-east-1",
  "us-east-2",
  "us-west-2",
  "ca-central-1",
  "eu-west-1",
  "eu-west-2",
  "eu-central-1",
  "ap-northeast-1",
  "ap-southeast-1",
  "ap-southeast-2",
] as const;

const domain = z
  .string()
  .regex(/^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)+$/, "write a domain such as leads.example.com, in lower case");

const Settings = z.object({
  LEADWRIGHT_REGION: z.enum(inboundRegions, {
    error: `name a region in which SES receives mail: ${inboundRegions.join(", ")}`,
  }),
  LEADWRIGHT_MAIL_DOMAIN: domain,
  LEADWRIGHT_SENDER: z.string().regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/, "write the part before the @, such as sales"),
  LEADWRIGHT_COMPANY: z.string().trim().min(1, "write the name your leads know you by"),
  LEADWRIGHT_SITE: z.url({ protocol: /^https$/, error: "write your site's address, such as https://example.com" }),
  LEADWRIGHT_ALARM_EMAIL: z.email("write the address that alarms are mailed to, such as ops@example.com").optional(),
  LEADWRIGHT_ADDRESS: z.string().trim().min(8, "write the postal address that the law wants in each mail"),
});

/** What a deployment must be told. `sender` is the full address; it receives inquiries too. */
export interface DeploymentSettings {
  region: string;
  mailDomain: string;
  sender: string;
  company: string;
  postalAddress: string;
  site: string;
  /** Who is told when an alarm rings; nobody by mail if not set. */
  alarmEmail: string | undefined;
}

const local = {
  LEADWRIGHT_REGION: "eu-west-1",
  LEADWRIGHT_MAIL_DOMAIN: "leads.example",
  LEADWRIGHT_SENDER: "sales",
  LEADWRIGHT_COMPANY: "Sunny Roofs",
  LEADWRIGHT_SITE: "https://sunny-roofs.example",
  LEADWRIGHT_ADDRESS: "Sunny Roofs Ltd, 1 Harbour Street, Dublin D01, Ireland",
};

/** `.env.<stage>`, then the environment, then `.env`: what says more exactly what it is for goes first. */
function environment(stage: string): Record<string, string | undefined> {
  const kept = (file: string) => (existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {});
  return { ...kept(".env"), ...process.env, ...kept(`.env.${stage}`) };
}

/**
 * Reads the deployment's settings; stage `local` has its own and needs none.
 *
 * @throws Error naming each missing or wrong setting and how to mend it
 */
export function settings(stage: string | undefined, env?: Record<string, string | undefined>): DeploymentSettings {
  const parsed = Settings.safeParse(!stage || stage === "local" ? local : (env ?? environment(stage)));
  if (!parsed.success) {
    const lines = parsed.error.issues.map(
      (issue) => `  ${issue.path.join(".")}: ${issue.code === "invalid_type" ? "is missing" : issue.message}`,
    );
    throw new Error(
      `Stage "${stage}" cannot be synthesized. Set in .env.${stage} or the environment:\n${lines.join("\n")}`,
    );
  }
  const it = parsed.data;
  return {
    region: it.LEADWRIGHT_REGION,
    mailDomain: it.LEADWRIGHT_MAIL_DOMAIN,
    sender: `${it.LEADWRIGHT_SENDER}@${it.LEADWRIGHT_MAIL_DOMAIN}`,
    company: it.LEADWRIGHT_COMPANY,
    postalAddress: it.LEADWRIGHT_ADDRESS,
    site: it.LEADWRIGHT_SITE,
    alarmEmail: it.LEADWRIGHT_ALARM_EMAIL,
  };
}
