import type { Inquiry } from "../lead/inquiry.ts";
import type { Lead } from "../lead/lead.ts";
import type { Notice } from "../lead/notice.ts";
import type { Owner } from "../lead/owner.ts";
import type { OwnerAnswer } from "../lead/owner-answer.ts";
import type { Instant } from "../platform/clock.ts";
import type { Letter } from "./letter.ts";
import type { MailIdentity } from "./mail-identity.ts";

/** Notices that are told in one mail. */
export type Bundle = [Notice, ...Notice[]];

/** What the mails of one lead are written from. */
export interface RenderContext {
  lead: Lead;
  owners: Owner[];
  inquiries: Inquiry[];
  /** What they have answered by mail, by the id of that mail. */
  letters: Letter[];
  /** What owners have written to them. */
  answers: OwnerAnswer[];
  post: MailIdentity;
  now: Instant;
}
