import * as z from "zod";
import type { Role } from "./role.ts";
import type { Match } from "./statement.ts";

/** The smallest thing a policy allows: one action pattern on one resource pattern, for one family of partition keys. */
export const Grant = z.object({
  /** Logical id of the function or state machine. */
  bearer: z.string(),
  action: z.string(),
  resource: z.string(),
  leadingKeys: z.string().exactOptional(),
});
export type Grant = z.infer<typeof Grant>;

/** Everything the roles allow, each thing once. */
export function grantsOf(roles: readonly Role[]): Grant[] {
  const grants = roles.flatMap(({ bearer, statements }) =>
    statements
      .filter(({ effect }) => effect === "Allow")
      .flatMap(({ actions, resources, leadingKeys }) =>
        actions.flatMap((action) => resources.flatMap((resource) => split(bearer, { action, resource, leadingKeys }))),
      ),
  );
  return [...new Map(grants.map((grant) => [grantText(grant), grant])).values()];
}

/** What a match used. */
export const grantsUsed = (bearer: string, match: Match): Grant[] => split(bearer, match);

/** A grant on one line; equal for equal grants. */
export const grantText = ({ bearer, action, resource, leadingKeys }: Grant): string =>
  `${bearer.replace(/[0-9A-F]{8}$/, "")} ${action} ${resource}${leadingKeys === undefined ? "" : ` ${leadingKeys}`}`;

interface Patterns {
  action: string;
  resource: string;
  leadingKeys?: readonly string[] | undefined;
}

function split(bearer: string, { action, resource, leadingKeys = [] }: Patterns): Grant[] {
  if (leadingKeys.length === 0) return [{ bearer, action, resource }];
  return leadingKeys.map((pattern) => ({ bearer, action, resource, leadingKeys: pattern }));
}
