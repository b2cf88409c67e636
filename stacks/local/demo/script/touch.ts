/** What a mail of each kind does to who gets it, and what it is about when no other entry says so. */
const kinds = {
  acknowledgement: { effect: "thanked" },
  "new-lead": { effect: "told" },
  inquiry: { effect: "told" },
  reply: { effect: "told" },
  hot: { effect: "told", news: "looks at the prices" },
  "changed-mind": { effect: "told", news: "has changed their mind" },
  bounced: { effect: "told" },
  complained: { effect: "told" },
  unsubscribed: { effect: "told" },
  "response-overdue": { effect: "reminded" },
  "promise-broken": { effect: "told" },
  reassigned: { effect: "told" },
  assigned: { effect: "told" },
  "pool-alert": { effect: "alerted" },
  "action-due": { effect: "reminded", news: "next step is due" },
  "action-overdue": { effect: "told", news: "next step is late" },
  "attempt-1": { effect: "is asked when to talk" },
  "attempt-2": { effect: "is asked again" },
  "attempt-3": { effect: "is asked a last time" },
  prices: { effect: "gets a guide to prices" },
  checklist: { effect: "gets a checklist" },
  story: { effect: "gets the advice of others" },
  farewell: { effect: "gets a farewell and a survey" },
  "re-engagement": { effect: "is asked whether anything has changed" },
  missed: { effect: "is offered another time" },
  "another-time": { effect: "is offered another time again" },
  questions: { effect: "gets help with the proposal" },
  decision: { effect: "is asked what the decision needs" },
  range: { effect: "gets a price range" },
  welcome: { effect: "is welcomed as a customer" },
  "how-is-it": { effect: "is asked how it is" },
  "bring-a-friend": { effect: "is asked for a recommendation" },
} satisfies Record<string, { effect: string; news?: string }>;

/** What a mail is for: the name of its step within the touch (SURFACE.md `touch`, LIFECYCLE.md "ledger key"). */
export type MailKind = keyof typeof kinds;

const known: Record<string, { effect: string; news?: string }> = kinds;

/** Whether a touch was a mail of this kind. */
export const isOfKind = (touch: string, kind: MailKind): boolean => touch.includes(`-${kind}-`);

/** What a touch means to a reader; one that the story does not know is a mail like any other. */
export function meaningOf(touch: string): { effect: string; news?: string } {
  const name = Object.keys(known).find((kind) => touch.includes(`-${kind}-`));
  return known[name ?? ""] ?? { effect: "gets a mail" };
}
