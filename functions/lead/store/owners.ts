import { sayError } from "../../language/texts.ts";
import { refuseField } from "../../platform/error.ts";
import { Owner, type OwnerId } from "../model/owner.ts";
import { ownerKey } from "./keys.ts";
import { registry } from "./registry.ts";

/** Who answers inquiries. */
export const owners = registry<Owner>("owner", ownerKey, Owner);

export const readOwners = owners.all;

/** @throws AppError `invalid` naming the field, when there is no such owner */
export async function ownerNamed(id: OwnerId, field = "owner"): Promise<Owner> {
  const owner = (await readOwners()).find((one) => one.id === id);
  return owner ?? refuseField(field, sayError("owner.none", { id }));
}
