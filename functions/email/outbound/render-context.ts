import type { Inquiry } from "../../lead/model/inquiry.ts";
import type { Lead } from "../../lead/model/lead.ts";
import type { Owner } from "../../lead/model/owner.ts";
import type { OwnerReply } from "../../lead/model/owner-reply.ts";
import type { Instant } from "../../platform/time.ts";
import type { InboundReply } from "./inbound-reply.ts";
import type { MailIdentity } from "./mail-identity.ts";

export interface RenderContext {
  lead: Lead;
  owners: readonly Owner[];
  inquiries: Inquiry[];
  inboundReplies: InboundReply[];
  ownerReplies: OwnerReply[];
  identity: MailIdentity;
  now: Instant;
}
