/** The steps by which a position stored in a cadence's version 1 is read. */
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
