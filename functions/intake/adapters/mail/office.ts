import { sentTouches } from "../../../email/outbound/ledger.ts";
import type { Lead } from "../../../lead/model/lead.ts";
import { isToLead } from "../../../lead/model/notice.ts";
import type { Owner } from "../../../lead/model/owner.ts";
import { readOwners } from "../../../lead/store/owners.ts";
import { readLead } from "../../../lead/store/repository.ts";
import { type Addressee, addressedIn, answeredIds, quotedIn, sesIdsIn } from "./addressee.ts";
import { type ClassifiedMail, isLeaving, isReport } from "./letter.ts";

/* LIFECYCLE.md section 2: such mail is about our people. Earlier notices had the lead's address: known by their mail. */

function touchAmong(sent: ReadonlyMap<string, string>, ids: readonly string[]): string | undefined {
  for (const id of ids) {
    const touch = sent.get(id);
    if (touch) return touch;
  }
  return undefined;
}

const ownerAmong = (owners: readonly Owner[], addresses: readonly string[], lead: Lead): Owner | undefined =>
  owners.find(({ email }) => email.toLowerCase() !== lead.email && addresses.includes(email.toLowerCase()));

function reportedRole(classified: ClassifiedMail, lead: Lead, owners: readonly Owner[], touch: string | undefined) {
  const { what, mail } = classified;
  const failed = what.kind === "bounce" ? what.recipients.map(({ address }) => address) : [];
  const named = ownerAmong(owners, [...failed, ...addressedIn(quotedIn(mail))], lead);
  if (touch) return isToLead(touch) ? undefined : (named?.role ?? "owner");
  return failed.some((address) => address === lead.email) ? undefined : named?.role;
}

/** For whom of ours a mail is; `undefined` when it is the lead's own. @throws AppError `not-found` for a lead that is gone */
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
