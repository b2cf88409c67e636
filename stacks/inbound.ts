import { Rule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import { type IReceiptRuleSet, ReceiptRule, ReceiptRuleSet } from "aws-cdk-lib/aws-ses";
import { Lambda, LambdaInvocationType, S3 } from "aws-cdk-lib/aws-ses-actions";
import { type Stack, type StackContext, use } from "sst/constructs";
import { mayKeep, mayRead, mayUse } from "./access.ts";
import { lambda } from "./lambda.ts";
import { Mail } from "./mail.ts";
import { settings } from "./settings.ts";
import { Storage } from "./storage.ts";

/** Where SES puts what it receives. */
export const inboundPrefix = "inbound/";

/**
 * An account has one active receipt rule set in a region, and others may rely on it: ours never takes its place. Where one
 * is active, `LEADWRIGHT_RULE_SET` names it and our rule joins it; else ours is made, and the output says how to switch it on.
 */
function ruleSet(stack: Stack, existing: string | undefined): IReceiptRuleSet {
  if (existing) return ReceiptRuleSet.fromReceiptRuleSetName(stack, "RuleSet", existing);
  const made = new ReceiptRuleSet(stack, "RuleSet");
  stack.addOutputs({
    ActivateMail: `aws ses set-active-receipt-rule-set --rule-set-name ${made.receiptRuleSetName}`,
  });
  return made;
}

/** What comes in by mail: mail to our domain, and what SES says of the mails we sent. */
export function Inbound({ stack }: StackContext) {
  const { table, bucket, signingKey } = use(Storage);
  const { configurationSet } = use(Mail);
  const { mailDomain, sender, region, ruleSet: existing } = settings(stack.stage);

  const inbound = lambda(stack, "InboundMail", "functions/intake/mail/inbound.handler", {
    timeout: 60,
    memorySize: 1024,
    failuresTo: bucket,
    environment: {
      TABLE_NAME: table.tableName,
      VAULT_BUCKET: bucket.bucketName,
      SIGNING_KEY_ID: signingKey.secretArn,
      INBOUND_PREFIX: inboundPrefix,
      SENDER: sender,
    },
  });
  const claims = ["once", "addresses", "numbers"] as const;
  mayUse(table, inbound, {
    GetItem: ["leads", "addresses", "sources", "once", "parcels"],
    BatchGetItem: claims,
    Query: ["owners", "sources", "once"],
    PutItem: [...claims, "leads", "tasks", "sources", "parcels"],
    UpdateItem: ["seen"],
  });
  mayKeep("s3:GetObject", bucket, inboundPrefix, inbound);
  mayKeep("s3:PutObject", bucket, "attachments/", inbound);
  mayRead(signingKey, inbound);

  // The object must be there when the function looks for it: S3 first.
  new ReceiptRule(stack, "Mail", {
    ruleSet: ruleSet(stack, existing),
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
  mayUse(table, feedback, { GetItem: ["leads", "once"], PutItem: ["leads", "once", "tasks"] });
  new Rule(stack, "MailEvents", {
    description: "What SES says of the mails we sent",
    eventPattern: {
      source: ["aws.ses"],
      detail: { mail: { tags: { "ses:configuration-set": [configurationSet.configurationSetName] } } },
    },
    targets: [new LambdaFunction(feedback)],
  });

  stack.addOutputs({ MxRecord: `${mailDomain} MX 10 inbound-smtp.${region}.amazonaws.com` });
  return { inbound };
}
