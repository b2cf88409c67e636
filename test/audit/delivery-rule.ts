import { receivedOn } from "./inquiry-rule.ts";
import { each, type Rule } from "./rule.ts";

/** How long after its time a raw delivery may be opened: the sweep looks once a minute. */
const openedWithin = 3 * 60_000;

/**
 * What waits will be opened, and is found when its time comes; what does not wait is not in the way; what was opened, and is
 * known to hold an inquiry, has become that.
 */
export const waiting: Rule<"parcels"> = {
  name: "parcels",
  says: "what a door keeps waits for a moment, or is listed, or has become an inquiry",
  examine: ({ parcels: rawDeliveries, cases, now, grace }) => {
    const received = new Set(cases.flatMap(receivedOn));
    return each(rawDeliveries, ({ id, state, dueAt, byDueSk, byStagePk, inquiryId }) => {
      const isLost = state === "unpacked" && inquiryId !== undefined && !received.has(inquiryId);
      const late = Date.parse(now) - grace - openedWithin;
      return [
        ...(byStagePk === `PARCELS#${state}` ? [] : [`${id} is ${state} and listed under ${byStagePk}`]),
        ...((state === "waiting") === (dueAt !== undefined) ? [] : [`${id} is ${state} and due at ${dueAt}`]),
        ...(byDueSk === (dueAt && `${dueAt}#${id}`) ? [] : [`${id} is due at ${dueAt} and indexed under ${byDueSk}`]),
        ...(isLost ? [`${id} was opened, and ${inquiryId} is on no timeline`] : []),
        ...(dueAt !== undefined && Date.parse(dueAt) < late ? [`${id} was due at ${dueAt} and not opened`] : []),
      ];
    });
  },
};
