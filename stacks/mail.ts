import { EventBus } from "aws-cdk-lib/aws-events";
import {
  ConfigurationSet,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from "aws-cdk-lib/aws-ses";
import type { StackContext } from "sst/constructs";
import { settings } from "./settings.ts";

/** The verified sending domain (Easy DKIM, own MAIL FROM: RULES.md AUTH-3) and the configuration set every mail names. */
export function Mail({ stack }: StackContext) {
  const { mailDomain } = settings(stack.stage);
  const configurationSet = new ConfigurationSet(stack, "Leads", {
    reputationMetrics: true,
    suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
  });
  // SES speaks to the account's default bus only (contracts/ses.md B1).
  configurationSet.addEventDestination("Events", {
    destination: EventDestination.eventBus(EventBus.fromEventBusName(stack, "DefaultBus", "default")),
    events: [
      EmailSendingEvent.SEND,
      EmailSendingEvent.DELIVERY,
      EmailSendingEvent.BOUNCE,
      EmailSendingEvent.COMPLAINT,
      EmailSendingEvent.REJECT,
      EmailSendingEvent.DELIVERY_DELAY,
      EmailSendingEvent.RENDERING_FAILURE,
    ],
  });
  const identity = new EmailIdentity(stack, "Domain", {
    identity: Identity.domain(mailDomain),
    mailFromDomain: `bounce.${mailDomain}`,
    feedbackForwarding: false,
    configurationSet,
  });
  stack.addOutputs({
    DkimRecords: identity.dkimRecords.map((record) => `${record.name} CNAME ${record.value}`).join("; "),
  });
  return { identity, configurationSet };
}
