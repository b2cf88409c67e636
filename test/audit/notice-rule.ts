import { blockedAt, type Case, type Evidence, told, wasEmptied } from "./evidence.ts";
import type { InquiryItem, OwnerItem } from "./item.ts";
import { countsFrom, type Promised, Promises } from "./promise.ts";
import { each, ofEachLead, together } from "./rule.ts";
import { isLookedAfter, thanksFor } from "./touch.ts";

const hour = 60 * 60_000;

/** Who may have had a lead at a moment: several, if it was given away at that very instant. */
function ownersAt(found: Case, at: string): string[] {
  const given = told(found, "lead.assigned");
  const before = given.filter((entry) => entry.at < at).slice(-1);
  return [...before, ...given.filter((entry) => entry.at === at)].map(({ data }) => String(data.to));
}

type Digested = InquiryItem & { digestedAt: string };

/** The inquiries that anybody need hear of: what was forgotten before it reached the card, or came of the blocked, is kept and told to nobody. */
const heard = (found: Case): Digested[] =>
  found.inquiries.filter(
    (one): one is Digested =>
      one.digestedAt !== undefined &&
      one.digestedAt !== one.forgottenAt &&
      one.digestedAt < blockedAt(found) &&
      !wasEmptied(found, one.digestedAt),
  );

/** Inquiries that reach the card together are told of together, under the id of the last. */
function untoldToOwner(found: Case, { inquiry: { id }, digestedAt }: Digested): string[] {
  const last = found.inquiries.filter((one) => one.digestedAt === digestedAt && one.inquiry.id >= id);
  const isTold = last.some(({ inquiry }) =>
    ownersAt(found, digestedAt).some((owner) =>
      ["new-lead", "inquiry"].some((step) => isLookedAfter(found, `${inquiry.id}-${step}-${owner}`)),
    ),
  );
  return isTold ? [] : [`told its owner nothing of ${id}`];
}

/** Whoever wrote is thanked, unless that was done within the hour; whom ours brought in, or spoke to, wrote nothing, and anybody may have written what no domain vouches for. */
function unthanked(found: Case, { inquiry, digestedAt }: Digested): string[] {
  if (inquiry.manual || inquiry.answered || inquiry.unvouched) return [];
  const since = new Date(Date.parse(inquiry.receivedAt) - hour).toISOString();
  const lately = found.inquiries.filter(({ digestedAt: at = "" }) => at > since && at <= digestedAt);
  const isThanked = lately.some((one) => isLookedAfter(found, thanksFor(one.inquiry.id)));
  return isThanked ? [] : [`was not thanked for ${inquiry.id}`];
}

/** No mail is lost: what an inquiry causes was sent, or skipped for a reason, or waits (LIFECYCLE.md section 1 and 2). */
export const inquiriesTold = ofEachLead(
  "inquiries told",
  "of each inquiry the owner is told, and it is thanked for",
  (found) => each(heard(found), (one) => [...untoldToOwner(found, one), ...unthanked(found, one)]),
);

/** One acknowledgement per lead per hour (LIFECYCLE.md section 2). Whoever was forgotten is a stranger when they come again. */
export const thanks = ofEachLead("thanks", "a lead is thanked once an hour at most", (found) => {
  const sent = new Set(found.mails.map(({ touch }) => touch));
  const thanked = heard(found)
    .filter(({ inquiry }) => sent.has(thanksFor(inquiry.id)))
    .sort((a, b) => (a.digestedAt < b.digestedAt ? -1 : 1));
  return each(thanked, (one) => {
    const before = thanked[thanked.indexOf(one) - 1];
    const isSoon = before && Date.parse(one.digestedAt) - Date.parse(before.digestedAt) < hour;
    return isSoon ? [`was thanked for ${one.inquiry.id} within an hour of ${before.inquiry.id}`] : [];
  });
});

