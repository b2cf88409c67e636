import { sayTask, sayTimeline } from "../../language/texts.ts";
import { hour, type Instant, latest, plus } from "../../platform/time.ts";
import { type Activity, activity } from "../model/activity.ts";
import { type Handle, heardIn, type Inquiry } from "../model/inquiry.ts";
import { type EmailConfirmed, isBlocked, type Lead } from "../model/lead.ts";
import type { Notice } from "../model/notice.ts";
import type { Owner } from "../model/owner.ts";
import { withConfirmedEmail } from "./confirmation.ts";
import { strongerConsent } from "./consent.ts";
import { decideContact } from "./contact.ts";
import { lifecycle } from "./lifecycle.ts";
import { scoreLead } from "./scoring.ts";
import { isOpen, openSla } from "./sla.ts";
import { type Decision, enterStage, planAction, restartClock } from "./stage.ts";

/** One automatic acknowledgement per lead in this time. */
export const acknowledgeEvery = hour;

/** Leads in `new` and those that come back to it need somebody who answers. */
export const needsOwner = (lead: Lead): boolean => !isBlocked(lead) && (lead.owner === undefined || reenters(lead));

/** An inquiry brings these back to `new` (LIFECYCLE.md section 2, row "inquiry"). */
const reenters = ({ stage }: Lead): boolean => lifecycle.inquiry[stage]?.to === "new";

const isSame = (a: Handle, b: Handle): boolean => a.platform === b.platform && a.scope === b.scope && a.id === b.id;

const withHandle = ({ handles }: Lead, { handle }: Inquiry): Handle[] =>
  handle && !handles.some((known) => isSame(known, handle)) ? [...handles, handle] : handles;

/** More numbers than that are no person's; each inquiry still tells its own. The first stay: they are the ones known. */
const phonesAtMost = 10;

const lastOf = (before: Instant | undefined, now: Instant | undefined): Instant | undefined =>
  before && now ? latest([before, now]) : (before ?? now);

const isBeingThanked = ({ pending }: Lead): boolean => pending.some(({ kind }) => kind === "acknowledgement");

/** An address that comes with a card's first inquiry, or that an inquiry fills in, may be known to be theirs from the start. */
const broughtBy = (lead: Lead, { email, emailIsTheirs, receivedAt }: Inquiry): EmailConfirmed | undefined =>
  lead.email === undefined && email && emailIsTheirs ? { at: receivedAt, by: "source" } : undefined;

function fillEmpty(lead: Lead, inquiry: Inquiry): Lead {
  const { phone } = inquiry;
  // One that lay in quarantine comes later than what they have said since.
  const isNews = inquiry.id > lead.lastInquiry;
  return {
    ...lead,
    emailConfirmed: lead.emailConfirmed ?? broughtBy(lead, inquiry),
    name: lead.name ?? inquiry.name,
    firstName: lead.name ? lead.firstName : inquiry.firstName,
    lastName: lead.name ? lead.lastName : inquiry.lastName,
    email: lead.email ?? inquiry.email,
    phone: lead.phone ?? phone,
    phones: phone ? [...new Set([...lead.phones, phone])].slice(0, phonesAtMost) : lead.phones,
    handles: withHandle(lead, inquiry),
    company: lead.company ?? inquiry.company,
    country: lead.country ?? inquiry.country,
    consent: strongerConsent(lead, inquiry),
    test: lead.test && inquiry.test,
    lastInquiry: isNews ? inquiry.id : lead.lastInquiry,
    // Whoever writes is back.
    awayUntil: isNews && heardIn(inquiry) ? undefined : lead.awayUntil,
    heardAt: lastOf(lead.heardAt, heardIn(inquiry)),
    signAt: latest([lead.signAt, inquiry.receivedAt]),
    // Whoever had no address has not been thanked, unless that is still to go out.
    acknowledgedAt:
      lead.email === undefined && inquiry.email && !isBeingThanked(lead) ? undefined : lead.acknowledgedAt,
  };
}

function assign(lead: Lead, owner: Owner | undefined, inquiries: Inquiry[]): Decision {
  if (!owner || lead.owner === owner.id) return { lead, facts: [] };
  const inTurn = sayTimeline(lead.owner ? "assigned.ownerAway" : "assigned.inTurn");
  const why = inquiries.some((inquiry) => inquiry.owner === owner.id) ? sayTimeline("assigned.byHand") : inTurn;
  return {
    lead: { ...lead, owner: owner.id },
    facts: [activity("lead.assigned", { from: lead.owner, to: owner.id, why })],
  };
}

/** Whether an inquiry puts the lead into `new`: the first one does, and one that comes back later. */
const entersNew = (lead: Lead): boolean => lead.epoch === 0 || reenters(lead);

/** Opens the promises that inquiries make, from when they could be answered; in `new` the response is the next action. */
function openSlas(lead: Lead, inquiries: Inquiry[]): Decision {
  let { sla } = lead;
  const facts: Activity[] = [];
  for (const { source, receivedAt, admittedAt = receivedAt } of inquiries) {
    const opened = openSla(sla, source.channel, admittedAt);
    sla = opened.sla;
    facts.push(...opened.facts);
  }
  const open = { ...lead, sla };
  if (lead.stage !== "new" || !isOpen(sla)) return { lead: open, facts };
  return { lead: planAction(open, { what: sayTask("firstResponse"), dueAt: sla.dueAt }), facts };
}

