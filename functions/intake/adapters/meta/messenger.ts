import { sayStep } from "../../../language/texts.ts";
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
    sayStep("messenger.1"),
    sayStep("messenger.2"),
    sayStep("messenger.3", { url }),
    sayStep("messenger.4"),
    sayStep("messenger.5"),
    sayStep("messenger.6"),
    sayStep("messenger.7", { name: source.name }),
  ],
};
