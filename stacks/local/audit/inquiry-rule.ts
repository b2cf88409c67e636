import { type Case, type Evidence, isUnderWay, told } from "./evidence.ts";
import type { ParcelItem } from "./item.ts";
import { type Examined, each, ofLeads, type Rule, repeated, together } from "./rule.ts";

const receivedOn = (found: Case): string[] => told(found, "inquiry.received").map(({ data }) => String(data.inquiryId));

/** Inquiries that a form's sender was told of, and that are in quarantine. */
const heldIn = (parcels: readonly ParcelItem[]): string[] =>
  parcels.flatMap(({ state, inquiryId }) => (state !== "unpacked" && inquiryId ? [inquiryId] : []));

/** Whatever a door has answered for is on a timeline (PRODUCT: nothing is lost). */
export const accepted: Rule<"accepted inquiries"> = {
  name: "accepted inquiries",
  says: "what a door has accepted is on a timeline, or in quarantine",
  examine: ({ cases, parcels, accepted: ids }) => {
    const received = new Set([...cases.flatMap(receivedOn), ...heldIn(parcels)]);
    return each(ids, (id) => (received.has(id) ? [] : [`${id} was accepted and is on no timeline`]));
  },
};

/** An inquiry is its own entry of the timeline of the lead it names. */
const onOneTimeline = (found: Case, evidence: Evidence): Examined => {
  const received = receivedOn(found);
  return each(found.inquiries, ({ inquiry: { id, receivedAt }, leadId, digestedAt }) => {
    const times = received.filter((one) => one === id).length;
    const waits = digestedAt === undefined && !isUnderWay(receivedAt, evidence);
    return [
      ...(leadId === found.lead.id ? [] : [`holds ${id}, which is of ${leadId}`]),
      ...(times === 1 ? [] : [`tells ${times} times of ${id}`]),
      ...(waits ? [`never took in ${id}, received at ${receivedAt}`] : []),
    ];
  });
};

/** Every inquiry is on exactly one timeline, exactly once, and has reached the lead's card. */
export const inquiries: Rule<"inquiries"> = {
  name: "inquiries",
  says: "an inquiry is on one timeline, once, and has reached the card",
  examine: (evidence) => {
    const stored = new Set(evidence.cases.flatMap((found) => found.inquiries.map(({ inquiry }) => inquiry.id)));
    const received = evidence.cases.flatMap(receivedOn);
    const phantoms = each(new Set(received), (id) => (stored.has(id) ? [] : [`${id} was told of and is not stored`]));
    return together(ofLeads(evidence, onOneTimeline), {
      checked: 0,
      broken: [...phantoms.broken, ...repeated(received).map((id) => `${id} is on timelines more than once`)],
    });
  },
};

/** The inquiries of all leads, and those that wait in quarantine. */
const allInquiries = ({ cases, parcels }: Evidence): Set<string> =>
  new Set([...cases.flatMap((found) => found.inquiries.map(({ inquiry }) => inquiry.id)), ...heldIn(parcels)]);

/** A repeat is answered like the first: what it is answered with exists (LIFECYCLE section 5). */
export const repeats: Rule<"repeats"> = {
  name: "repeats",
  says: "a repeat is answered with an inquiry that exists",
  examine: (evidence) => {
    const ids = allInquiries(evidence);
    return each(evidence.repeats, ([key, id]) => (ids.has(id) ? [] : [`${key} answers with ${id}, which is nowhere`]));
  },
};

/** Inquiries of one address are of the one lead that it leads to. */
const inquirersAreKnown = (found: Case, { claims }: Evidence): Examined =>
  each(found.inquiries, ({ inquiry: { id, email, handle } }) => {
    const known = handle && claims.get(`HANDLE#${handle.platform}#${handle.scope}#${handle.id}`)?.[0];
    if (known === found.lead.id) return [];
    const [holder] = email ? (claims.get(`EMAIL#${email}`) ?? []) : [found.lead.id];
    return holder === found.lead.id ? [] : [`has ${id}, whose address leads to ${holder ?? "nobody"}`];
  });

/** How many leads one number may lead to: a switchboard has more. */
const holdersAtMost = 20;

/** A lead is found by its own address. A number is only a hint, and its claim keeps the last holders. */
const leadsAreFound = ({ lead: { id, email, phone } }: Case, { claims }: Evidence): Examined => {
  const holders = (claim: string) => claims.get(claim) ?? [];
  const lost = (claim: string, most = Number.POSITIVE_INFINITY) =>
    holders(claim).includes(id) || holders(claim).length >= most ? [] : [`is not found by its ${claim}`];
  return together(
    each(email ? [`EMAIL#${email}`] : [], (claim) => lost(claim)),
    each(phone ? [`PHONE#${phone}`] : [], (claim) => lost(claim, holdersAtMost)),
  );
};

/** One person, one lead (LIFECYCLE section 5). */
export const identity: Rule<"identity"> = {
  name: "identity",
  says: "an address leads to one lead, the one that has it",
  examine: (evidence) => {
    const { cases, claims } = evidence;
    const ids = new Set(cases.map(({ lead }) => lead.id));
    const dangling = each(claims, ([claim, holders]) => [
      ...(holders.length === 0 ? [`${claim} leads to nobody`] : []),
      ...holders.filter((id) => !ids.has(id)).map((id) => `${claim} leads to ${id}, who does not exist`),
    ]);
    const shared = repeated(cases.flatMap(({ lead }) => lead.email ?? []));
    return together(dangling, ofLeads(evidence, inquirersAreKnown), ofLeads(evidence, leadsAreFound), {
      checked: 0,
      broken: shared.map((email) => `${email} is the address of several leads`),
    });
  },
};

/** How long after its time a parcel may be opened: the sweep looks once a minute. */
const openedWithin = 3 * 60_000;

/** What waits will be opened, and is found when its time comes; what does not wait is not in the way. */
export const waiting: Rule<"parcels"> = {
  name: "parcels",
  says: "what a door keeps waits for a moment, or is listed",
  examine: ({ parcels, now, grace }) =>
    each(parcels, ({ id, state, dueAt, byDueSk, byStagePk }) => {
      const late = Date.parse(now) - grace - openedWithin;
      return [
        ...(byStagePk === `PARCELS#${state}` ? [] : [`${id} is ${state} and listed under ${byStagePk}`]),
        ...((state === "waiting") === (dueAt !== undefined) ? [] : [`${id} is ${state} and due at ${dueAt}`]),
        ...(byDueSk === (dueAt && `${dueAt}#${id}`) ? [] : [`${id} is due at ${dueAt} and indexed under ${byDueSk}`]),
        ...(dueAt !== undefined && Date.parse(dueAt) < late ? [`${id} was due at ${dueAt} and not opened`] : []),
      ];
    }),
};
