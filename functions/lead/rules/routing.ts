import type { Owner, OwnerId } from "../model/owner.ts";

/** The owners of a pool who take leads, in a stable order. */
export const availableOwners = (owners: readonly Owner[], pool: string): Owner[] =>
  owners
    .filter((owner) => owner.pool === pool && owner.role === "owner" && owner.available !== false)
    .sort((a, b) => (a.id < b.id ? -1 : 1));

/** The pool's manager, told when a promise is broken. */
export const managerOf = (owners: readonly Owner[], pool: string): Owner | undefined =>
  owners.find((owner) => owner.pool === pool && owner.role === "manager") ??
  owners.find((owner) => owner.role === "manager");

/** Round robin: whose turn it is, from a counter that goes up by one per assignment; never `except`, if another can. */
export function nextOwner(owners: readonly Owner[], pool: string, turn: number, except?: OwnerId): Owner | undefined {
  const able = availableOwners(owners, pool).filter((owner) => owner.id !== except);
  return able[(turn - 1) % Math.max(able.length, 1)];
}
