import type { Instant } from "../../platform/time.ts";
import type { Secrets, Source } from "../../source/source.ts";
import type { InquiryDraft } from "./inquiry-draft.ts";

/** At which source a delivery came, and when. */
export interface SourceContext {
  source: Source;
  secrets: Secrets;
  now: Instant;
}

/**
 * One thing that a delivery tells. `id` is the platform's own, as text: the same id is the same signal for ever. Where a
 * platform has none, `brief` says that it is a hash of what was said, and counts for ten minutes; `hash` is the id's own, where
 * a door has hashed more than that.
 */
export type Signal =
  /** Somebody's inquiry; `notBefore`: it may turn out otherwise until then, so it waits. */
  | { kind: "inquiry"; id: string; draft: InquiryDraft; notBefore?: Instant; brief?: boolean; hash?: string }
  /** An inquiry whose answers have to be asked for. */
  | { kind: "fetch"; id: string; ask: Readonly<Record<string, string>>; draft: InquiryDraft }
  /** The inquiry of that id now says something else. */
  | { kind: "edited"; id: string; message: string }
  /** What the inquiry of that id is to say when it comes; it is too late when it has come. */
  | { kind: "foretold"; id: string; draft: Pick<InquiryDraft, "message" | "answered"> }
  /** The platform wants the inquiry of that id forgotten. */
  | { kind: "deleted"; id: string }
  /** A platform's own test of which nothing can be made but a note that it came. */
  | { kind: "tested"; id: string }
  /** One of a batch that cannot be read: it is quarantined, and the others are taken. `id` is a hash of it. */
  | { kind: "unreadable"; id: string; why: string };
