import type { LeadId } from "../lead/lead.ts";
import type { OwnerId } from "../lead/owner.ts";
import { config, text } from "../platform/config.ts";
import { secret } from "../platform/secret.ts";
import { replyToken, sealToken } from "../platform/token.ts";

/** Who we are in mails, and the links and addresses that lead back to us. */
export interface Post {
  sender: string;
  domain: string;
  company: string;
  postalAddress: string;
  configurationSet: string;
  /** The owner's "I have contacted this lead". */
  respondUrl(lead: LeadId, owner: OwnerId): string;
  unsubscribeUrl(lead: LeadId, touch: string): string;
  unsubscribeAddress(lead: LeadId): string;
  replyAddress(lead: LeadId): string;
}

const env = config({
  PUBLIC_URL: text,
  MAIL_DOMAIN: text,
  SENDER: text,
  COMPANY: text,
  POSTAL_ADDRESS: text,
  CONFIGURATION_SET: text,
  SIGNING_KEY_ID: text,
});

/** This deployment's post, with its signing key. */
export async function post(): Promise<Post> {
  const key = await secret(env.SIGNING_KEY_ID);
  const url = (path: string, token: string) => `${env.PUBLIC_URL}/${path}/${token}`;
  return {
    sender: env.SENDER,
    domain: env.MAIL_DOMAIN,
    company: env.COMPANY,
    postalAddress: env.POSTAL_ADDRESS,
    configurationSet: env.CONFIGURATION_SET,
    respondUrl: (lead, owner) => url("r", sealToken(key, "respond", [lead, owner])),
    unsubscribeUrl: (lead, touch) => url("u", sealToken(key, "unsubscribe", [lead, touch])),
    unsubscribeAddress: (lead) => `unsub+${replyToken(key, lead)}@${env.MAIL_DOMAIN}`,
    replyAddress: (lead) => `r+${replyToken(key, lead)}@${env.MAIL_DOMAIN}`,
  };
}
