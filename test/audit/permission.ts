import type { Entry } from "./evidence.ts";

const minute = 60_000;
const day = 24 * 60 * minute;

/** A mail leaves a little after its permission was asked: no longer than a step may run. */
const sendingTakes = minute;

/** What the timeline so far says about writing to a person (LIFECYCLE.md section 4). */
export interface Permission {
  stage: unknown;
  blocked: boolean;
  noMail: boolean;
  noMarketing: boolean;
  /** They agreed to marketing, in proof of which something is kept, or became a customer. */
  agreed: boolean;
  /** It is known that their address is theirs; until then so many follow-up mails went to it. */
  confirmed: boolean;
  followUps: number;
  /** Their last inquiry or reply, and their last sign of life of any kind. */
  heardAt: string;
  signAt: string;
}

export const strangers: Permission = {
  stage: undefined,
  blocked: false,
  noMail: false,
  noMarketing: false,
  agreed: false,
  confirmed: false,
  followUps: 0,
  heardAt: "",
  signAt: "",
};

/** Reports that do not call the mail spam (RULES.md CMP-2). */
const mildFeedback: ReadonlySet<unknown> = new Set(["not-spam", "auth-failure"]);

/** In these stages the survey is the farewell's, and "stop" stops marketing (LIFECYCLE.md section 2, row "survey answer"). */
const surveyed: ReadonlySet<unknown> = new Set(["declined", "dormant"]);

/** What inquiries say of consent, by their ids: with which the person agreed to marketing, which came from their own address. */
export interface Said {
  consenting: ReadonlySet<unknown>;
  theirs: ReadonlySet<unknown>;
}

/** How one entry of a timeline changes what may be sent. */
export function after(before: Permission, { type, at, data }: Entry, { consenting, theirs }: Said): Permission {
  switch (type) {
    case "activity.added":
      return { ...before, confirmed: before.confirmed || data.type === "email-confirmed" };
    case "response.recorded":
      return { ...before, confirmed: before.confirmed || data.outcome === "reached" };
    case "mail.sent":
      return { ...before, followUps: before.followUps + (data.purpose === "follow-up" && !before.confirmed ? 1 : 0) };
    case "stage.entered":
      return { ...before, stage: data.to };
    case "inquiry.received":
      return {
        ...before,
        agreed: before.agreed || consenting.has(data.inquiryId),
        confirmed: before.confirmed || theirs.has(data.inquiryId),
        heardAt: at,
        signAt: at,
      };
    case "reply.received":
      return { ...before, heardAt: at, signAt: at };
    case "survey.answered":
      return {
        ...before,
        noMarketing: before.noMarketing || (data.answer === "stop" && surveyed.has(before.stage)),
        signAt: at,
      };
    case "mail.clicked":
      return data.automated === true ? before : { ...before, signAt: at };
    case "lead.converted":
      return { ...before, agreed: true, confirmed: true };
    case "lead.unsubscribed":
      return { ...before, noMarketing: true };
    case "lead.resubscribed":
      return { ...before, noMarketing: false };
    case "mail.bounced":
      return { ...before, noMail: before.noMail || data.permanent === true };
    case "mail.complained":
      return { ...before, noMail: before.noMail || !mildFeedback.has(data.feedback) };
    case "lead.blocked":
      return { ...before, blocked: true };
    case "audit":
      return data.what === "unblocked" ? { ...before, blocked: false } : before;
    default:
      return before;
  }
}

/** Why a mail of this purpose must not have gone out then; nothing if it may. */
export function objection(purpose: string, at: string, given: Permission): string | undefined {
  const since = (then: string) => Date.parse(at) - sendingTakes - Date.parse(then);
  if (given.blocked) return "blocked";
  if (purpose === "internal") return undefined;
  if (given.stage === "archived") return "archived";
  if (given.noMail) return "all mail stopped";
  if (purpose === "service") return undefined;
  if (given.noMarketing) return "unsubscribed";
  if (purpose === "follow-up") {
    if (!given.confirmed && given.followUps >= 2) return "two follow-ups to an unconfirmed address before it";
    return !given.agreed && since(given.heardAt) > 30 * day ? "no word from them in 30 days" : undefined;
  }
  if (purpose !== "marketing") return `no such purpose as ${purpose}`;
  if (!given.agreed) return "no consent to marketing";
  if (!given.confirmed) return "an unconfirmed address";
  return since(given.signAt) > 365 * day ? "no sign of life in a year" : undefined;
}
