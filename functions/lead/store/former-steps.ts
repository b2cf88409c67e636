/**
 * The steps of the cadences as they shipped when a lead's progress was a position in version 1: what a position stored then
 * stands for, when the cadence has another version by now.
 */
export const formerSteps: Readonly<Record<string, readonly string[]>> = {
  "speed-to-lead": ["attempt-1", "attempt-2", "attempt-3"],
  nurture: ["checklist", "prices", "story"],
  "nurture-warm": ["prices", "checklist", "story"],
  farewell: ["farewell"],
  recycle: ["re-engagement"],
  "no-show": ["missed", "another-time"],
  "proposal-sent": ["questions", "decision"],
  "price-asked": ["range"],
  "after-sale": ["welcome", "how-is-it", "bring-a-friend"],
};
