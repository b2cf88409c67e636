import type { Instant } from "../../platform/time.ts";
import type { Secrets, Source } from "../../source/source.ts";
import type { InquiryDraft } from "./inquiry-draft.ts";

export interface SourceContext {
  source: Source;
  secrets: Secrets;
  now: Instant;
}

/** `id`: the platform's own, for ever; `brief`: a hash of what was said, for ten minutes; `hash`: if a door hashed more. */
export type Signal =
  /** Somebody's inquiry; `notBefore`: it may turn out otherwise until then, so it waits. */
  | { kind: "inquiry"; id: string; draft: InquiryDraft; notBefore?: Instant; brief?: boolean; hash?: string }
  | { kind: "fetch"; id: string; ask: Readonly<Record<string, string>>; draft: InquiryDraft }
  | { kind: "edited"; id: string; message: string }
  /** What the inquiry of that id is to say when it comes; it is too late when it has come. */
  | { kind: "foretold"; id: string; draft: Pick<InquiryDraft, "message" | "answered"> }
  | { kind: "deleted"; id: string }
  /** A platform's own test of which nothing can be made but a note that it came. */
  | { kind: "tested"; id: string }
  /** One of a batch that cannot be read: it is quarantined, and the others are taken. `id` is a hash of it. */
  | { kind: "unreadable"; id: string; why: string };