/** A reply is told to the owner, in every stage (LIFECYCLE.md section 2, row "reply"). */
export const repliesTold = ofEachLead("replies told", "of each reply the owner is told", (found) => {
  const replies = told(found, "reply.received").filter(({ at }) => at < blockedAt(found) && !wasEmptied(found, at));
  return each(replies, ({ at, data: { mailId } }) => {
    const isTold = ownersAt(found, at).some((owner) => isLookedAfter(found, `${mailId}-reply-${owner}`));
    return isTold ? [] : [`told its owner nothing of the reply ${mailId}`];
  });
});

/** Whom a level of a promise concerns. */
class Concerned {
  readonly #found: Case;
  readonly #scope: string;
  readonly #at: string;
  readonly #owners: OwnerItem[];

  constructor(found: Case, { owners }: Evidence, promise: Promised, level: number, at: string) {
    this.#found = found;
    this.#scope = `sla${countsFrom(promise).replace(/[^0-9TZ]/g, "")}-${level}`;
    this.#at = at;
    this.#owners = [...owners.values()];
  }

  /** Whoever takes leads of this lead's pool. */
  get takers(): string[] {
    const { pool } = this.#found.lead;
    const isThere = ({ available, deletedAt }: OwnerItem) => available !== false && deletedAt === undefined;
    return this.#owners
      .filter((owner) => owner.pool === pool && owner.role === "owner" && isThere(owner))
      .map(({ id }) => id);
  }

  get holders(): string[] {
    return ownersAt(this.#found, this.#at);
  }

  /** Who got the lead because nobody had answered. */
  get heirs(): string[] {
    const given = told(this.#found, "lead.assigned").filter(({ at }) => at === this.#at);
    return given.filter(({ data }) => data.why === "no response in time").map(({ data }) => String(data.to));
  }

  isTold(step: string, owner: string): boolean {
    return isLookedAfter(this.#found, `${this.#scope}-${step}-${owner}`);
  }

  isManagerTold(step: string): boolean {
    const managers = this.#owners.filter(({ role }) => role === "manager");
    return managers.length === 0 || managers.some(({ id }) => this.isTold(step, id));
  }
}

/** The owner is reminded, the manager told. */
const unreminded = (level: Concerned): string[] => [
  ...(level.holders.some((owner) => level.isTold("response-overdue", owner)) ? [] : ["reminded no owner"]),
  ...(level.isManagerTold("promise-broken") ? [] : ["told no manager"]),
];

/** The lead goes to another owner, who is told; where there is no other, all is as before. */
function unhanded(level: Concerned): string[] {
  const { heirs, holders, takers } = level;
  if (heirs.length > 0) return heirs.some((heir) => level.isTold("reassigned", heir)) ? [] : ["told no new owner"];
  return takers.some((owner) => !holders.includes(owner)) ? ["went to no other owner"] : unreminded(level);
}

/** The pool and the manager are told. */
const unalarmed = (level: Concerned): string[] => [
  ...level.takers.filter((owner) => !level.isTold("pool-alert", owner)).map((owner) => `did not alert ${owner}`),
  ...(level.isManagerTold("pool-alert") ? [] : ["told no manager"]),
];

/** LIFECYCLE.md section 3: whom a level concerns hears of it. Of levels told at one instant it is the last that counts. */
export const levelsTold = ofEachLead(
  "levels told",
  "of each level of a promise those hear whom it concerns: owner and manager, the next owner, the pool",
  (found, evidence) => {
    const examined = new Promises(found.timeline).made.map((promise) =>
      each(new Set(promise.levels), (at) => {
        const level = promise.levels.lastIndexOf(at) + 1;
        if (wasEmptied(found, at)) return [];
        const concerned = new Concerned(found, evidence, promise, level, at);
        const missing = level === 1 ? unreminded(concerned) : level === 2 ? unhanded(concerned) : unalarmed(concerned);
        return missing.map((what) => `${what} at level ${level} of ${promise.dueAt}`);
      }),
    );
    return together(...examined);
  },
);
