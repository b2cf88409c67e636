import { storedItem } from "../../platform/aws/stored-item.ts";
import type { Fields, Item } from "../../platform/aws/table.ts";
import { Lead } from "../model/lead.ts";
import { noticeKinds } from "../model/notice.ts";
import { indexKeys, leadKey } from "./keys.ts";
import { upcastLead } from "./upcast.ts";

const known: ReadonlySet<unknown> = new Set(noticeKinds);

const isLater = (notice: unknown): boolean => {
  const { kind } = Object(notice);
  return typeof kind === "string" && !known.has(kind);
};

/** Sets notices aside whose kind only a later release can tell: this one would have to drop them, or to fail for ever. */
function withoutLaterNotices(item: Fields): Fields {
  const { pending } = item;
  if (!Array.isArray(pending) || !pending.some(isLater)) return item;
  return { ...item, pending: pending.filter((one) => !isLater(one)), laterNotices: pending.filter(isLater) };
}

export const leads = storedItem<Lead>({
  kind: "lead",
  shape: Lead,
  upcasters: [upcastLead],
  prepare: withoutLaterNotices,
});

/** A lead as it is put, with the keys of its indexes. */
export const leadItem = ({ laterNotices, ...lead }: Lead): Item =>
  leads.write(leadKey(lead.id), lead, {
    ...indexKeys(lead),
    pending: [...lead.pending, ...(laterNotices ?? [])],
  });
