/** A finding of cdk-nag's AwsSolutions rules that stays, and why. */
export interface Justified {
  rule: string;
  /** Matches `<stack>/<logical id> <what was found>`. */
  where: RegExp;
  why: string;
}

/** Every finding that stays. Whatever is not here, and whatever is here and no longer found, fails test/stacks/nag.test.ts. */
export const justified: Justified[] = [
  {
    rule: "AwsSolutions-IAM4",
    where: /ServiceRole\w{8} Policy::.*AWSLambdaBasicExecutionRole$/,
    why: "It lets a function write logs and nothing else; AWS keeps it right. No other managed policy is used.",
  },
  {
    rule: "AwsSolutions-IAM5",
    where: /DefaultPolicy\w{8} Resource::\*$/,
    why: "X-Ray, the log delivery of a state machine and SES's receipt rule sets know no narrower resource; test/stacks/template.test.ts holds every statement on * against the list of such actions.",
  },
  {
    rule: "AwsSolutions-IAM5",
    where: /^Workflows\/(FollowUp|Nurture|Farewell|Recycle)Role\w+ Resource::<Step\w{8}\.Arn>:\*$/,
    why: "The versions of a step that the workflow calls anyway.",
  },
  {
    rule: "AwsSolutions-IAM5",
    where: /^Workflows\/(Router|Sweep)\w+ Resource::arn:\S+:states:\S+:execution:.+:\*$/,
    why: "The executions of one machine: their names hold the lead and the epoch, and are not known before.",
  },
  {
    rule: "AwsSolutions-IAM5",
    where:
      /^(Intake|Sources|Inbound|Workflows)\/\w+ Resource::\S+Vault\S+\/(payloads|parcels|inbound|attachments|imports|import-errors)\/\*$/,
    why: "The objects under one prefix of the bucket, each named after an inquiry or a mail.",
  },
  {
    rule: "AwsSolutions-IAM5",
    where:
      /^(Workflows\/Router|Intake\/Unpacker|Sources\/(Importer|SourceWatch)|Inbound\/(InboundMail|MailFeedback))\w+ Resource::\S+Vault\S+\/\*$/,
    why: "Lambda writes what it gave up under keys of its own choice, and checks for the whole bucket that it may.",
  },
  {
    rule: "AwsSolutions-L1",
    where: /\/CustomResourceHandler\w{8} $/,
    why: "SST's own function for deployments: SST sets its runtime, Node 22, which AWS supports.",
  },
  {
    rule: "AwsSolutions-APIG4",
    where: /^(Intake\/\w+Door|Tracking\/\w+(Page|Link))(GET|POST|OPTIONS)\w+ $/,
    why: "Doors for everybody, and links in mails that carry a signed token, which the function checks, as it checks a platform's signature.",
  },
  {
    rule: "AwsSolutions-APIG4",
    where: /^Ops\/ApiDescriptionGET\w+ $/,
    why: "What the API takes and answers, which stands in the repository; it says nothing of anybody.",
  },
  {
    rule: "AwsSolutions-APIG4",
    where: /^(Sources\/Intake|Ops\/Ops)Api(ANY|POST)\w+ $/,
    why: "The function checks the bearer token itself, in constant time; an authorizer would be a second function to call.",
  },
  {
    rule: "AwsSolutions-S1",
    where: /^Storage\/Vault\w{8} $/,
    why: "Only our functions and Lambda itself reach the bucket, each by a role of its own, which CloudTrail can follow; a bucket for its access logs would need the same care and hold personal data of its own.",
  },
  {
    rule: "AwsSolutions-SMG4",
    where: /^Storage\/SigningKey\w{8} $/,
    why: "A new key would break the unsubscribe links and reply addresses of every mail sent before.",
  },
  {
    rule: "AwsSolutions-SMG4",
    where: /^Storage\/DataKey\w{8} $/,
    why: "A new key would open none of the secrets that are kept under it: they are what is changed, two of each counting at once.",
  },
  {
    rule: "AwsSolutions-SMG4",
    where: /^Storage\/AdminToken\w{8} $/,
    why: "Programs of the operators hold it: they change it together, by hand, in the console.",
  },
  {
    rule: "AwsSolutions-SQS3",
    where: /^Watch\/GivenUpQueue\w{8} $/,
    why: "It is itself where what failed ends; people empty it.",
  },
  {
    rule: "AwsSolutions-SF1",
    where: /^Workflows\/(FollowUp|Nurture|Farewell|Recycle)\w{8} $/,
    why: "Step Functions keeps each execution's history for 90 days, and the steps log what they did: all events would say it a third time, and cost by the gigabyte. Errors are logged.",
  },
];
