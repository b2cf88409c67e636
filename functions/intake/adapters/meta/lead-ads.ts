import * as z from "zod";
import { sayDelivery } from "../../../language/texts.ts";
import { withoutMissing } from "../../inquiry/present.ts";
import type { Signal } from "../../inquiry/signal.ts";
import type { Adapter, Delivery } from "../../wire/adapter.ts";
import { answerMetaChallenge, metaSignatures, signedByMeta, webhookEntries } from "../../wire/meta-webhook.ts";
import { EpochMoment, List, PlatformId, Reference, unreadable } from "../../wire/wire.ts";
import { fetchLead } from "./graph.ts";
import { type Chats, signalsOfItem } from "./messaging.ts";

const Entry = z.object({ id: Reference, changes: z.array(z.unknown()).default([]), messaging: List, standby: List });
const Change = z.object({ field: z.string(), value: z.unknown().optional() });
const Leadgen = z.object({
  leadgen_id: PlatformId,
  page_id: Reference,
  form_id: Reference,
  ad_id: Reference,
  created_time: EpochMoment,
});

/** The dashboard's "Test" button sends ids made of fours, and no lead stands behind them (contracts/meta.md 5). */
const isMadeUp = (id: string): boolean => /^4+$/.test(id);

function signalOf(value: unknown, page: string | undefined): Signal {
  const read = Leadgen.safeParse(value);
  if (!read.success) return unreadable(value, sayDelivery("unreadable.noLeadgenId"));
  const { leadgen_id: id, page_id: pageId = page, form_id, ad_id, created_time: at } = read.data;
  if (isMadeUp(id)) return { kind: "tested", id };
  const marks = withoutMissing({ page_id: pageId, form_id, ad_id });
  return { kind: "fetch", id, ask: { leadgen_id: id, ...marks }, draft: { at, attribution: marks } };
}

function signalsOfChange(change: unknown, page: string | undefined): Signal[] {
  const read = Change.safeParse(change);
  if (!read.success) return [unreadable(change, sayDelivery("unreadable.noField"))];
  return read.data.field === "leadgen" ? [signalOf(read.data.value, page)] : [];
}

const chats: Chats = { platform: "messenger", object: "page" };

/** A page's chats belong to another source; what somebody says in one is not lost here. */
const signalsOfChat = (item: unknown, page: string | undefined): Signal[] =>
  signalsOfItem(item, page, chats).map(() => unreadable(item, sayDelivery("unreadable.isAMessage")));

function signalsOfEntry(entry: unknown): Signal[] {
  const read = Entry.safeParse(entry);
  if (!read.success) return [unreadable(entry, sayDelivery("unreadable.changes"))];
  const { id, changes, messaging, standby } = read.data;
  return [
    ...changes.flatMap((change) => signalsOfChange(change, id)),
    ...[...messaging, ...standby].flatMap((item) => signalsOfChat(item, id)),
  ];
}

const parse = (delivery: Delivery): Signal[] => webhookEntries(delivery, "page").flatMap(signalsOfEntry);

/** Meta Lead Ads of Facebook and Instagram (contracts/meta.md). */
export const metaLeadAds: Adapter = {
  channel: "ad",
  secrets: ["appSecret", "verifyToken", "accessToken"],
  needed: [["appSecret"], ["verifyToken"], ["accessToken"]],
  challenge: answerMetaChallenge,
  verify: signedByMeta,
  signatures: metaSignatures,
  parse,
  fetch: fetchLead,
  steps: (source, url) => [
    "At developers.facebook.com, open your app and copy the app secret from App settings > Basic into this source as appSecret; make up a verify token and set it as verifyToken.",
    "In Meta Business Suite, make a system-user token for the app with leads_retrieval, pages_show_list, pages_read_engagement, pages_manage_metadata and ads_management, and set it as accessToken.",
    `Subscribe the app: under Webhooks choose the object Page, paste ${url} as the callback URL and your verify token, press Verify and save, then subscribe to the field leadgen.`,
    "Subscribe the Page as well, or nothing arrives: in the Graph API Explorer, with a token of the Page, send POST /{page-id}/subscribed_apps?subscribed_fields=leadgen.",
    "In Meta Business Suite under Integrations > Leads Access, give the app and the token's user access to the Page's leads, and switch the app to Live mode.",
    `Open developers.facebook.com/tools/lead-ads-testing, choose the Page and the form and press Create lead: it appears here at ${source.name} as a test.`,
  ],
};
