import { mails } from "../../../workflows/definitions/shipped.ts";
import { sayTimeline } from "../../language/texts.ts";
import { hour, type Instant, plus } from "../../platform/time.ts";
import type { Lead } from "../model/lead.ts";
import { isNews, isReturn, type Notice, touchOf } from "../model/notice.ts";
import { mailOf } from "../model/notice-mail.ts";
import type { Owner } from "../model/owner.ts";
import type { Purpose } from "../model/purpose.ts";
import { mailRefusal } from "./mail-permission.ts";

export type Bundle = [Notice, ...Notice[]];

/** A mail that is to be sent: whoever carries it out only writes it, sends it once, and says what became of it. */
export interface MailEffect {
  kind: "mail";
  notices: Bundle;
  touch: string;
  covers: string[];
  mail: string;
  purpose: Purpose;
  to: string;
  /** Which of ours it is for; absent for the lead itself. */
  owner?: Owner | undefined;
  /** Why it is not to go: the ledger then says that it was left. */
  refusal?: string | undefined;
  /** Until when it waits. */
  notBefore?: Instant | undefined;
}

/** Why a cadence's mail is not sent that shipped when its step came due, and does not by now. */
export const noText = sayTimeline("skipped.noText");

const together = [isNews, isReturn];

/** Inquiries are told to an owner in one mail, and so are answers that did not go; other notices each in their own. */
function bundlesOf(pending: readonly Notice[]): Bundle[] {
  const bundles: Bundle[] = [];
  for (const notice of pending) {
    const alike = together.find((one) => one(notice));
    const open = alike && bundles.find(([first]) => alike(first) && first.to === notice.to);
    if (open) open.push(notice);
    else bundles.push([notice]);
  }
  return bundles;
}

/** Why whoever was to be told need not be; `undefined` where they must. */
function overtaken(lead: Lead, notice: Notice, recipient: Owner | undefined): string | undefined {
  if (notice.to !== undefined && !recipient) return sayTimeline("skipped.recipientGone");
  return isNews(notice) && notice.to !== lead.owner ? sayTimeline("skipped.handedOver") : undefined;
}

/** Why a mail may not go; what comes back is word of the owner's own mail, and says nothing to the lead. */
function refusalOf(lead: Lead, first: Notice, purpose: Purpose | undefined, owner: Owner | undefined, now: Instant) {
  if (!purpose) return noText;
  return overtaken(lead, first, owner) ?? (isReturn(first) ? undefined : mailRefusal(purpose, lead, now));
}

/** A machine that answers what comes back must not begin a conversation with us (RFC 3834 section 2). */
const returnsEvery = hour;

/** Until when word of what did not go waits, because there was some lately; `undefined` when it may be told. */
function returnWait({ answersReturnedAt }: Lead, first: Notice, owner: Owner | undefined, now: Instant) {
  const last = isReturn(first) && owner ? answersReturnedAt?.[owner.role] : undefined;
  const next = last && plus(last, returnsEvery);
  return next && next > now ? next : undefined;
}

/** The mails by which what a lead has pending is told, each with whether and when it may go. */
export const mailEffects = (lead: Lead, owners: readonly Owner[], now: Instant): MailEffect[] =>
  bundlesOf(lead.pending).map((notices) => {
    const [first] = notices;
    const mail = first.kind === "cadence" ? (first.mail ?? first.step ?? "") : mailOf[first.kind];
    const purpose = mails[mail]?.purpose;
    const owner = owners.find(({ id }) => id === first.to);
    return {
      kind: "mail",
      notices,
      touch: touchOf(first),
      covers: notices.map(touchOf),
      mail,
      purpose: purpose ?? "marketing",
      to: (first.to === undefined ? lead.email : owner?.email) ?? "",
      owner,
      refusal: refusalOf(lead, first, purpose, owner, now),
      notBefore: returnWait(lead, first, owner, now),
    };
  });
