import * as z from "zod";
import type { Assembly } from "../template/template.ts";
import { SesFault } from "./ses-fault.ts";

export interface Identity {
  /** A domain, which covers its subdomains, or an address. */
  name: string;
  arn: string;
  configurationSet?: string;
}

export interface SesAccount {
  region: string;
  account: string;
  identities: Identity[];
  /** ARN by name. */
  configurationSets: ReadonlyMap<string, string>;
  destinations: { configurationSet: string; eventTypes: string[] }[];
}

const identityProperties = z.object({
  EmailIdentity: z.string(),
  ConfigurationSetAttributes: z.object({ ConfigurationSetName: z.string().optional() }).optional(),
});
const destinationProperties = z.object({
  ConfigurationSetName: z.string(),
  EventDestination: z.object({
    Enabled: z.boolean().default(true),
    MatchingEventTypes: z.array(z.string()),
    EventBridgeDestination: z.unknown().optional(),
  }),
});

/** Reads identities, configuration sets and their EventBridge destinations. */
export function readSesAccount(assembly: Assembly): SesAccount {
  const identities = assembly.ofType("AWS::SES::EmailIdentity").map(({ arn, properties }) => {
    const { EmailIdentity, ConfigurationSetAttributes } = identityProperties.parse(properties);
    return {
      name: EmailIdentity.toLowerCase(),
      arn,
      configurationSet: ConfigurationSetAttributes?.ConfigurationSetName,
    };
  });
  const sets = assembly.ofType("AWS::SES::ConfigurationSet").map(({ ref, arn }) => [ref, arn] as const);
  const destinations = assembly.ofType("AWS::SES::ConfigurationSetEventDestination").flatMap(({ properties }) => {
    const { ConfigurationSetName, EventDestination } = destinationProperties.parse(properties);
    if (!EventDestination.Enabled || !EventDestination.EventBridgeDestination) return [];
    const eventTypes = EventDestination.MatchingEventTypes.map((type) => type.replaceAll("_", "").toLowerCase());
    return [{ configurationSet: ConfigurationSetName, eventTypes }];
  });
  const { region, account } = assembly;
  return { region, account, identities, configurationSets: new Map(sets), destinations };
}

/** The identity every one of these senders' mail is sent under. Throws SesFault MessageRejected naming those not verified. */
export function verifiedIdentity(account: SesAccount, senders: readonly string[]): Identity {
  const verified = senders.map((sender) => account.identities.find((identity) => covers(identity, sender)));
  const failed = [...new Set(senders.filter((_, index) => !verified[index]))];
  const [first] = verified;
  if (first && failed.length === 0) return first;
  const where = `The following identities failed the check in region ${account.region.toUpperCase()}`;
  throw new SesFault("MessageRejected", `Email address is not verified. ${where}: ${failed.join(", ")}`);
}

/** The configuration set a mail is sent with: the one asked for, else its identity's. Throws SesFault. */
export function configurationSetOf(account: SesAccount, identity: Identity, asked?: string): string | undefined {
  const name = asked ?? identity.configurationSet;
  if (name !== undefined && !account.configurationSets.has(name)) {
    throw new SesFault("ConfigurationSetDoesNotExist", `Configuration set <${name}> does not exist.`);
  }
  return name;
}

function covers({ name }: Identity, sender: string): boolean {
  const address = sender.toLowerCase();
  const domain = address.slice(address.lastIndexOf("@") + 1);
  return address === name || domain === name || domain.endsWith(`.${name}`);
}
