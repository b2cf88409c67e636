import { processedEventKey } from "../../../lead/store/keys.ts";
import { markProcessedWith, wasProcessed } from "../../../lead/store/processed-events.ts";
import { addLogContext, logInfo } from "../../../platform/observability/log.ts";
import { metric } from "../../../platform/observability/metric.ts";
import type { Instant } from "../../../platform/time.ts";
import { mayKeepUnverified, noteRefused } from "../../../source/source-status.ts";
import { deliveryWrite, newRawDelivery, type RawDelivery } from "../../deliveries/raw-delivery.ts";
import type { Received } from "../../deliveries/received.ts";
import { updateDelivery } from "../../deliveries/update-delivery.ts";
import { mailSource } from "./mail-source.ts";
import { storedMailKey } from "./stored-mail.ts";

export interface QuarantinedMail {
  reason: RawDelivery["reason"];
  detail: string;
  /** Nobody is shown what is in it. */
  withheld?: true;
}

/** A mail of which nothing need be made, and why. */
export function ignoreMail(why: string): undefined {
  logInfo(why);
}

/** What nobody vouches for is kept up to so many an hour: a flood of spam fills no table. All mail stays in the bucket. */
const doubtful: ReadonlySet<string> = new Set(["suspect", "unverified"]);

/** Lists a mail as set aside, once; the mail itself is in the bucket. */
export async function quarantineMail(received: Received, quarantined: QuarantinedMail, at: Instant): Promise<void> {
  const { reason, detail, withheld } = quarantined;
  const heard = processedEventKey(received.mail.messageId, "aside");
  if (await wasProcessed(heard)) return;
  const { id: source } = await mailSource(received.receipt.recipients);
  if (doubtful.has(reason) && !(await mayKeepUnverified(source, at)))
    return logInfo("too many doubtful mails: not listed", metric("InquiriesRefused"));
  const [recipient = ""] = received.receipt.recipients;
  const url = `mailto:${encodeURIComponent(recipient)}`;
  const rawDelivery = newRawDelivery({
    ...{ source, platform: "mail", receivedAt: at, state: "quarantined", reason, detail, address: "" },
    ...{ payload: withheld ? { text: "" } : { key: storedMailKey(received) }, received },
    delivery: { method: "MAIL", url, headers: {}, query: new URLSearchParams(), bytes: Buffer.alloc(0) },
  });
  if (!(await markProcessedWith(heard, [deliveryWrite(rawDelivery)], at))) return;
  await noteRefused(source, at);
  addLogContext({ delivery: rawDelivery.id });
  logInfo("mail quarantined", { reason, ...metric("InquiriesRefused") });
}

/** Writes down what came of a mail that people have asked to be opened again. */
export async function settleQuarantined(
  rawDelivery: RawDelivery,
  quarantined: QuarantinedMail | undefined,
): Promise<void> {
  const settledDelivery: Partial<RawDelivery> = quarantined
    ? { state: "quarantined", reason: quarantined.reason, detail: quarantined.detail }
    : { state: "unpacked", detail: "" };
  // Asked for once more meanwhile, it is opened once more.
  await updateDelivery(rawDelivery.id, (found) =>
    found.state === "waiting" && found.asked === rawDelivery.asked
      ? { ...found, ...settledDelivery, dueAt: undefined }
      : undefined,
  );
  logInfo("mail opened again", { state: settledDelivery.state });
}
