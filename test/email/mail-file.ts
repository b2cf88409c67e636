import { readFileSync } from "node:fs";
import { type Classified, classifyMail } from "../../functions/email/inbound/classify.ts";
import { addressesIn, header, headers, type Incoming, readIncoming } from "../../functions/email/inbound/incoming.ts";
import { type Instant, instant } from "../../functions/platform/time.ts";

/** Fields that say to whom a mail was delivered; a file has no envelope. */
const recipientFields = ["delivered-to", "x-original-to", "to", "cc"];

/** A mail from a file, with the envelope that its header remembers: without Return-Path it was sent by whoever is in From. */
export async function readMailFile(path: string): Promise<Incoming> {
  const mail = await readIncoming(readFileSync(path), { sender: "", recipients: [] });
  const [returnPath] = headers(mail, "return-path");
  return {
    ...mail,
    envelope: {
      sender: returnPath === undefined ? mail.from : returnPath.replace(/[<>\s]/g, "").toLowerCase(),
      recipients: recipientFields.flatMap((name) => headers(mail, name).flatMap(addressesIn)),
    },
  };
}

/** The moment in the mail's Date field, or else now. */
export function writtenAt(mail: Incoming): Instant {
  const date = Date.parse(header(mail, "date"));
  return instant(Number.isNaN(date) ? Date.now() : date);
}

/** What the mail in a file is, on the day it was written. */
export async function classifyFile(path: string): Promise<Classified> {
  const mail = await readMailFile(path);
  return classifyMail(mail, writtenAt(mail));
}
