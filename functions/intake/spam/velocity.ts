import { sayDelivery } from "../../language/texts.ts";
import type { Limit } from "../../lead/commands/receive-inquiry.ts";
import { velocityKey } from "../../lead/store/keys.ts";
import { fingerprint } from "../../platform/security/fingerprint.ts";
import { expiry, type Instant, instant, millis, minute, plus } from "../../platform/time.ts";
import type { InquiryDraft } from "../inquiry/inquiry-draft.ts";
import { networkOf } from "./network.ts";

const window = 10 * minute;
/** More posts than this from one network in the window are no person's. */
const postsAtMost = 30;
/** So many people do not write the same within the window, unless the page wrote it for them. */
const sendersAtLeast = 5;
/** A text without a link may be a form's own suggestion; from here on nobody suggests it. In characters. */
const ownWords = 200;

export interface Post {
  draft: InquiryDraft;
  address: string;
}

const worthComparing = (message: string): boolean => message.length >= ownWords || /https?:\/\//i.test(message);

/** Neither addresses nor texts are kept for this, only by what they are known again. */
const known = (text: string): string => fingerprint(text).slice(0, 32);

/** Counted in the transaction that takes a post in: no further request, and all environments of the door count together. */
export function limitsOf({ draft, address }: Post, now: Instant): Limit[] {
  const since = instant(millis(now) - (millis(now) % window));
  const values = { kind: "velocity", expiresAt: expiry(plus(since, 2 * window)) };
  const limits: Limit[] = [];
  const network = networkOf(address);
  if (network)
    limits.push({
      write: {
        add: velocityKey(`IP#${known(network)}`, since),
        counters: { posts: 1 },
        values,
        when: { expression: "attribute_not_exists(posts) OR posts < :most", values: { ":most": postsAtMost } },
      },
      odd: sayDelivery("suspect.posts", { most: postsAtMost }),
    });
  const message = draft.message?.trim().toLowerCase() ?? "";
  if (worthComparing(message)) {
    const sender = known((draft.email ?? draft.phone ?? "").toLowerCase());
    limits.push({
      write: {
        add: velocityKey(`TEXT#${known(message)}`, since),
        counters: { senders: new Set([sender]) },
        values,
        when: {
          expression: "attribute_not_exists(senders) OR size(senders) < :most OR contains(senders, :sender)",
          values: { ":most": sendersAtLeast - 1, ":sender": sender },
        },
      },
      odd: sayDelivery("suspect.sameText"),
    });
  }
  return limits;
}
