import { processedEventKey } from "../../../lead/store/keys.ts";
import { markProcessedWith, wasProcessed } from "../../../lead/store/processed-events.ts";
import { addLogContext, info } from "../../../platform/observability/log.ts";
import { counted } from "../../../platform/observability/metric.ts";
import type { Instant } from "../../../platform/time.ts";
import { mayKeepUnverified, noteRefused } from "../../../source/source-status.ts";
import { deliveryWrite, newRawDelivery, type RawDelivery } from "../../deliveries/raw-delivery.ts";
import type { Received } from "../../deliveries/received.ts";
import { updateDelivery } from "../../deliveries/update-delivery.ts";
import { mailSource } from "./mail-source.ts";
import { keyOf } from "./stored-mail.ts";

/** Why a mail is for people to look at: it is listed, and opened again when they ask for it. */
export interface QuarantinedMail {
  reason: RawDelivery["reason"];
  detail: string;
  /** Nobody is shown what is in it. */
  withheld?: true;
}

/** A mail of which nothing need be made, and why. */
export function ignoreMail(why: string): undefined {
  info(why);
}

/** What nobody vouches for is kept up to so many an hour: a flood of spam fills no table. All mail stays in the bucket. */
const doubtful: ReadonlySet<string> = new Set(["suspect", "unverified"]);

/** Lists a mail as set aside, once; the mail itself is in the bucket. */
export async function quarantineMail(received: Received, aside: QuarantinedMail, at: Instant): Promise<void> {
  const { reason, detail, withheld } = aside;
  const heard = processedEventKey(received.mail.messageId, "aside");
  if (await wasProcessed(heard)) return;
  const { id: source } = await mailSource(received.receipt.recipients);
  if (doubtful.has(reason) && !(await mayKeepUnverified(source, at)))
    return info("too many doubtful mails: not listed", counted("InquiriesRefused"));
  const [recipient = ""] = received.receipt.recipients;
  const url = `mailto:${encodeURIComponent(recipient)}`;
  const parcel = newRawDelivery({
    ...{ source, platform: "mail", receivedAt: at, state: "quarantined", reason, detail, address: "" },
    ...{ payload: withheld ? { text: "" } : { key: keyOf(received) }, received },
    delivery: { method: "MAIL", url, headers: {}, query: new URLSearchParams(), bytes: Buffer.alloc(0) },
  });
  if (!(await markProcessedWith(heard, [deliveryWrite(parcel)], at))) return;
  await noteRefused(source, at);
  addLogContext({ parcel: parcel.id });
  info("mail quarantined", { reason, ...counted("InquiriesRefused") });
}

/** Writes down what came of a mail that people have asked to be opened again. */
export async function settleQuarantined(parcel: RawDelivery, aside: QuarantinedMail | undefined): Promise<void> {
  const settled: Partial<RawDelivery> = aside
    ? { state: "quarantined", reason: aside.reason, detail: aside.detail }
    : { state: "unpacked", detail: "" };
  // Asked for once more meanwhile, it is opened once more.
  await updateDelivery(parcel.id, (found) =>
    found.state === "waiting" && found.asked === parcel.asked ? { ...found, ...settled, dueAt: undefined } : undefined,
  );
  info("mail opened again", { state: settled.state });
}
