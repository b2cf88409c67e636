import { type Case, type Evidence, told } from "./evidence.ts";
import type { Handle } from "./item.ts";
import { type Examined, each, ofLeads, type Rule, repeated, together } from "./rule.ts";

/** What leads to one person only: an address, an account at a platform. */
const claimsOf = (email: string | undefined, handles: readonly Handle[]): string[] => [
  ...(email ? [`EMAIL#${email}`] : []),
  ...handles.map(({ platform, scope, id }) => `HANDLE#${platform}#${scope}#${id}`),
];

const isUnique = (claim: string): boolean => !claim.startsWith("PHONE#");

/** Whoever reads mail at its address has not written to us: that address is free for somebody else. */
const wasDisowned = (found: Case): boolean => told(found, "activity.added").some(({ data }) => data.type === "not-me");

/** Inquiries of one address or account are of the one lead that it leads to. */
const inquirersAreKnown = (found: Case, { claims }: Evidence): Examined =>
  each(wasDisowned(found) ? [] : found.inquiries, ({ inquiry: { id, email, handle } }) =>
    claimsOf(email, handle ? [handle] : []).flatMap((claim) => {
      const [holder] = claims.get(claim) ?? [];
      return holder === found.lead.id ? [] : [`has ${id}, whose ${claim} leads to ${holder ?? "nobody"}`];
    }),
  );

/** How many leads one number may lead to: a switchboard has more. */
const holdersAtMost = 20;

/** A lead is found by its own address and accounts. A number is only a hint, and its claim keeps the last holders. */
const leadsAreFound = ({ lead: { id, email, handles, phone } }: Case, { claims }: Evidence): Examined => {
  const holders = (claim: string) => claims.get(claim) ?? [];
  const lost = (claim: string, most = Number.POSITIVE_INFINITY) =>
    holders(claim).includes(id) || holders(claim).length >= most ? [] : [`is not found by its ${claim}`];
  return together(
    each(claimsOf(email, handles), (claim) => lost(claim)),
    each(phone ? [`PHONE#${phone}`] : [], (claim) => lost(claim, holdersAtMost)),
  );
};

/** One person, one lead (LIFECYCLE.md section 5). */
export const identity: Rule<"identity"> = {
  name: "identity",
  says: "an address or account leads to one lead, the one that has it",
  examine: (evidence) => {
    const { cases, claims } = evidence;
    const ids = new Set(cases.map(({ lead }) => lead.id));
    const dangling = each(claims, ([claim, holders]) => [
      ...(holders.length === 0 ? [`${claim} leads to nobody`] : []),
      ...(isUnique(claim) && holders.length > 1 ? [`${claim} leads to ${holders.join(" and ")}`] : []),
      ...holders.filter((id) => !ids.has(id)).map((id) => `${claim} leads to ${id}, who does not exist`),
    ]);
    const shared = repeated(cases.flatMap(({ lead: { email, handles } }) => claimsOf(email, handles)));
    return together(dangling, ofLeads(evidence, inquirersAreKnown), ofLeads(evidence, leadsAreFound), {
      checked: 0,
      broken: shared.map((claim) => `${claim} is on the cards of several leads`),
    });
  },
};
