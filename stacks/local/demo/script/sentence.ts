import type { Colleague, Entry, Lead } from "./app.ts";
import { type Mark, span, timeOfDay } from "./line.ts";
import { firstName } from "./person.ts";
import { meaningOf } from "./touch.ts";

/** What the system wrote down about one lead at one instant. */
export interface Step {
  lead: Lead;
  /** Milliseconds since the epoch. */
  at: number;
  entries: Entry[];
  /** The lead's entries up to these, oldest first. */
  before: Entry[];
}

interface Telling extends Step {
  colleagues: Colleague[];
}

type Phrase = (entry: Entry, telling: Telling) => string | undefined;

const says = (entry: Entry, field: string): string => String(entry.data[field] ?? "");

function nameOf(id: string, { colleagues }: Telling): string {
  return firstName(colleagues.find((one) => one.id === id)?.name ?? id);
}

function recipient(address: string, { colleagues, lead }: Telling): string {
  if (address === lead.email) return firstName(lead.name);
  return firstName(colleagues.find(({ email }) => email === address)?.name ?? address);
}

function since(type: string, { before, at }: Telling): number | undefined {
  const last = before.findLast((entry) => entry.type === type);
  return last && at - Date.parse(last.at);
}

function after(type: string, telling: Telling): string {
  const time = since(type, telling);
  return time ? ` after ${span(time)}` : "";
}

/** Whether nobody had answered the promise yet. */
const isFirstAnswer = ({ before }: Telling): boolean =>
  before.findLastIndex(({ type }) => type === "sla.opened") >
  before.findLastIndex(({ type }) => type === "response.recorded");

function contact(entry: Entry, telling: Telling): string {
  const who = nameOf(entry.by.id ?? telling.lead.owner ?? "sales", telling);
  const verb = says(entry, "outcome") === "reached" ? "reached" : "tried, but did not reach";
  return `${who} ${verb} ${firstName(telling.lead.name)}${isFirstAnswer(telling) ? after("sla.opened", telling) : ""}`;
}

const because = (entry: Entry): string => (entry.data.reason ? ` (${says(entry, "reason")})` : "");

/** The archive has a fact of its own; a stage that is entered from itself is a sleep that goes on. */
function stageEntered(entry: Entry): string | undefined {
  const to = says(entry, "to");
  if (to === "archived") return undefined;
  if (to === "new") return entry.data.from ? "new again" : undefined;
  return entry.data.from ? `now ${to}${because(entry)}` : `still no answer, ${to} for twice as long`;
}

function task(entry: Entry, telling: Telling): string {
  const [what = "", ...rest] = says(entry, "what").split(": ");
  return `task for ${nameOf(says(entry, "owner"), telling)}: ${what === telling.lead.name ? rest.join(": ") : says(entry, "what")}`;
}

/** What is worth telling, by type; all other entries are quiet. */
const phrases: Record<string, Phrase> = {
  "lead.created": () => "new lead",
  "inquiry.received": (_, { before }) =>
    before.some(({ type }) => type === "inquiry.received") ? "wrote again, still one lead" : undefined,
  "lead.assigned": (entry, telling) =>
    entry.data.from
      ? `handed from ${nameOf(says(entry, "from"), telling)} to ${nameOf(says(entry, "to"), telling)}`
      : `given to ${nameOf(says(entry, "to"), telling)}`,
  "stage.entered": stageEntered,
  "lead.archived": (entry) => `now archived${because(entry)}`,
  "sla.opened": (entry, { at }) => `answer promised by ${timeOfDay(Date.parse(says(entry, "dueAt")), at)}`,
  "response.recorded": contact,
  "sla.met": () => "promise kept",
  "sla.breached": (_, telling) => `promise of ${span(since("sla.opened", telling) ?? 0)} broken`,
  "sla.escalated": (_, telling) => `no answer${after("sla.opened", telling)}`,
  "touch.skipped": (entry) => `mail not sent (${says(entry, "reason")})`,
  "touch.unknown": () => "unknown whether a mail was sent",
  "task.created": task,
  "reply.received": ({ data }) => (data.text ? "has answered" : "has answered without a word"),
  "autoreply.received": ({ data }, { at }) =>
    data.until ? `away until ${timeOfDay(Date.parse(String(data.until)), at)}` : "away",
  "mail.clicked": ({ data }) =>
    data.automated ? "a machine has opened the links, no sign of interest" : "has followed a link",
  "mail.bounced": ({ data }) => (data.permanent ? "the address takes no mail" : "a mail could not be delivered"),
  "mail.complained": () => "called our mail spam",
  "lead.unsubscribed": () => "unsubscribed",
  "lead.resubscribed": () => "on the list again",
};

/** Who got a mail, and what it did to them: `Anna reminded`. */
const mailed = (entry: Entry, telling: Telling): string =>
  `${recipient(says(entry, "to"), telling)} ${meaningOf(says(entry, "touch")).effect}`;

/** A step as one human sentence; `undefined` when nothing in it is worth telling. */
export function sentence(step: Step, colleagues: Colleague[]): { mark: Mark; what: string } | undefined {
  const telling = { ...step, colleagues };
  const facts = step.entries.flatMap((entry) => phrases[entry.type]?.(entry, telling) ?? []);
  const mails = step.entries.filter(({ type }) => type === "mail.sent");
  const news = mails.flatMap((entry) => meaningOf(says(entry, "touch")).news ?? []);
  const told = mails.map((entry) => mailed(entry, telling));
  const what = [[...new Set([...facts, ...news])].join(", "), told.join(", ")].filter(Boolean).join(": ");
  return what ? { mark: markOf(step.entries), what } : undefined;
}

function markOf(entries: Entry[]): Mark {
  const has = (...types: string[]) => entries.some(({ type }) => types.includes(type));
  if (has("sla.breached", "sla.escalated", "touch.unknown", "mail.bounced", "mail.complained")) return "bad";
  if (has("lead.created")) return "new";
  if (
    has("sla.met", "reply.received", "lead.converted") ||
    entries.some((entry) => says(entry, "outcome") === "reached")
  )
    return "good";
  return "note";
}
