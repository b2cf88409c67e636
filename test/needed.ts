/** Something that is granted though no test uses it, or none can be relied on to, and why it must be. */
export interface Needed {
  what: RegExp;
  why: string;
  /** Whether the suite uses it is up to chance. */
  byChance?: true;
}

/** What is here and matches nothing that is idle is out of date, and fails the suite. */
export const needed: Needed[] = [
  {
    what: /^\w+ lambda:InvokeFunction .*:\*$/,
    why: "CDK allows a machine to call each version of a step as well as its latest; there are none",
  },
  {
    what: /^Step dynamodb:Query \S+ LEAD#\*$/,
    why: "a step looks at the end of the timeline when the step of another epoch has sent the same meanwhile: a race",
    byChance: true,
  },
  {
    what: /^((Tell|Escalate|Remind|Contact|Judge)Step .*|\w+ lambda:InvokeFunction .*(Tell|Escalate|Remind|Contact|Judge)Step.*)$/,
    why: "executions of the release before go on for up to a month by its functions; one journey of the suite is theirs",
    byChance: true,
  },
  {
    what: /^(InboundMail|MailFeedback|SourceWatch|Unpacker|Importer) s3:(ListBucket|PutObject) [^/]*(\/\*)?$/,
    why: "Lambda writes in its function's name what that has failed at for the last time; none does in the suite",
  },
  {
    what: /^(InboundMail s3:PutObject .*\/attachments|Importer s3:PutObject .*\/import-errors)\/\*$/,
    why: "what is attached to mails, and rows that failed: here the wider right above is what is counted for that",
  },
  {
    what: /^(FormDoor|PlatformDoor|Unpacker|IntakeApi) s3:(Get|Put|Delete)Object .*\/(payloads|parcels)\/\*$/,
    why: "deliveries over 64 KB lie in the bucket; those of the suite go through the doors' handlers in the test's own process",
  },
  {
    what: /^FormDoor dynamodb:PutItem \S+ SEEN#\*$/,
    why: "a captcha's secret that its service refuses is told as a trouble: tests ask that service in their own process",
  },
  {
    what: /^IntakeApi dynamodb:(BatchGetItem \S+ (HANDLE|LEAD)|GetItem \S+ LEAD|PutItem \S+ (HANDLE|SEEN)|Query \S+ LEAD|UpdateItem \S+ (LEAD|POOL))#\*$/,
    why: "who lets a parcel in again may meet all that the Unpacker does: a chat's account, an edit, somebody who is known",
  },
  {
    what: /^(FormDoor|Importer|IntakeApi) dynamodb:ConditionCheckItem \S+ ONCE#\*$/,
    why: "whose source is a chat's or a phone's may be told of edits before the inquiry comes, through whatever door that is",
  },
  {
    what: /^(Router|Sweep) states:DescribeExecution .*$/,
    why: "asked of a machine when a start finds its name taken, or a lead is due: which machine's is chance",
    byChance: true,
  },
];
