import type { Inquiry } from "../../lead/model/inquiry.ts";
import type { Lead } from "../../lead/model/lead.ts";
import type { Owner } from "../../lead/model/owner.ts";
import type { OwnerReply } from "../../lead/model/owner-reply.ts";
import type { Instant } from "../../platform/time.ts";
import type { InboundReply } from "./inbound-reply.ts";
import type { MailIdentity } from "./mail-identity.ts";

/** What the mails of one lead are written from. */
export interface RenderContext {
  lead: Lead;
  owners: readonly Owner[];
  inquiries: Inquiry[];
  /** What they have answered by mail, by the id of that mail. */
  inboundReplies: InboundReply[];
  /** What owners have written to them. */
  ownerReplies: OwnerReply[];
  identity: MailIdentity;
  now: Instant;
}
