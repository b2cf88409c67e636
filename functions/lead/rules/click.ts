import { earliest, type Instant, latest, millis, minute, plus, second } from "../../platform/time.ts";
import { type Activity, activity, type StoredFact } from "../model/activity.ts";
import type { Click } from "../model/click.ts";
import { isOfType } from "../model/fact-type.ts";

/** Mail scanners open every link as soon as a mail arrives (SURFACE.md, RULES.md TRK-2). */
const scannedWithin = minute;
const burst = 10 * second;
const burstLinks = 3;

const ofTouch = (clicks: Click[], touch: string): Click[] => clicks.filter((click) => click.touch === touch);

/** When the clicks of a mail can be told from a scanner's: once there has been no other for a while. */
const evaluatedAt = (clicks: Click[], touch: string): Instant =>
  plus(latest(ofTouch(clicks, touch).map(({ at }) => at)), burst);

/** When the first of these clicks can be judged; `undefined` if there are none. */
export const evaluationAt = (clicks: Click[]): Instant | undefined =>
  earliest(clicks.map(({ touch }) => evaluatedAt(clicks, touch)));

export const ripeClicks = (clicks: Click[], now: Instant): Click[] =>
  clicks.filter(({ touch }) => evaluatedAt(clicks, touch) <= now);

/** Clicks with when their mails came, from the latest facts, newest first. */
export function withDelivery(clicks: Click[], latest: readonly StoredFact[]): Click[] {
  const deliveries = latest.filter(isOfType("mail.delivered")).map(({ data }) => data);
  const deliveryOf = (click: Click) => deliveries.find(({ touch, at }) => touch === click.touch && at !== undefined);
  return clicks.map((click) => ({ ...click, deliveredAt: deliveryOf(click)?.at }));
}

/** Whether a scanner made this click: right after delivery, or among many different links of the mail in a short time. */
export function isAutomated(click: Click, clicks: Click[]): boolean {
  if (millis(click.at) - millis(click.deliveredAt ?? click.sentAt) < scannedWithin) return true;
  const mail = ofTouch(clicks, click.touch);
  return mail.some(({ at: from }) => {
    const span = mail.filter(({ at }) => at >= from && at <= plus(from, burst));
    return span.includes(click) && new Set(span.map(({ url }) => url)).size >= burstLinks;
  });
}

/** What the timeline says of a click; a scanner's is kept too, and flagged. */
export const clickedFact = (click: Click, clicks: Click[], by: string): Activity =>
  activity(
    "mail.clicked",
    { touch: click.touch, url: click.url, at: click.at, automated: isAutomated(click, clicks) },
    { kind: "lead", id: by },
  );
