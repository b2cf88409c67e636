import { sayTimeline } from "../../language/texts.ts";
import type { Inquiry } from "../model/inquiry.ts";
import type { Lead, Score } from "../model/lead.ts";

interface Rule {
  points: number;
  kind: "fit" | "engagement";
  reason: string;
  holds(lead: Lead, inquiries: Inquiry[]): boolean;
}

/** Addresses anyone can have for nothing; another domain speaks for a company. */
const freeMail = /@(gmail|googlemail|yahoo|hotmail|outlook|live|icloud|proton|gmx|web|mail|aol)\./;
const asksPrice =
  /(?<!\p{L})(price|pricing|cost|quote|offer|estimate|how much|angebot|preis|prix|devis|precio|цена|сколько)(?!\p{L})/iu;
const isUrgent = /(?<!\p{L})(urgent|asap|today|tomorrow|this week|as soon as possible|immediately)(?!\p{L})/iu;

const says = (inquiries: Inquiry[], pattern: RegExp): boolean =>
  inquiries.some(({ message }) => message !== undefined && pattern.test(message));

/** Points that ops can read and argue with: who they are (fit), what they did (engagement). */
const rules: Rule[] = [
  { points: 10, kind: "fit", reason: sayTimeline("score.company"), holds: (lead) => lead.company !== undefined },
  {
    points: 10,
    kind: "fit",
    reason: sayTimeline("score.companyAddress"),
    holds: (lead) => lead.email !== undefined && !freeMail.test(lead.email),
  },
  {
    points: 5,
    kind: "fit",
    reason: sayTimeline("score.reachable"),
    holds: (lead) => lead.email !== undefined && lead.phone !== undefined,
  },
  {
    points: 15,
    kind: "engagement",
    reason: sayTimeline("score.price"),
    holds: (_, inquiries) => says(inquiries, asksPrice),
  },
  {
    points: 10,
    kind: "engagement",
    reason: sayTimeline("score.hurry"),
    holds: (_, inquiries) => says(inquiries, isUrgent),
  },
  {
    points: 5,
    kind: "engagement",
    reason: sayTimeline("score.message"),
    holds: (_, inquiries) => says(inquiries, /\S/u),
  },
];

const hot = 40;
const warm = 15;

/** Scores a lead by its card and the inquiries just read; what was earned before by an earlier inquiry stays. */
export function scoreLead(lead: Lead, inquiries: Inquiry[]): Pick<Lead, "score" | "temperature"> {
  const earned = rules.filter(
    (rule) => rule.holds(lead, inquiries) || (rule.kind === "engagement" && lead.score.reasons.includes(label(rule))),
  );
  const sum = (kind: Rule["kind"]) =>
    earned.filter((rule) => rule.kind === kind).reduce((all, rule) => all + rule.points, 0);
  const total = sum("fit") + sum("engagement");
  const made: Score = { fit: sum("fit"), engagement: sum("engagement"), total, reasons: earned.map(label) };
  return { score: made, temperature: total >= hot ? "hot" : total >= warm ? "warm" : "cold" };
}

const label = ({ points, reason }: Rule): string => sayTimeline("score.points", { points, reason });
