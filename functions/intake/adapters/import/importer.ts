import middy from "@middy/core";
import * as z from "zod";
import { unlessUnreadable } from "../../../platform/aws/unreadable.ts";
import { parseInput } from "../../../platform/input.ts";
import { withLogContext } from "../../../platform/observability/log.ts";
import { logContext, logOutcome } from "../../../platform/observability/middleware.ts";
import { minute } from "../../../platform/time.ts";
import { ImportId, importAt } from "./job.ts";
import { runImport } from "./run.ts";

/** S3's word of an upload, or the sweep's order to go on. */
const Order = z.union([
  z.object({ import: ImportId }).transform((order) => order.import),
  z
    .object({ detail: z.object({ object: z.object({ key: z.string() }) }) })
    .transform(({ detail }) => importAt(detail.object.key))
    .pipe(ImportId),
]);

/** Time to note how far it is and to hand over. */
const reserve = minute;

/** Imports uploaded files, as long as there is time; the sweep has others go on where this one stops. */
export const handler = middy<ImportId, void>()
  .use(logContext("importer"))
  .use(logOutcome())
  .use(parseInput(Order))
  .handler(async (id, context) => {
    const hasTime = () => context.getRemainingTimeInMillis() > reserve;
    await withLogContext({ import: id }, () => unlessUnreadable(() => runImport(id, hasTime)));
  });
