import type { Classified } from "../../../email/inbound/classify.ts";
import type { Incoming } from "../../../email/inbound/incoming.ts";
import { fingerprint } from "../../../platform/security/fingerprint.ts";
import type { Instant } from "../../../platform/time.ts";
import type { Received } from "../../deliveries/received.ts";

export interface MailVerdict {
  at: Instant;
  receivedAt: Instant;
  trusted: boolean;
}

export interface ClassifiedMail extends MailVerdict {
  mail: Incoming;
  what: Classified;
  received: Received;
  /** Whether its sender is who it says: a domain vouches for the address, or a person has looked. */
  vouched: boolean;
  /** The owner who has passed it on, with what they wrote above it. */
  passedOn?: { by: string; note: string };
}

/** Whether somebody leaves by the address of List-Unsubscribe. */
export const isLeaving = ({ what }: ClassifiedMail): boolean => what.kind === "unsubscribe" && what.by === "address";

/** Whether a mail system reports on a mail of ours. */
export const isReport = ({ what }: ClassifiedMail): boolean => what.kind === "bounce" || what.kind === "complaint";

/** Whether a mail program or other software has written it by itself. */
export const isByItself = ({ what }: ClassifiedMail): boolean => what.kind === "away" || what.kind === "machine";

/** SES's id of a mail, in `A-Za-z0-9_-`. */
export const mailIdOf = ({ mail }: Received): string => mail.messageId.replace(/[^A-Za-z0-9_-]/g, "-");

/** The same mail handed over twice has two ids of SES, and one of its sender (RULES.md REP-5). */
export const mailPrint = ({ messageId, from, subject, text }: Incoming): string =>
  fingerprint([messageId, from, subject, text].join("\n")).slice(0, 32);
