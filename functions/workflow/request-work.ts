import * as z from "zod";
import { deliveriesDue } from "../lead/store/keys.ts";
import { invokeAsync } from "../platform/aws/invoke.ts";
import { storedItem } from "../platform/aws/stored-item.ts";
import { query } from "../platform/aws/table.ts";
import { config, text } from "../platform/config.ts";
import { logFailure } from "../platform/observability/log.ts";
import { type Instant, Instant as InstantSchema } from "../platform/time.ts";

/** What the index of what is due says of an item: when, and its id. */
export const dueEntry = <Id extends z.ZodType<string>>(id: Id) =>
  z.preprocess((text) => String(text).split("#"), z.tuple([InstantSchema, id]));

const { UNPACKER: unpacker, IMPORTER: importer } = config({ UNPACKER: text, IMPORTER: text });

/** How many raw deliveries one tick has opened again: a platform that was down is not flooded when it is back. */
const budget = 50;

/** Has a raw delivery opened behind the stream. */
export const requestProcessing = (delivery: string): Promise<void> => invokeAsync(unpacker, { delivery });

/** Has work gone on with that has come due: a raw delivery, or an import whose run ended before its file. */
const requestWork = (id: string): Promise<void> =>
  id.startsWith("im_") ? invokeAsync(importer, { import: id }) : requestProcessing(id);

/** One that could not be entrusted is tried again by the next tick, and holds up none of the others. */
async function tryToTakeUp(id: string): Promise<boolean> {
  try {
    await requestWork(id);
    return true;
  } catch (error) {
    logFailure("not taken up", error, { id });
    return false;
  }
}

const dueWork = storedItem({ kind: "parcel", shape: z.object({ byDueSk: dueEntry(z.string().min(1)) }) });

/** Has the raw deliveries and imports taken up that have come due; answers how many, and when the next one will be. */
export async function openDue(at: Instant): Promise<{ opened: number; next: Instant | undefined }> {
  const found = dueWork.readEach(await query({ index: "byDue", pk: deliveriesDue, limit: budget }));
  const due = found.flatMap(({ byDueSk: [when, id] }) => (when <= at ? [id] : []));
  const requested = await Promise.all(due.map(tryToTakeUp));
  const next = found.find(({ byDueSk: [when] }) => when > at);
  return { opened: requested.filter(Boolean).length, next: next?.byDueSk[0] };
}
