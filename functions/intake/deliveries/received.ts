import * as z from "zod";
import { sayDelivery } from "../../language/texts.ts";

const Verdict = z.object({ status: z.string() }).default({ status: "GRAY" });

/** A mail that SES received, as its Lambda action tells of it; the mail itself is in the bucket (contracts/ses.md A2). */
export const Received = z.object({
  mail: z.object({
    messageId: z.string().regex(/^[A-Za-z0-9._-]+$/, sayDelivery("id.ses")),
    /** The envelope's sender; empty for mail that wants no answer. */
    source: z.string().default(""),
  }),
  receipt: z.object({
    /** The envelope's recipients; those in the header may be others (RULES.md REP-2). */
    recipients: z.array(z.string()).default([]),
    spamVerdict: Verdict,
    virusVerdict: Verdict,
    spfVerdict: Verdict,
    dkimVerdict: Verdict,
    dmarcVerdict: Verdict,
  }),
});

export type Received = z.infer<typeof Received>;

export const ReceivedEvent = z.object({ Records: z.array(z.object({ ses: Received })) });
