import { logFailure } from "../../platform/observability/log.ts";
import { metric } from "../../platform/observability/metric.ts";
import { fingerprint } from "../../platform/security/fingerprint.ts";
import type { Instant } from "../../platform/time.ts";
import { activity } from "../model/activity.ts";
import type { Lead, LeadId } from "../model/lead.ts";
import type { Owner } from "../model/owner.ts";
import { managerOf } from "../rules/routing.ts";
import { restartClock } from "../rules/stage.ts";
import { processedEventKey } from "../store/keys.ts";
import { markProcessed, updateOnce, wasProcessed } from "../store/processed-events.ts";
import type { LeadUpdate } from "../store/repository.ts";

export interface UndeliveredNotice {
  mailId: string;
  touch: string;
  to: string;
  why: string;
  /** The address takes no mail at all, or its owner wants none. */
  final: boolean;
}

/** Who is to know that one of ours hears of nothing: the manager; of the manager, the lead's owner. */
function toTell(lead: Lead, person: Owner, owners: Owner[]): Owner | undefined {
  const manager = managerOf(owners, lead.pool);
  const other = manager?.id === person.id ? owners.find(({ id }) => id === lead.owner) : manager;
  return other?.id === person.id ? undefined : other;
}

/** Adds a mail of ours that did not arrive to the timeline. `isNews`: nobody was told before that the address takes none. */
function noticeUndelivered(
  lead: Lead,
  { final, why, ...mail }: UndeliveredNotice,
  owners: Owner[],
  isNews: boolean,
  now: Instant,
): LeadUpdate {
  const facts = [activity("mail.bounced", { ...mail, why, purpose: "internal", verdict: final ? "hard" : "soft" })];
  const person = owners.find(({ email }) => email.toLowerCase() === mail.to);
  const told = final && isNews && person ? toTell(lead, person, owners) : undefined;
  if (!person || !told) return { lead, facts };
  const notice = {
    kind: "notices-undelivered" as const,
    scope: `undelivered-${person.id}`,
    to: told.id,
    from: person.id,
    inquiries: [],
    why,
  };
  return { lead: restartClock({ ...lead, pending: [...lead.pending, notice] }, now), facts };
}

/** Records that a mail to one of ours did not arrive; tells who must know. @throws AppError `not-found`, `unavailable` */
export async function reportUndelivered(
  id: LeadId,
  mail: UndeliveredNotice,
  owners: Owner[],
  now: Instant,
): Promise<void> {
  if (!owners.some(({ email }) => email.toLowerCase() === mail.to)) return;
  logFailure("mail to one of ours undelivered", new Error(mail.final ? "the address takes none" : "for now"), {
    ...{ mail: mail.mailId, touch: mail.touch },
    ...metric("SendFailures"),
  });
  const known = processedEventKey(`owner-${fingerprint(mail.to).slice(0, 32)}`, "undelivered");
  const isNews = !(await wasProcessed(known));
  await updateOnce(id, processedEventKey(mail.mailId, "undelivered"), now, (lead, at) =>
    noticeUndelivered(lead, mail, owners, isNews, at),
  );
  if (mail.final && isNews) await markProcessed(known, now);
}
