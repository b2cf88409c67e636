import { createHash } from "node:crypto";
import { BlockList, isIPv4, isIPv6 } from "node:net";
import { type Instant, millis, minute } from "../../platform/clock.ts";
import type { Said } from "../said.ts";

const window = 10 * minute;
/** More posts than this from one IP address in the window are no person's. */
const postsAtMost = 30;
/** So many people do not write the same within the window, unless the page wrote it for them. */
const sendersAtLeast = 5;
/** A text without a link may be a form's own suggestion; from here on nobody suggests it. In characters. */
const ownWords = 200;
/** Keys remembered at once; the oldest go first. */
const remembered = 5000;

/** What came lately under a key: when, and from whom. */
class Recent {
  readonly #seen = new Map<string, { at: number; who: string }[]>();

  /** Adds one and tells those of the window, this one among them. */
  add(key: string, who: string, at: number): { who: string }[] {
    const recent = [...(this.#seen.get(key) ?? []).filter((one) => at - one.at < window), { at, who }].slice(-50);
    this.#seen.delete(key);
    this.#seen.set(key, recent);
    const [oldest] = this.#seen.keys();
    if (this.#seen.size > remembered && oldest !== undefined) this.#seen.delete(oldest);
    return recent;
  }
}

/** What is counted of a post: what was said, and the IP address of the person's browser. */
export interface Post {
  said: Said;
  address: string;
}

/** Addresses that stand for many machines, or for our own: a proxy in front of us, a test, an office's network. */
const shared = new BlockList();
for (const [net, prefix] of [
  ["127.0.0.0", 8],
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["100.64.0.0", 10],
] as const)
  shared.addSubnet(net, prefix);

const isOnesOwn = (address: string): boolean =>
  isIPv4(address) ? !shared.check(address) : isIPv6(address) && !/^(::1|f[cd]|fe80)/i.test(address);

const worthComparing = (message: string): boolean => message.length >= ownWords || /https?:\/\//i.test(message);

/** Tells posts that come too fast to be people's. Each environment counts for itself, so it is a guess that sees too little. */
export class Velocity {
  readonly #posts = new Recent();
  readonly #messages = new Recent();

  /** Counts a post. @returns what is odd about it */
  count({ said, address }: Post, now: Instant): string | undefined {
    const at = millis(now);
    const posts = isOnesOwn(address) ? this.#posts.add(address, address, at).length : 0;
    if (posts > postsAtMost) return `over ${postsAtMost} posts from one address in ten minutes`;
    const message = said.message?.trim().toLowerCase() ?? "";
    if (!worthComparing(message)) return undefined;
    const key = createHash("sha256").update(message).digest("base64");
    const senders = this.#messages.add(key, (said.email ?? said.phone ?? "").toLowerCase(), at);
    return new Set(senders.map(({ who }) => who)).size >= sendersAtLeast
      ? "the same text from several people"
      : undefined;
  }
}