/** Nobody is thanked for what somebody of ours typed in, for a call that was answered, or for a mail that anybody may have sent. */
const isThankable = ({ manual, answered, unvouched }: Inquiry): boolean => !manual && !answered && !unvouched;

/** Who is to be told: the lead, at most once an hour, and so its mailbox by whatever address; the owner, always. */
function announce(lead: Lead, inquiries: Inquiry[], isNew: boolean, isThanked: boolean, now: Instant): Decision {
  const ids = inquiries.map((inquiry) => inquiry.id);
  const last = inquiries.at(-1);
  if (!last) return { lead, facts: [] };
  const notices: Notice[] = [];
  const thankedLately =
    lead.acknowledgedAt !== undefined && plus(lead.acknowledgedAt, acknowledgeEvery) > last.receivedAt;
  const due = !thankedLately && inquiries.some(isThankable);
  const thanks = due && !isThanked;
  const touch = `${last.id}-acknowledgement-lead`;
  const reason = sayTimeline("skipped.thanked");
  const facts = due && isThanked ? [activity("touch.skipped", { touch, purpose: "service", reason })] : [];
  if (thanks) notices.push({ kind: "acknowledgement", scope: last.id, inquiries: ids });
  notices.push({ kind: isNew ? "new-lead" : "inquiry", scope: last.id, to: lead.owner, inquiries: ids });
  const acknowledgedAt = thanks ? now : lead.acknowledgedAt;
  return { lead: { ...lead, pending: [...lead.pending, ...notices], acknowledgedAt }, facts };
}

/** An inquiry from the address on the card, for which its domain vouches, shows that it is theirs. */
const written = (lead: Lead, inquiries: Inquiry[], now: Instant): Decision =>
  inquiries.some(({ email, emailIsTheirs }) => emailIsTheirs && email === lead.email)
    ? withConfirmedEmail(lead, "source", { kind: "lead", id: lead.id }, now)
    : { lead, facts: [] };

/** Who says that they want no mail gets none but what they ask for, whatever else was agreed to (LIFECYCLE.md section 4). */
function refused(lead: Lead, inquiries: Inquiry[], now: Instant): Decision {
  const refusing = inquiries.find(({ refusal }) => refusal !== undefined);
  if (!refusing?.refusal || lead.suppressed.marketing) return { lead, facts: [] };
  const { reason, said } = refusing.refusal;
  const fact = activity("lead.unsubscribed", { reason, said, inquiryId: refusing.id }, { kind: "lead", id: lead.id });
  return { lead: { ...lead, suppressed: { reason, at: now, ...lead.suppressed, marketing: true } }, facts: [fact] };
}

/** A call that was answered is a contact that reached: whoever picked up has responded (LIFECYCLE.md section 2). */
function spokenTo({ lead, facts }: Decision, now: Instant): Decision {
  const contact = { channel: "call", outcome: "reached" } as const;
  const reached = decideContact(lead, contact, { kind: "owner" }, now);
  return reached ? { lead: reached.lead, facts: [...facts, ...reached.facts] } : { lead, facts };
}

/** What inquiries make of their lead (LIFECYCLE.md sections 2 and 5). `isThanked`: its mailbox was, within the hour. */
export function applyInquiries(
  lead: Lead,
  inquiries: Inquiry[],
  owner: Owner | undefined,
  now: Instant,
  isThanked = false,
): Decision {
  if (isBlocked(lead)) return { lead, facts: [] };
  const isNew = lead.owner === undefined || reenters(lead);
  const own = written(inquiries.reduce(fillEmpty, lead), inquiries, now);
  const { lead: filled, facts: refusals } = refused(own.lead, inquiries, now);
  const scored: Lead = { ...filled, ...scoreLead(filled, inquiries) };
  const assigned = assign(scored, owner, inquiries);
  const enters = entersNew(lead);
  const decision = enters ? enterStage(assigned.lead, "new", now) : { lead: assigned.lead, facts: [] };
  const withSlas = openSlas(decision.lead, inquiries);
  const { lead: told, facts: unthanked } = announce(withSlas.lead, inquiries, isNew, isThanked, now);
  const rescored =
    scored.score.total === lead.score.total
      ? []
      : [activity("lead.scored", { ...scored.score, temperature: scored.temperature })];
  const applied: Decision = {
    lead: enters ? told : restartClock(told, now),
    facts: [
      ...(lead.epoch === 0 ? [activity("lead.created", { source: lead.source.id })] : []),
      ...own.facts,
      ...refusals,
      ...rescored,
      ...assigned.facts,
      ...decision.facts,
      ...withSlas.facts,
      ...unthanked,
    ],
  };
  return inquiries.some(({ answered }) => answered) ? spokenTo(applied, now) : applied;
}
