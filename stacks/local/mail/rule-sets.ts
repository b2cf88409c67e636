import type { Clock } from "../clock/clock.ts";
import { type Markup, markup } from "../http/markup.ts";
import { SesFault } from "./ses-fault.ts";

/** What an action of the query API answers, from the form of its request. */
export type RuleAction = (form: URLSearchParams, caller?: string) => Markup | Promise<Markup>;

interface RuleSet {
  created: string;
  rules: Set<string>;
}

/** The account's receipt rule sets (SES API reference): what this API has put there; the template's rules are smtp.ts's. */
export function ruleSetActions(clock: Clock): Record<string, RuleAction> {
  const sets = new Map<string, RuleSet>();
  let active: string | undefined;

  const known = (name: string): RuleSet => {
    const set = sets.get(name);
    if (!set) throw new SesFault("RuleSetDoesNotExist", `Rule set does not exist: ${name}`);
    return set;
  };
  return {
    CreateReceiptRuleSet: (form) => {
      const name = required(form, "RuleSetName");
      if (sets.has(name)) throw new SesFault("AlreadyExists", `Rule set already exists: ${name}`);
      sets.set(name, { created: new Date(clock.now()).toISOString(), rules: new Set() });
      return nothing;
    },
    SetActiveReceiptRuleSet: (form) => {
      const name = form.get("RuleSetName") ?? undefined;
      if (name !== undefined) known(name);
      active = name;
      return nothing;
    },
    DescribeActiveReceiptRuleSet: () => (active === undefined ? nothing : described(active, known(active))),
    DescribeReceiptRuleSet: (form) => {
      const name = required(form, "RuleSetName");
      return described(name, known(name));
    },
    DeleteReceiptRuleSet: (form) => {
      const name = required(form, "RuleSetName");
      if (name === active) throw new SesFault("CannotDelete", `Cannot delete active rule set: ${name}`);
      sets.delete(name);
      return nothing;
    },
    CreateReceiptRule: (form) => {
      known(required(form, "RuleSetName")).rules.add(required(form, "Rule.Name"));
      return nothing;
    },
    DeleteReceiptRule: (form) => {
      known(required(form, "RuleSetName")).rules.delete(required(form, "RuleName"));
      return nothing;
    },
  };
}

const nothing = markup``;

function required(form: URLSearchParams, name: string): string {
  const value = form.get(name);
  if (!value)
    throw new SesFault("ValidationError", `Value at '${name}' failed to satisfy constraint: must not be null`);
  return value;
}

function described(name: string, { created, rules }: RuleSet): Markup {
  const members = [...rules].map((rule) => markup`<member><Name>${rule}</Name></member>`);
  return markup`<Metadata><Name>${name}</Name><CreatedTimestamp>${created}</CreatedTimestamp></Metadata><Rules>${members}</Rules>`;
}
