import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import type { AwsReply } from "../aws/aws.ts";
import type { AwsCall } from "../aws/watch.ts";
import type { Assembly } from "../template/template.ts";
import { Grant, grantsOf, grantsUsed, grantText } from "./grant.ts";
import { uninvited } from "./invoker.ts";
import { needsIn } from "./need.ts";
import { denial, refusal } from "./refusal.ts";
import { type Role, readRoles } from "./role.ts";
import { standingNeeds } from "./standing.ts";
import { type Match, matchOf, type Need } from "./statement.ts";

/** What a role was asked for, how often, and whether it allows that. */
export interface Observation extends Grant {
  count: number;
  verdict: "allowed" | "denied";
}

/** What a runtime leaves behind of its roles: grants used, each on one line, and what was denied. */
export const Uses = z.object({ used: z.array(z.string()), denied: z.array(Grant) });
export type Uses = z.infer<typeof Uses>;

export interface AuthorityOptions {
  assembly: Assembly;
  /** Folder that gets a file with the uses, at the end; none is written without it. */
  usesFolder?: string | undefined;
  failed(error: unknown): void;
}

/** IAM as it is here: lets a function call what its synthesized role allows, and remembers what was called. */
export class Authority {
  readonly #options: AuthorityOptions;
  readonly #roles: ReadonlyMap<string, Role>;
  readonly #needsOf: (call: AwsCall) => Need[];
  readonly #observed = new Map<string, Observation>();

  /** @throws Error naming a role that does not allow what AWS will do in its name, or a function that does not permit what invokes it */
  constructor(options: AuthorityOptions) {
    this.#options = options;
    this.#roles = new Map(readRoles(options.assembly).map((role) => [role.bearer, role]));
    this.#needsOf = needsIn(options.assembly);
    for (const { bearer, need } of standingNeeds(options.assembly)) {
      if (this.#roles.has(bearer) && !this.#allows(bearer, need)) throw new Error(this.#denial(bearer, need));
    }
    const [missing] = uninvited(options.assembly);
    if (missing) throw new Error(missing);
  }

  /** The refusal of a call that its function's role does not allow; calls of nobody's function are not judged. */
  refuse(call: AwsCall): AwsReply | undefined {
    const { caller, service } = call;
    const denied = caller && this.#needsOf(call).find((need) => !this.#allows(caller, need));
    if (!denied) return undefined;
    const message = this.#denial(caller, denied);
    const keys = denied.leadingKeys.length > 0 ? ` (partition keys ${denied.leadingKeys.join(", ")})` : "";
    this.#options.failed(new Error(message + keys));
    return refusal(service, message);
  }

  /** What was asked for since the start. */
  get observed(): Observation[] {
    return [...this.#observed.values()].map((it) => ({ ...it }));
  }

  /** What the roles allow and nothing has used since the start. */
  get unused(): Grant[] {
    return grantsOf([...this.#roles.values()]).filter((grant) => !this.#observed.has(grantText(grant)));
  }

  stop(): void {
    const { usesFolder } = this.#options;
    if (!usesFolder) return;
    const { allowed = [], denied = [] } = Object.groupBy(this.observed, ({ verdict }) => verdict);
    const uses = Uses.parse({ used: allowed.map(grantText), denied });
    mkdirSync(usesFolder, { recursive: true });
    writeFileSync(join(usesFolder, `${process.pid}-${performance.now()}.json`), JSON.stringify(uses));
  }

  #allows(bearer: string, need: Need): boolean {
    const match = this.#match(bearer, need);
    const grants = match
      ? grantsUsed(bearer, match)
      : grantsUsed(bearer, { ...need, leadingKeys: need.leadingKeys.map(family) });
    for (const grant of grants) this.#note(grant, match ? "allowed" : "denied");
    return match !== undefined;
  }

  /** A Deny wins over every Allow. */
  #match(bearer: string, need: Need): Match | undefined {
    const statements = this.#roles.get(bearer)?.statements ?? [];
    const matches = (effect: string) =>
      statements.filter((it) => it.effect === effect).map((statement) => matchOf(statement, need));
    if (matches("Deny").some((it) => it !== undefined)) return undefined;
    return matches("Allow").find((it) => it !== undefined);
  }

  #note(grant: Grant, verdict: Observation["verdict"]): void {
    const text = verdict === "allowed" ? grantText(grant) : `denied ${grantText(grant)}`;
    const known = this.#observed.get(text);
    if (known) known.count++;
    else this.#observed.set(text, { ...grant, count: 1, verdict });
  }

  #denial(bearer: string, need: Need): string {
    const { account } = this.#options.assembly;
    const role = this.#roles.get(bearer)?.arn.split("/").at(-1) ?? "none";
    return denial(`arn:aws:sts::${account}:assumed-role/${role}/${bearer}`, need);
  }
}

/** A partition key without what tells one item from another: `LEAD#01M8…` as `LEAD#*`. */
const family = (key: string): string => (key.includes("#") ? key.replace(/#.*$/s, "#*") : key);
