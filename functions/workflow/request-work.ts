import { deliveriesDue } from "../lead/store/keys.ts";
import { invokeAsync } from "../platform/aws/invoke.ts";
import { query } from "../platform/aws/table.ts";
import { config, text } from "../platform/config.ts";
import { logFailure } from "../platform/observability/log.ts";
import { type Instant, Instant as InstantSchema } from "../platform/time.ts";

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

/** Has the raw deliveries and imports taken up that have come due; answers how many, and when the next one will be. */
export async function openDue(at: Instant): Promise<{ opened: number; next: Instant | undefined }> {
  const found = await query({ index: "byDue", pk: deliveriesDue, limit: budget });
  const places = found.map(({ byDueSk }) => String(byDueSk).split("#"));
  const due = places.flatMap(([when = "", id = ""]) => (when <= at ? [id] : []));
  const requested = await Promise.all(due.map(tryToTakeUp));
  const [next] = places.find(([when = ""]) => when > at) ?? [];
  return { opened: requested.filter(Boolean).length, next: InstantSchema.safeParse(next).data };
}
