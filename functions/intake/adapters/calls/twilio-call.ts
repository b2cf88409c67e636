import * as z from "zod";
import { sayTimeline } from "../../../language/texts.ts";
import { normalizePhone } from "../../../lead/rules/identity.ts";
import { type Instant, instant, minute } from "../../../platform/time.ts";
import type { InquiryDraft } from "../../inquiry/inquiry-draft.ts";
import { OptionalText, PlatformId } from "../../wire/wire.ts";

/** A voice request's parameters (contracts/calls.md 1). */
export const PhoneCall = z.object({
  CallSid: PlatformId,
  ParentCallSid: OptionalText,
  CallStatus: OptionalText,
  Direction: OptionalText,
  From: OptionalText,
  To: OptionalText,
  CallerName: OptionalText,
  ForwardedFrom: OptionalText,
  FromCity: OptionalText,
  FromState: OptionalText,
  FromCountry: OptionalText,
  Timestamp: OptionalText,
  CallDuration: OptionalText,
  RecordingUrl: OptionalText,
  DialCallStatus: OptionalText,
  DialCallDuration: OptionalText,
  DialBridged: OptionalText,
});
export type PhoneCall = z.infer<typeof PhoneCall>;

/** How a call went; `doubt`: another request may prove it wrong within so many milliseconds. */
export interface CallOutcome {
  kind: "missed" | "answered";
  doubt?: number;
}

const unanswered = new Set(["no-answer", "busy", "failed", "canceled"]);
const picked = new Set(["completed", "answered"]);

function outcomeOfDial({ DialCallStatus: status = "", DialBridged: bridged }: PhoneCall): CallOutcome | undefined {
  if (unanswered.has(status) || bridged === "false") return { kind: "missed" };
  return picked.has(status) ? { kind: "answered" } : undefined;
}

/** The caller's own leg: `completed` also when nobody but our machine answered, so it waits for who knows better. */
function outcomeOfParent({ CallStatus: status = "" }: PhoneCall): CallOutcome | undefined {
  if (unanswered.has(status)) return { kind: "missed" };
  return status === "completed" ? { kind: "missed", doubt: 2 * minute } : undefined;
}

/** Longer than most conversations: a leg may be given up because the call is talked at another. */
const talk = 30 * minute;

/** One of several legs (contracts/calls.md 2, signal B): one that did not ring out may be left for one that is talked at. */
function outcomeOfLeg({ CallStatus: status = "" }: PhoneCall): CallOutcome | undefined {
  if (status === "completed") return { kind: "answered", doubt: minute };
  if (!unanswered.has(status)) return undefined;
  return { kind: "missed", doubt: status === "no-answer" ? 2 * minute : talk };
}

/** How a call went, if a request tells; nothing of one that goes on, and of those we make (contracts/calls.md 2). */
export function outcomeOf(call: PhoneCall): CallOutcome | undefined {
  if (call.ParentCallSid) return outcomeOfLeg(call);
  if (call.Direction?.startsWith("outbound")) return undefined;
  return call.DialCallStatus ? outcomeOfDial(call) : outcomeOfParent(call);
}

/** Words of callers who hide, as dialled on a keypad: anonymous, restricted, blocked, unknown, unavailable. */
const hidden = new Set(["+266696687", "+7378742833", "+2562533", "+8656696", "+86282452253"]);

/** The number that can be called back; none of who hides it, and of apps and SIP addresses. */
function numberOf({ From: from = "" }: PhoneCall): string | undefined {
  return hidden.has(from) || !/^\+?\d/.test(from) || from.includes("@") ? undefined : normalizePhone(from);
}

function calledAt({ Timestamp: text = "" }: PhoneCall): Instant | undefined {
  const millis = Date.parse(text);
  return millis > 0 && millis < Date.UTC(3000, 0) ? instant(millis) : undefined;
}

const seconds = (text: string | undefined): { seconds?: number } =>
  text && /^\d{1,9}$/.test(text) ? { seconds: Number(text) } : {};

const kindOf = (
  kind: CallOutcome["kind"],
  duration: string | undefined,
): Pick<InquiryDraft, "message" | "answered"> => ({
  message: sayTimeline(`call.${kind}`),
  ...(kind === "answered" && { answered: seconds(duration) }),
});

/** What a leg that was answered says of its call, whatever another leg has said of it. */
export function draftOfLeg(call: PhoneCall): Pick<InquiryDraft, "message" | "answered"> | undefined {
  const { ParentCallSid: parent, CallStatus: status, CallDuration: duration } = call;
  return parent && (status === "in-progress" || status === "completed") ? kindOf("answered", duration) : undefined;
}

/** What a call says of its caller; nothing of one who cannot be called back. */
export function toDraft(call: PhoneCall, kind: CallOutcome["kind"]): InquiryDraft | undefined {
  const phone = numberOf(call);
  if (!phone) return undefined;
  const extra = {
    called: call.To,
    forwarded_from: call.ForwardedFrom,
    city: call.FromCity,
    state: call.FromState,
    recording: call.RecordingUrl,
  };
  return {
    phone,
    // A leg's may be a number of ours, where the call is passed on under that.
    ...(!call.ParentCallSid && { phoneIsTheirs: true }),
    name: call.CallerName,
    country: call.FromCountry,
    at: calledAt(call),
    ...kindOf(kind, call.DialCallDuration ?? call.CallDuration),
    extra: Object.fromEntries(Object.entries(extra).filter(([, value]) => value !== undefined)),
  };
}
