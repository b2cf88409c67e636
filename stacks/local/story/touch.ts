/** What a mail of each kind does to who gets it, and what it is about when no other entry says so. */
const kinds = {
  acknowledgement: { effect: "thanked" },
  "new-lead": { effect: "told" },
  inquiry: { effect: "told" },
  "response-overdue": { effect: "reminded" },
  "promise-broken": { effect: "told" },
  reassigned: { effect: "told" },
  "pool-alert": { effect: "alerted" },
  "action-due": { effect: "reminded", news: "next step is due" },
  "action-overdue": { effect: "told", news: "next step is late" },
  unsubscribed: { effect: "told" },
} satisfies Record<string, { effect: string; news?: string }>;

/** What a mail is for: the name of its step within the touch (SURFACE.md `touch`, LIFECYCLE.md "ledger key"). */
export type MailKind = keyof typeof kinds;

const known: Record<string, { effect: string; news?: string }> = kinds;

/** Whether a touch was a mail of this kind. */
export const isOfKind = (touch: string, kind: MailKind): boolean => touch.includes(`-${kind}-`);

/** What a touch means to a reader; one that the story does not know is a mail like any other. */
export function meaningOf(touch: string): { effect: string; news?: string } {
  const name = Object.keys(known).find((kind) => touch.includes(`-${kind}-`));
  return known[name ?? ""] ?? { effect: "written to" };
}
