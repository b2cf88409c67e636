import type { Entry } from "./app.ts";
import type { Evidence } from "./evidence.ts";
import { span } from "./line.ts";

/** How long (ms) each lead that was answered waited for its first answer; tried counts. */
function firstResponses(evidence: Evidence): number[] {
  return evidence.leads.flatMap((lead) => {
    const timeline = evidence.timeline(lead);
    const instantOf = (type: Entry["type"]) => timeline.find((entry) => entry.type === type)?.at;
    const [asked, answered] = [instantOf("inquiry.received"), instantOf("response.recorded")];
    return asked && answered ? [Date.parse(answered) - Date.parse(asked)] : [];
  });
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low = 0, high = 0] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]];
  return (low + high) / 2;
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** The story in figures: `lived` is its virtual time, `wall` the time it took here (ms). */
export function summary(evidence: Evidence, lived: number, wall: number): string[] {
  const waits = firstResponses(evidence);
  const late = evidence.leads.filter((lead) => evidence.timeline(lead).some(({ type }) => type === "sla.breached"));
  return [
    `  ${counted(evidence.leads.length, "lead")}, ${counted(evidence.mails.length, "mail")}. ` +
      `First response after ${span(median(waits))} (median), ${span(Math.max(0, ...waits))} at worst; ` +
      `${counted(late.length, "promise")} broken.`,
    `  ${span(lived)} of their time took ${(wall / 1000).toFixed(1)} s of yours.`,
  ];
}
