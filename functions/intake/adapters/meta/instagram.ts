import { sayStep } from "../../../language/texts.ts";
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
    sayStep("instagram.1"),
    sayStep("instagram.2"),
    sayStep("instagram.3"),
    sayStep("instagram.4", { url }),
    sayStep("instagram.5"),
    sayStep("instagram.6"),
    sayStep("instagram.7", { name: source.name }),
  ],
};
