import type { Write } from "../../platform/aws/write.ts";
import type { Lead } from "../model/lead.ts";
import { isUnconfirmed } from "../rules/consent.ts";
import { sourceCounterKey, sourceCounterShardOf } from "./keys.ts";

/** What is counted of the addresses that a source's leads have agreed with: how many, and how many turned out to be theirs. */
export type OptInCounter = "optedIn" | "confirmed" | "disowned" | "refuted";

/** After the days and troubles of a source. */
const places = "UNCONFIRMED#";
export const optInCounterRange = (source: string) => ({
  ...sourceCounterKey(source, ""),
  from: places,
  to: `${places}~`,
});

const raise = (source: string, lead: Lead, counters: Partial<Record<OptInCounter, number>>): Write[] =>
  Object.keys(counters).length === 0
    ? []
    : [
        {
          add: sourceCounterKey(source, `${places}${sourceCounterShardOf(lead.id)}`),
          counters,
          values: { kind: "typed-in" },
        },
      ];

function standing({ email, consent, ...rest }: Lead): "none" | "waiting" | "confirmed" {
  const agreed = email !== undefined && (consent.basis === "opt-in" || consent.basis === "double-opt-in");
  if (!agreed) return "none";
  return isUnconfirmed({ email, consent, ...rest }) ? "waiting" : "confirmed";
}

/** The writes that count what a change makes of consent, for its source, in the lead's transaction. Tests do not count. */
export function optInCounterWrites(before: Lead, after: Lead): Write[] {
  const source = after.consent.source;
  if (!source || after.test) return [];
  const [was, is] = [before.epoch === 0 ? "none" : standing(before), standing(after)];
  const isWon = was === "waiting" && after.consent.basis === "customer";
  return raise(source, after, {
    ...(was === "none" && is !== "none" && { optedIn: 1 }),
    ...((isWon || (was !== "confirmed" && is === "confirmed")) && { confirmed: 1 }),
  });
}

/** The writes by which an address that was not its lead's counts against the source that brought it. */
export const disownedWrites = (lead: Lead): Write[] =>
  lead.test ? [] : raise(lead.source.id, lead, { disowned: 1, ...(standing(lead) === "waiting" && { refuted: 1 }) });
