import * as z from "zod";
import { storedItem } from "../../platform/aws/stored-item.ts";
import { get } from "../../platform/aws/table.ts";
import { changeItem } from "../../platform/aws/versioned.ts";
import { day, expiry, type Instant, plus } from "../../platform/time.ts";
import { Inquiry } from "../model/inquiry.ts";
import { revisionKey } from "./keys.ts";

/** What is to be made of an inquiry that has yet to come: other words, that it was answered, or that nobody is to know it. */
export const Revision = z.object({
  message: z.string().optional(),
  answered: Inquiry.shape.answered,
  forgotten: z.boolean().optional(),
  /** None where a release before versions has kept it. */
  version: z.number().int().optional(),
});
export type Revision = z.infer<typeof Revision>;

export const revisions = storedItem<Revision>({ kind: "revision", shape: Revision });

/** How long an inquiry may lie in quarantine. */
export const heldFor = 90 * day;

/** What has been made of an inquiry that comes now; nothing, if nobody has told of it. */
export const revisionOf = async (source: string, hash: string): Promise<Revision> =>
  Revision.parse(revisions.read((await get(revisionKey(source, hash))) ?? {}));

/** Keeps what is to be made of an inquiry when it comes, beside what was kept before; what is forgotten stays so. */
export async function saveRevision(
  source: string,
  hash: string,
  revision: Omit<Revision, "version">,
  now: Instant,
): Promise<void> {
  await changeItem(revisionKey(source, hash), (before) =>
    before && revisions.read(before).forgotten
      ? undefined
      : { ...before, kind: "revision", ...revision, expiresAt: expiry(plus(now, heldFor)) },
  );
}
