import { decodeWords } from "postal-mime";
import type { SentMail } from "./mailbox.ts";
import { configurationSetOf, type SesAccount, verifiedIdentity } from "./ses-account.ts";
import { SesFault } from "./ses-fault.ts";
import { addressesOf, headerOf, type Message } from "./ses-message.ts";
import { readTags, type SendRequest } from "./ses-request.ts";

/** A mail that may be sent. */
export type Draft = Omit<SentMail, "id" | "at">;

/** Checks who sends to whom, and under which configuration set. Throws SesFault. */
export function draftOf(request: SendRequest, message: Message, account: SesAccount): Draft {
  const from = addressesOf(headerOf(message, "from"));
  const source = addressesOf(request.source)[0] ?? from[0] ?? "";
  const others = addressesOf(headerOf(message, "sender"), headerOf(message, "return-path"));
  // An empty Return-Path names nobody.
  const senders = [source, ...from, ...others.filter((address) => address !== "")];
  const identity = verifiedIdentity(account, senders);
  const setAsked = request.configurationSet ?? headerOf(message, "x-ses-configuration-set");
  return {
    source,
    from: from[0] ?? source,
    to: recipientsOf(request, message),
    subject: decodeWords(headerOf(message, "subject") ?? ""),
    configurationSet: configurationSetOf(account, identity, setAsked),
    tags: Object.fromEntries(request.tags.size > 0 ? request.tags : headerTags(message)),
  };
}

function recipientsOf(request: SendRequest, message: Message): string[] {
  const inHeaders = ["to", "cc", "bcc"].map((name) => headerOf(message, name));
  const recipients = addressesOf(...(request.destinations.length > 0 ? request.destinations : inHeaders));
  if (recipients.length === 0) throw new SesFault("InvalidParameterValue", "Missing required header 'To'.");
  if (recipients.length > 50) throw new SesFault("InvalidParameterValue", "Recipient count exceeds 50.");
  const incomplete = recipients.find((recipient) => !/^[^@\s]+@[^@\s]+$/.test(recipient));
  if (incomplete) throw new SesFault("InvalidParameterValue", `Missing final '@domain': ${incomplete}`);
  return recipients;
}

/** Tags a mail carries in itself: `X-SES-MESSAGE-TAGS: purpose=welcome, lead=ld_1`. */
function headerTags(message: Message): ReadonlyMap<string, string> {
  const pairs = (headerOf(message, "x-ses-message-tags") ?? "").split(",").filter((pair) => pair.trim() !== "");
  return readTags(
    pairs.map((pair): [string, string] => [pair.split("=")[0]?.trim() ?? "", pair.split("=")[1]?.trim() ?? ""]),
  );
}
