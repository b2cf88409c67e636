import { sayError } from "../../language/texts.ts";
import { storedItem } from "../../platform/aws/stored-item.ts";
import type { Fields } from "../../platform/aws/table.ts";
import { refuseField } from "../../platform/error.ts";
import { Owner, type OwnerId } from "../model/owner.ts";
import { ownerKey } from "./keys.ts";
import { registry } from "./registry.ts";

/** An owner of schema 1 in schema 2: hours that were free text say nothing that could be heeded. */
const upcastOwner = ({ hours, ...owner }: Fields): Fields => (typeof hours === "string" ? owner : { ...owner, hours });

export const ownerItems = storedItem<Owner>({ kind: "owner", shape: Owner, upcasters: [upcastOwner] });

/** Who answers inquiries. */
export const owners = registry<Owner>("owner", ownerKey, ownerItems);

export const readOwners = owners.all;

/** @throws AppError `invalid` naming the field, when there is no such owner */
export async function ownerNamed(id: OwnerId, field = "owner"): Promise<Owner> {
  const owner = (await readOwners()).find((one) => one.id === id);
  return owner ?? refuseField(field, sayError("owner.none", { id }));
}
