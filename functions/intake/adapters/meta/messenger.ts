import type { Adapter } from "../../wire/adapter.ts";
import { answerMetaChallenge, metaSignatures, signedByMeta } from "../../wire/meta-webhook.ts";
import { messagingSignals } from "./messaging.ts";

/** Facebook Messenger (contracts/messengers.md C). */
export const messenger: Adapter = {
  channel: "messenger",
  secrets: ["appSecret", "verifyToken", "accessToken"],
  needed: [["appSecret"], ["verifyToken"]],
  challenge: answerMetaChallenge,
  verify: signedByMeta,
  signatures: metaSignatures,
  parse: (delivery) => messagingSignals(delivery, { platform: "messenger", object: "page" }),
  steps: (source, url) => [
    "At developers.facebook.com create an app for this source alone (Meta sends all of a page's events to one address per app), and add the product Messenger.",
    "Copy the App secret from App settings > Basic and set it here as appSecret; make up a long random word and set it here as verifyToken.",
    `In the app open Messenger > Settings > Webhooks, paste ${url} as the callback URL and the same word as the verify token, and press Verify and save.`,
    "Under Access tokens press Add or remove Pages and choose your page; then press Add subscriptions beside it.",
    "Tick messages, message_edits, messaging_postbacks and messaging_referrals, the last or the ad behind a chat is lost, and press Save.",
    "Ask under App review for advanced access to pages_messaging, and switch the app to Live: until then it hears only from people who have a role in it.",
    `Write "Hello" to your page from your own profile: it appears here at ${source.name} within seconds.`,
  ],
};
