import type { Case, Evidence } from "./evidence.ts";

/** What a rule looked at, and what is wrong with it: a sentence each. */
export interface Examined {
  checked: number;
  broken: string[];
}

/** Something that must always hold. */
export interface Rule<Name extends string = string> {
  name: Name;
  /** The rule, as a person would say it. */
  says: string;
  examine(evidence: Evidence): Examined;
}

/** Looks at each of some things. */
export const each = <T>(things: Iterable<T>, wrong: (thing: T) => string[]): Examined => {
  const all = [...things];
  return { checked: all.length, broken: all.flatMap(wrong) };
};

/** What several examinations found together. */
export const together = (...parts: Examined[]): Examined => ({
  checked: parts.reduce((sum, { checked }) => sum + checked, 0),
  broken: parts.flatMap(({ broken }) => broken),
});

type OfLead = (found: Case, evidence: Evidence) => Examined;

/** Looks at one lead after the other; what is found is said of that lead. */
export const ofLeads = (evidence: Evidence, examine: OfLead): Examined => {
  const parts = evidence.cases.map((found) => {
    const { checked, broken } = examine(found, evidence);
    return { checked, broken: broken.map((what) => `${found.lead.id} ${what}`) };
  });
  return together(...parts);
};

/** A rule about one lead at a time. */
export const ofEachLead = <Name extends string>(name: Name, says: string, examine: OfLead): Rule<Name> => ({
  name,
  says,
  examine: (evidence) => ofLeads(evidence, examine),
});

/** What occurs more than once, each once. */
export const repeated = (values: Iterable<string>): string[] => {
  const seen = new Set<string>();
  const again = new Set<string>();
  for (const value of values) (seen.has(value) ? again : seen).add(value);
  return [...again];
};
