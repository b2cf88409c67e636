import type { Adapter } from "../../wire/adapter.ts";
import { answerMetaChallenge, metaSignatures, signedByMeta } from "../../wire/meta-webhook.ts";
import { messagingSignals } from "./messaging.ts";

/** Instagram Direct (contracts/messengers.md D). */
export const instagram: Adapter = {
  channel: "messenger",
  secrets: ["appSecret", "verifyToken", "accessToken"],
  needed: [["appSecret"], ["verifyToken"]],
  challenge: answerMetaChallenge,
  verify: signedByMeta,
  signatures: metaSignatures,
  parse: (delivery) => messagingSignals(delivery, { platform: "instagram", object: "instagram" }),
  steps: (source, url) => [
    "In Instagram switch your account to a professional one, and allow access under Settings > Messages > Connected tools.",
    "At developers.facebook.com open your app and add the product Instagram. Copy the secret of the app that signs: Instagram > API setup shows the Instagram app secret, App settings > Basic the one for accounts linked to a page. Set it here as appSecret.",
    "Make up a long random word and set it here as verifyToken.",
    `Under Webhooks choose Instagram, paste ${url} as the callback URL and the same word as the verify token, and press Verify and save.`,
    "Subscribe to messages, messaging_postbacks and messaging_referral, the last or the ad behind a chat is lost, and connect your account.",
    "Ask under App review for advanced access to messages, and switch the app to Live: until then it hears only from people who have a role in it.",
    `Write "Hello" to your account from another one: it appears here at ${source.name} within seconds.`,
  ],
};
