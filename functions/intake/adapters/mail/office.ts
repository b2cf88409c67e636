import { sentTouches } from "../../../email/outbound/ledger.ts";
import type { Lead } from "../../../lead/model/lead.ts";
import { isToLead } from "../../../lead/model/notice.ts";
import type { Owner } from "../../../lead/model/owner.ts";
import { readOwners } from "../../../lead/store/owners.ts";
import { readLead } from "../../../lead/store/repository.ts";
import { type Addressee, addressedIn, answeredIds, quotedIn, sesIdsIn } from "./addressee.ts";
import { type ClassifiedMail, isLeaving, isReport } from "./letter.ts";

/*
 * Whether a mail comes back to what was written to one of ours. Then it is about them, and never about the lead (LIFECYCLE
 * section 2). Notices of the release before carried the lead's own address: they are known by the mail they were.
 */

/** The first of the mails named that the ledger knows says what is answered, or was not delivered. */
function touchAmong(sent: ReadonlyMap<string, string>, ids: readonly string[]): string | undefined {
  for (const id of ids) {
    const touch = sent.get(id);
    if (touch) return touch;
  }
  return undefined;
}

const ownerAmong = (owners: readonly Owner[], addresses: readonly string[], lead: Lead): Owner | undefined =>
  owners.find(({ email }) => email.toLowerCase() !== lead.email && addresses.includes(email.toLowerCase()));

/** Whose mail a report is about, by whom it names and what it quotes. */
function reportedRole(classified: ClassifiedMail, lead: Lead, owners: readonly Owner[], touch: string | undefined) {
  const { what, mail } = classified;
  const failed = what.kind === "bounce" ? what.recipients.map(({ address }) => address) : [];
  const named = ownerAmong(owners, [...failed, ...addressedIn(quotedIn(mail))], lead);
  if (touch) return isToLead(touch) ? undefined : (named?.role ?? "owner");
  return failed.some((address) => address === lead.email) ? undefined : named?.role;
}

/**
 * For whom of ours a mail is that was found to be about a lead; `undefined` when it is the lead's own affair.
 *
 * @throws AppError `not-found` for a lead that is gone
 */
export async function ownerRoleOf(
  classified: ClassifiedMail,
  { lead: id, office: role }: Addressee,
): Promise<Owner["role"] | undefined> {
  if (role || isLeaving(classified)) return role;
  const [lead, owners, sent] = await Promise.all([readLead(id), readOwners(), sentTouches(id)]);
  const { mail } = classified;
  if (isReport(classified)) return reportedRole(classified, lead, owners, touchAmong(sent, sesIdsIn(quotedIn(mail))));
  const touch = touchAmong(sent, answeredIds(mail));
  if (touch && !isToLead(touch)) return owners.find(({ id: own }) => touch.endsWith(`-${own}`))?.role ?? "owner";
  return ownerAmong(owners, [mail.from], lead) && "owner";
}
