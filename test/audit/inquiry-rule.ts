import { type Case, type Evidence, isUnderWay, told } from "./evidence.ts";
import type { ParcelItem } from "./item.ts";
import { type Examined, each, ofLeads, type Rule, repeated, together } from "./rule.ts";

/** The inquiries that a timeline tells of. */
export const receivedOn = (found: Case): string[] =>
  told(found, "inquiry.received").map(({ data }) => String(data.inquiryId));

/** Inquiries that a form's sender was told of, and that are in quarantine. */
const heldIn = (rawDeliveries: readonly ParcelItem[]): string[] =>
  rawDeliveries.flatMap(({ state, inquiryId }) => (state !== "unpacked" && inquiryId ? [inquiryId] : []));

/** Whatever a door has answered for is on a timeline. */
export const accepted: Rule<"accepted inquiries"> = {
  name: "accepted inquiries",
  says: "what a door has accepted is on a timeline, or in quarantine",
  examine: ({ cases, parcels: rawDeliveries, accepted: ids }) => {
    const received = new Set([...cases.flatMap(receivedOn), ...heldIn(rawDeliveries)]);
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
const allInquiries = ({ cases, parcels: rawDeliveries }: Evidence): Set<string> =>
  new Set([...cases.flatMap((found) => found.inquiries.map(({ inquiry }) => inquiry.id)), ...heldIn(rawDeliveries)]);

/** A repeat is answered like the first: what it is answered with exists (LIFECYCLE.md section 5). */
export const repeats: Rule<"repeats"> = {
  name: "repeats",
  says: "a repeat is answered with an inquiry that exists",
  examine: (evidence) => {
    const ids = allInquiries(evidence);
    return each(evidence.repeats, ([key, id]) => (ids.has(id) ? [] : [`${key} answers with ${id}, which is nowhere`]));
  },
};
