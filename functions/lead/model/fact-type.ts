import type { ActivityOf, StoredFact } from "./activity.ts";
import { type TimelineEventType, timelineEvents } from "./timeline-event.ts";

/** Whether a stored fact is of a type, and says what such a one says. */
export const isOfType =
  <Type extends TimelineEventType>(type: Type) =>
  (fact: StoredFact): fact is StoredFact & ActivityOf<Type> =>
    fact.type === type && timelineEvents[type].safeParse(fact.data).success;
