import middy from "@middy/core";
import { confirmTouch } from "../email/outbound/ledger.ts";
import { sayTimeline } from "../language/texts.ts";
import { reportUndelivered } from "../lead/commands/report-undelivered.ts";
import { type Activity, activity } from "../lead/model/activity.ts";
import type { Lead, LeadId } from "../lead/model/lead.ts";
import { decideBounce, decideComplaint } from "../lead/rules/suppression.ts";
import { readOwners } from "../lead/store/owners.ts";
import { markProcessed, recordFactsOnce, updateOnce } from "../lead/store/processed-events.ts";
import { AppError } from "../platform/error.ts";
import { addLogContext, logInfo } from "../platform/observability/log.ts";
import { logContext, logOutcome } from "../platform/observability/middleware.ts";
import { type Instant, now } from "../platform/time.ts";
import { type Complaint, type MailEvent, processedEventKeyOf, readMailEvent } from "./mail-event.ts";

type About = MailEvent & { lead: LeadId };
type Hear = (event: About, now: Instant) => Promise<unknown>;

const fact = (event: About, one: Activity, at: Instant): Promise<void> =>
  recordFactsOnce(event.lead, processedEventKeyOf(event), [one], at);

/** Whether it was their present address: only an address that was mailed says something about itself (RULES.md BNC-7). */
const isTheirs = (lead: Lead, addresses: string[]): boolean =>
  addresses.some((address) => address.toLowerCase() === lead.email);

/** Permanent, of whatever subtype: the address takes no mail. All else SES has given up on is only noted (BNC-1). */
const recordBounce: Hear = async (event, at) => {
  const { lead: id, mailId, touch, bounce } = event;
  if (!bounce) return;
  const { bounceType, bounceSubType, bouncedRecipients } = bounce;
  const diagnostic = bouncedRecipients[0]?.diagnosticCode;
  const mail = { mailId, touch, why: (diagnostic ? `${bounceSubType}: ${diagnostic}` : bounceSubType).slice(0, 300) };
  const note = activity("mail.bounced", { ...mail, permanent: false });
  if (bounceType !== "Permanent") return fact(event, note, at);
  const addresses = bouncedRecipients.map(({ emailAddress }) => emailAddress);
  return updateOnce(id, processedEventKeyOf(event), at, (lead, moment) =>
    isTheirs(lead, addresses) ? decideBounce(lead, mail, moment) : { lead, facts: [note] },
  );
};

/** Reports that do not call the mail spam (RULES.md CMP-2). */
const mildFeedback = ["not-spam", "auth-failure"];

const isMild = ({ complaintFeedbackType }: Complaint): boolean => mildFeedback.includes(complaintFeedbackType ?? "");

const recordComplaint: Hear = async (event, at) => {
  const { lead: id, mailId, touch, complaint, destination } = event;
  const note = activity("mail.complained", { mailId, touch, feedback: complaint?.complaintFeedbackType ?? "other" });
  if (complaint && isMild(complaint)) return fact(event, note, at);
  // Of an address that is not theirs it says nothing; SES does not always repeat whose it was.
  return updateOnce(id, processedEventKeyOf(event), at, (lead, moment) =>
    destination.length === 0 || isTheirs(lead, destination)
      ? decideComplaint(lead, { mailId, touch }, moment)
      : undefined,
  );
};

/** Word that a mail was sent is also how an answer to it finds the lead (RULES.md THRD-2). */
const recordSend: Hear = (event, at) => {
  const { lead, touch, mailId } = event;
  return Promise.all([confirmTouch(lead, touch, mailId, at), markProcessed(processedEventKeyOf(event), at, lead)]);
};

/** When it came is what a click of its links is judged by. */
const recordDelivery: Hear = (event, at) => {
  const { mailId, touch, deliveredAt } = event;
  return fact(event, activity("mail.delivered", { mailId, touch, at: deliveredAt }), at);
};

/** What became of a mail to one of ours: only that it did not reach them is anybody's concern. */
const recordOurs: Hear = async (event, at) => {
  const { type, lead, mailId, touch, bounce, complaint, destination } = event;
  if (type === "Delivery" || (complaint && isMild(complaint))) return logInfo("word of a mail to an owner");
  const [recipient = bounce?.bouncedRecipients[0]?.emailAddress ?? ""] = destination;
  const why = complaint ? sayTimeline("undelivered.spam") : (bounce?.bounceSubType ?? type);
  const final = complaint !== undefined || bounce?.bounceType === "Permanent";
  const mail = { mailId, touch, to: recipient.toLowerCase(), why, final };
  return reportUndelivered(lead, mail, await readOwners(), at);
};

const recorders: Record<string, Hear> = {
  Delivery: recordDelivery,
  Bounce: recordBounce,
  Complaint: recordComplaint,
};

async function listen(event: MailEvent, at: Instant): Promise<void> {
  const { type, lead, mailId, touch, internal } = event;
  addLogContext({ type, mail: mailId, lead, touch });
  if (!lead) return logInfo("word of a mail of no lead");
  if (type === "Send") {
    await recordSend({ ...event, lead }, at);
    return;
  }
  const recording = recorders[type];
  if (!recording) return logInfo("word of a mail that changes nothing");
  try {
    // Mail to our own people says nothing about the lead.
    await (internal ? recordOurs : recording)({ ...event, lead }, at);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "not-found") throw error;
    logInfo("word of a mail to a lead that is gone");
  }
}

/** What SES says of the mails we sent, through EventBridge (contracts/ses.md part B): late, twice, in any order. */
export const handler = middy<unknown, void>()
  .use(logContext("word of a mail"))
  .use(logOutcome())
  .handler((event) => listen(readMailEvent(event), now()));
