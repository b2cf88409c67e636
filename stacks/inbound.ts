import { CustomResource, Duration } from "aws-cdk-lib";
import { Match, Rule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import { type IReceiptRuleSet, ReceiptRule, ReceiptRuleSet } from "aws-cdk-lib/aws-ses";
import { Lambda, LambdaInvocationType, S3 } from "aws-cdk-lib/aws-ses-actions";
import { type Stack, type StackContext, use } from "sst/constructs";
import { mayKeep, mayRead, mayTendRuleSets, mayUse } from "./access.ts";
import { lambda } from "./lambda.ts";
import { Mail } from "./mail.ts";
import { settings } from "./settings.ts";
import { Storage } from "./storage.ts";

/** Where SES puts what it receives. */
export const inboundPrefix = "inbound/";

/**
 * The account's active receipt rule set, which others may rely on: joined, and made only where none is active. Neither is
 * known before the deployment, so a function finds out in its course.
 */
function activeRuleSet(stack: Stack): IReceiptRuleSet {
  const keeper = lambda(stack, "RuleSetKeeper", "functions/intake/adapters/mail/active-rule-set.handler", {
    timeout: 30,
  });
  mayTendRuleSets(keeper);
  const active = new CustomResource(stack, "ActiveRuleSet", {
    resourceType: "Custom::ActiveRuleSet",
    serviceToken: keeper.functionArn,
    // Lambda's three tries are over by then; else a lost answer would hold the stack up for an hour.
    serviceTimeout: Duration.minutes(5),
  });
  return ReceiptRuleSet.fromReceiptRuleSetName(stack, "RuleSet", active.getAttString("RuleSetName"));
}

/** What comes in by mail: mail to our domain, and what SES says of the mails we sent. */
export function Inbound({ stack }: StackContext) {
  const { table, bucket, signingKey } = use(Storage);
  const { configurationSet } = use(Mail);
  const { mailDomain, sender, region } = settings(stack.stage);

  const inbound = lambda(stack, "InboundMail", "functions/intake/adapters/mail/inbound.handler", {
    timeout: 60,
    memorySize: 1024,
    failuresTo: bucket,
    environment: {
      TABLE_NAME: table.tableName,
      VAULT_BUCKET: bucket.bucketName,
      SIGNING_KEY_ID: signingKey.secretArn,
      INBOUND_PREFIX: inboundPrefix,
      SENDER: sender,
      MAIL_DOMAIN: mailDomain,
    },
  });
  const claims = ["idempotency", "addresses", "numbers"] as const;
  mayUse(table, inbound, {
    GetItem: ["leads", "addresses", "sources", "idempotency", "deliveries"],
    BatchGetItem: claims,
    Query: ["leads", "owners", "sources", "idempotency"],
    PutItem: [...claims, "leads", "tasks", "sources", "deliveries"],
    UpdateItem: ["sourceCounters"],
  });
  mayKeep("s3:GetObject", bucket, inboundPrefix, inbound);
  mayKeep("s3:PutObject", bucket, "attachments/", inbound);
  mayRead(signingKey, inbound);

  // The object must be there when the function looks for it: S3 first.
  new ReceiptRule(stack, "Mail", {
    ruleSet: activeRuleSet(stack),
    recipients: [mailDomain],
    scanEnabled: true,
    actions: [
      new S3({ bucket, objectKeyPrefix: inboundPrefix }),
      new Lambda({ function: inbound, invocationType: LambdaInvocationType.EVENT }),
    ],
  });

  const feedback = lambda(stack, "MailFeedback", "functions/tracking/feedback.handler", {
    environment: { TABLE_NAME: table.tableName },
    failuresTo: bucket,
  });
  mayUse(table, feedback, {
    GetItem: ["leads", "idempotency"],
    Query: ["owners"],
    PutItem: ["leads", "idempotency", "tasks"],
    UpdateItem: ["leads"],
  });
  const events = (id: string, description: string, detailType: string[], tags: object = {}) =>
    new Rule(stack, id, {
      description,
      eventPattern: {
        source: ["aws.ses"],
        detailType,
        detail: { mail: { tags: { "ses:configuration-set": [configurationSet.configurationSetName], ...tags } } },
      },
      targets: [new LambdaFunction(feedback)],
    });
  const delivered = "Email Delivered";
  events("MailEvents", "What SES says of the mails we sent", Match.anythingBut(delivered));
  // That a mail to our own people has arrived says nothing about a lead: nothing runs for that.
  const toLeads = { purpose: Match.anythingBut("internal") };
  events("MailArrivals", "Mails to leads that have arrived", [delivered], toLeads);

  stack.addOutputs({ MxRecord: `${mailDomain} MX 10 inbound-smtp.${region}.amazonaws.com` });
  return { inbound };
}
