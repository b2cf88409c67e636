import type { Case, Entry, Mail } from "./evidence.ts";

const day = 24 * 3600 * 1000;

/** What the timeline so far says about writing to a person. */
interface Permission {
  archived: boolean;
  noMail: boolean;
  noMarketing: boolean;
  /** They agreed to marketing, or became a customer. */
  agreed: boolean;
  /** Their last inquiry or reply, and their last sign of life of any kind. */
  heardAt: string;
  signAt: string;
}

const strangers: Permission = {
  archived: false,
  noMail: false,
  noMarketing: false,
  agreed: false,
  heardAt: "",
  signAt: "",
};

/** How one entry of a timeline changes what may be sent (LIFECYCLE section 4). */
function after(before: Permission, { type, at, data }: Entry, consenting: ReadonlySet<string>): Permission {
  switch (type) {
    case "stage.entered":
      return { ...before, archived: data.to === "archived" };
    case "inquiry.received":
      return { ...before, agreed: before.agreed || consenting.has(String(data.source)), heardAt: at, signAt: at };
    case "reply.received":
      return { ...before, heardAt: at, signAt: at };
    case "survey.answered":
      return { ...before, noMarketing: before.noMarketing || data.answer === "stop", signAt: at };
    case "mail.clicked":
      return data.automated === true ? before : { ...before, signAt: at };
    case "lead.converted":
      return { ...before, agreed: true };
    case "lead.unsubscribed":
      return { ...before, noMarketing: true };
    case "lead.resubscribed":
      return { ...before, noMarketing: false };
    case "mail.bounced":
      return data.permanent === true ? { ...before, noMail: true } : before;
    case "mail.complained":
    case "lead.blocked":
      return { ...before, noMail: true };
    default:
      return before;
  }
}

/** Why a mail of this purpose must not have gone out then; nothing if it may. */
function objection(purpose: unknown, at: string, given: Permission): string | undefined {
  const since = (then: string) => Date.parse(at) - Date.parse(then);
  if (given.archived) return "archived";
  if (given.noMail) return "all mail stopped";
  if (purpose === "service") return undefined;
  if (given.noMarketing) return "unsubscribed";
  if (purpose === "follow-up") {
    return !given.agreed && since(given.heardAt) > 30 * day ? "no word from them in 30 days" : undefined;
  }
  if (!given.agreed) return "no consent to marketing";
  return since(given.signAt) > 365 * day ? "no sign of life in a year" : undefined;
}

/** The mails to a lead that LIFECYCLE section 4 forbids, by its own timeline. Mail to owners is theirs to refuse. */
export function forbiddenMails({ timeline, mails }: Pick<Case, "timeline" | "mails">, consenting: ReadonlySet<string>) {
  const sent = new Map<unknown, Mail>(mails.map((mail) => [mail.id, mail]));
  const forbidden: string[] = [];
  let given = strangers;
  for (const entry of timeline) {
    given = after(given, entry, consenting);
    const { purpose, touch, mailId } = entry.data;
    if (entry.type !== "mail.sent" || purpose === "internal") continue;
    const why = objection(purpose, sent.get(mailId)?.at ?? entry.at, given);
    if (why) forbidden.push(`got ${touch} (${purpose}) at ${entry.at}: ${why}`);
  }
  return forbidden;
}
