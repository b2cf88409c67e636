import * as z from "zod";
import type { LeadId } from "../../lead/model/lead.ts";
import type { Owner, OwnerId } from "../../lead/model/owner.ts";
import { addressMark } from "../../lead/rules/address-mark.ts";
import { readSecret } from "../../platform/aws/secrets.ts";
import { config, text } from "../../platform/config.ts";
import { replyToken, sealToken } from "../../platform/security/token.ts";
import type { Instant } from "../../platform/time.ts";

export interface MailIdentity {
  sender: string;
  domain: string;
  company: string;
  postalAddress: string;
  configurationSet: string;
  respondUrl(lead: LeadId, owner: OwnerId): string;
  unsubscribeUrl(lead: LeadId, touch: string): string;
  unsubscribeAddress(lead: LeadId): string;
  replyAddress(lead: LeadId): string;
  /** Where an answer to mail about the lead goes that one of ours has got: whatever comes there is ours, not the lead's. */
  officeAddress(lead: LeadId, role: Owner["role"]): string;
  releaseUrl(lead: LeadId, owner: OwnerId, answer: string): string;
  surveyUrl(lead: LeadId, touch: string): string;
  /** Where whoever reads mail at an address says that they have written to us, or have not. */
  confirmUrl(lead: LeadId, touch: string, address: string): string;
  notMeUrl(lead: LeadId, touch: string, address: string): string;
  clickUrl(lead: LeadId, link: Link): string;
  site: string;
}

/** A link in a mail: `hot` ones show that somebody wants to buy. */
export interface Link {
  touch: string;
  url: string;
  hot: boolean;
  sentAt: Instant;
}

const env = config({
  PUBLIC_URL: text,
  MAIL_DOMAIN: text,
  SENDER: text,
  COMPANY: text,
  POSTAL_ADDRESS: text,
  CONFIGURATION_SET: text,
  SIGNING_KEY_ID: text,
  SITE: z.url(),
});

/** This deployment's post, with its signing key. */
export async function mailIdentity(): Promise<MailIdentity> {
  const key = await readSecret(env.SIGNING_KEY_ID);
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
    site: env.SITE.replace(/\/$/, ""),
    surveyUrl: (lead, touch) => url("s", sealToken(key, "survey", [lead, touch])),
    confirmUrl: (lead, touch, address) =>
      url("c", sealToken(key, "confirm", [lead, touch, addressMark(address), "confirm"])),
    notMeUrl: (lead, touch, address) =>
      url("c", sealToken(key, "confirm", [lead, touch, addressMark(address), "not-me"])),
    clickUrl: (lead, link) =>
      url("t/c", sealToken(key, "click", [lead, link.touch, link.url, link.hot ? "hot" : "", link.sentAt])),
    officeAddress: (lead, role) => `o+${replyToken(key, lead, role)}@${env.MAIL_DOMAIN}`,
    releaseUrl: (lead, owner, answer) => url("r", sealToken(key, "answer", [lead, owner, answer])),
    replyAddress: (lead) => `r+${replyToken(key, lead)}@${env.MAIL_DOMAIN}`,
  };
}
