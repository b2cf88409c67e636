import * as z from "zod";
import { Instant } from "../../platform/time.ts";
import { Attachment } from "./inquiry.ts";
import type { Notice } from "./notice.ts";
import { type Owner, OwnerId } from "./owner.ts";

/** What one of ours has written to a lead by answering a notice: their own words, without what they quoted. */
export const OwnerReply = z.object({
  /** The mail's print: the same mail has the same one, however often it comes. */
  id: z.string().regex(/^[A-Za-z0-9_-]+$/),
  at: Instant,
  /** Who wrote it, or is told of it where somebody else did. */
  owner: OwnerId,
  mailId: z.string(),
  subject: z.string(),
  text: z.string(),
  attachments: z.array(Attachment).optional(),
  /** The lead stands among its recipients: it went there by itself. */
  direct: z.boolean().optional(),
  from: z.string().optional(),
  /** When its owner has let go what nobody vouched for. */
  releasedAt: Instant.optional(),
});
export type OwnerReply = z.infer<typeof OwnerReply>;

export interface Sending {
  notice: Notice;
  reply: OwnerReply | undefined;
  role: Owner["role"] | undefined;
  status: "sent" | "skipped";
  reason?: string | undefined;
}
