import { hour, type Instant, latest, plus } from "../platform/clock.ts";
import { type Activity, activity } from "./activity.ts";
import { type Handle, heardIn, type Inquiry } from "./inquiry.ts";
import { bases, type Consent, isBlocked, type Lead } from "./lead.ts";
import { lifecycle } from "./lifecycle.ts";
import type { Notice } from "./notice.ts";
import type { Owner } from "./owner.ts";
import { isOpen, openPromise } from "./promise.ts";
import { contacted } from "./respond.ts";
import { score } from "./score.ts";
import { enter, type Moved, planAction, restartClock } from "./stage.ts";

/** One automatic acknowledgement per lead in this time. */
const acknowledgeEvery = hour;

/** Leads in `new` and those that come back to it need somebody who answers. */
export const needsOwner = (lead: Lead): boolean => !isBlocked(lead) && (lead.owner === undefined || reenters(lead));

/** An inquiry brings these back to `new` (LIFECYCLE section 2, row "inquiry"). */
const reenters = ({ stage }: Lead): boolean => lifecycle.inquiry[stage]?.to === "new";

/**
 * The stronger basis stays, with its own proof (LIFECYCLE section 4). An inquiry overwrites nothing that was agreed to (section
 * 5): it only takes a weaker basis' place, as it would on a card of its own, and lifts no suppression.
 */
function strongerConsent(lead: Lead, { consent, receivedAt, source }: Inquiry): Consent {
  if (bases.indexOf(lead.consent.basis) <= bases.indexOf(consent.basis)) return lead.consent;
  return { ...consent, at: receivedAt, source: source.id, page: source.page };
}

const isSame = (a: Handle, b: Handle): boolean => a.platform === b.platform && a.scope === b.scope && a.id === b.id;

const withHandle = ({ handles }: Lead, { handle }: Inquiry): Handle[] =>
  handle && !handles.some((known) => isSame(known, handle)) ? [...handles, handle] : handles;

/** More numbers than that are no person's; each inquiry still tells its own. The first stay: they are the ones known. */
const phonesAtMost = 10;

const lastOf = (before: Instant | undefined, now: Instant | undefined): Instant | undefined =>
  before && now ? latest([before, now]) : (before ?? now);

const isBeingThanked = ({ pending }: Lead): boolean => pending.some(({ kind }) => kind === "acknowledgement");

/** Adds what an unverified inquiry may add: empty fields only; contact data on the card is never overwritten. */
function fillEmpty(lead: Lead, inquiry: Inquiry): Lead {
  const { phone } = inquiry;
  // One that lay in quarantine comes later than what they have said since.
  const isNews = inquiry.id > lead.lastInquiry;
  return {
    ...lead,
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

/** Gives the lead to the owner whose turn it is, or who is wished for, if it has none that can keep it. */
function assign(lead: Lead, owner: Owner | undefined, inquiries: Inquiry[]): Moved {
  if (!owner || lead.owner === owner.id) return { lead, facts: [] };
  const inTurn = lead.owner ? "the owner before is not available" : "round robin";
  const why = inquiries.some((inquiry) => inquiry.owner === owner.id) ? "by hand" : inTurn;
  return {
    lead: { ...lead, owner: owner.id },
    facts: [activity("lead.assigned", { from: lead.owner, to: owner.id, why })],
  };
}

/** Whether an inquiry puts the lead into `new`: the first one does, and one that comes back later. */
const entersNew = (lead: Lead): boolean => lead.epoch === 0 || reenters(lead);

/**
 * Opens the promises that the inquiries make, from when they came to be answered; in `new` the first response is the next
 * action.
 */
function promise(lead: Lead, inquiries: Inquiry[]): Moved {
  let { sla } = lead;
  const facts: Activity[] = [];
  for (const { source, receivedAt, admittedAt = receivedAt } of inquiries) {
    const opened = openPromise(sla, source.channel, admittedAt);
    sla = opened.sla;
    facts.push(...opened.facts);
  }
  const open = { ...lead, sla };
  if (lead.stage !== "new" || !isOpen(sla)) return { lead: open, facts };
  return { lead: planAction(open, { what: "First response", dueAt: sla.dueAt }), facts };
}

/** Who is to be told: the lead, at most once an hour; the owner, always. */
function announce(lead: Lead, inquiries: Inquiry[], isNew: boolean, now: Instant): Lead {
  const ids = inquiries.map((inquiry) => inquiry.id);
  const last = inquiries.at(-1);
  if (!last) return lead;
  const notices: Notice[] = [];
  const thankedLately =
    lead.acknowledgedAt !== undefined && plus(lead.acknowledgedAt, acknowledgeEvery) > last.receivedAt;
  const due = !thankedLately && inquiries.some(({ manual, answered }) => !manual && !answered);
  if (due) notices.push({ kind: "acknowledgement", scope: last.id, inquiries: ids });
  notices.push({ kind: isNew ? "new-lead" : "inquiry", scope: last.id, to: lead.owner, inquiries: ids });
  return { ...lead, pending: [...lead.pending, ...notices], acknowledgedAt: due ? now : lead.acknowledgedAt };
}

/** A call that was answered is a contact that reached: whoever picked up has responded (LIFECYCLE section 2). */
function spokenTo({ lead, facts }: Moved, now: Instant): Moved {
  const contact = { channel: "call", outcome: "reached" } as const;
  const reached = contacted(lead, contact, { kind: "owner" }, now);
  return reached ? { lead: reached.lead, facts: [...facts, ...reached.facts] } : { lead, facts };
}

/**
 * What inquiries make of their lead (LIFECYCLE section 2, row "inquiry"; section 5). A blocked person's inquiries are kept
 * and move nothing.
 */
export function absorb(lead: Lead, inquiries: Inquiry[], owner: Owner | undefined, now: Instant): Moved {
  if (isBlocked(lead)) return { lead, facts: [] };
  const isNew = lead.owner === undefined || reenters(lead);
  const filled = inquiries.reduce(fillEmpty, lead);
  const scored: Lead = { ...filled, ...score(filled, inquiries) };
  const assigned = assign(scored, owner, inquiries);
  const enters = entersNew(lead);
  const moved = enters ? enter(assigned.lead, "new", now) : { lead: assigned.lead, facts: [] };
  const promised = promise(moved.lead, inquiries);
  const told = announce(promised.lead, inquiries, isNew, now);
  const rescored =
    scored.score.total === lead.score.total
      ? []
      : [activity("lead.scored", { ...scored.score, temperature: scored.temperature })];
  const absorbed: Moved = {
    lead: enters ? told : restartClock(told, now),
    facts: [
      ...(lead.epoch === 0 ? [activity("lead.created", { source: lead.source.id })] : []),
      ...rescored,
      ...assigned.facts,
      ...moved.facts,
      ...promised.facts,
    ],
  };
  return inquiries.some(({ answered }) => answered) ? spokenTo(absorbed, now) : absorbed;
}
