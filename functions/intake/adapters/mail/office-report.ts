import { sentTouches } from "../../../email/outbound/ledger.ts";
import { sayTimeline } from "../../../language/texts.ts";
import { reportUndelivered } from "../../../lead/commands/report-undelivered.ts";
import type { LeadId } from "../../../lead/model/lead.ts";
import { isToLead } from "../../../lead/model/notice.ts";
import { readOwners } from "../../../lead/store/owners.ts";
import { addressedIn, quotedIn, sesIdsIn } from "./addressee.ts";
import { ignoreMail, type QuarantinedMail } from "./aside.ts";
import { type ClassifiedMail, mailIdOf } from "./letter.ts";

function namedIn({ what, mail }: ClassifiedMail): { to: string; why: string; final: boolean }[] {
  if (what.kind === "complaint")
    return addressedIn(quotedIn(mail)).map((to) => ({ to, why: sayTimeline("undelivered.spam"), final: true }));
  if (what.kind !== "bounce") return [];
  return what.recipients
    .filter(({ verdict }) => verdict !== "none")
    .map(({ address, why, verdict }) => ({ to: address, why, final: verdict === "hard" }));
}

/** Takes in a report of mail to one of ours. It says nothing of the lead. @throws AppError `not-found`, `unavailable` */
export async function handleOwnerReport(
  classified: ClassifiedMail,
  lead: LeadId,
): Promise<QuarantinedMail | undefined> {
  const { mail, received, at } = classified;
  const [owners, sent] = await Promise.all([readOwners(), sentTouches(lead)]);
  const addresses = new Set(owners.map(({ email }) => email.toLowerCase()));
  const touches = sesIdsIn(quotedIn(mail)).flatMap((id) => sent.get(id) ?? []);
  const touch = touches.find((one) => !isToLead(one)) ?? "unknown";
  const [failed] = namedIn(classified).filter(({ to }) => addresses.has(to));
  if (failed) await reportUndelivered(lead, { ...failed, mailId: mailIdOf(received), touch }, owners, at);
  return ignoreMail("report of mail to one of ours");
}
