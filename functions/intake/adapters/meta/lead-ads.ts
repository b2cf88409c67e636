import * as z from "zod";
import { sayDelivery, sayStep } from "../../../language/texts.ts";
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
    sayStep("lead-ads.1"),
    sayStep("lead-ads.2"),
    sayStep("lead-ads.3", { url }),
    sayStep("lead-ads.4", { path: "/{page-id}/subscribed_apps?subscribed_fields=leadgen" }),
    sayStep("lead-ads.5"),
    sayStep("lead-ads.6", { name: source.name }),
  ],
};
