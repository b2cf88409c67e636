/** Ireland, US dollars without tax: first tiers, no free ones. Compare with the pages before relying on it. */
export const pricesAt = { date: "2026-11-22", region: "eu-west-1", currency: "USD" } as const;

export interface Price {
  service: string;
  /** US dollars for `of` units. */
  usd: number;
  of: number;
  /** The page of AWS it is from. */
  page: string;
  /** What one unit is, and what is assumed where AWS bills by something that cannot be seen here. */
  unit: string;
}

const page = (path: string): string => `https://aws.amazon.com/${path}/pricing/`;

const million = 1_000_000;
const gigabyte = 1024 ** 3;

/** By unit: what is paid for use. */
export const variablePrices = {
  writeUnits: {
    service: "dynamodb",
    usd: 0.705,
    of: million,
    page: `${page("dynamodb")}on-demand/`,
    unit: "a write request unit: each KB begun of an item or index entry written, twice in a transaction",
  },
  readUnits: {
    service: "dynamodb",
    usd: 0.1415,
    of: million,
    page: `${page("dynamodb")}on-demand/`,
    unit: "a read request unit: each 4 KB begun of a consistent read, half of that for another",
  },
  invocations: { service: "lambda", usd: 0.2, of: million, page: page("lambda"), unit: "an invocation" },
  gigabyteSeconds: {
    service: "lambda",
    usd: 0.0000133334,
    of: 1,
    page: page("lambda"),
    unit: "a GB-second on arm64: memory times time, initialisation included. The time was measured on this machine; on AWS it will differ",
  },
  transitions: {
    service: "states",
    usd: 0.025,
    of: 1000,
    page: page("step-functions"),
    unit: "a state entered or tried again in a standard workflow",
  },
  mails: {
    service: "ses",
    usd: 0.1,
    of: 1000,
    page: page("ses"),
    unit: "a mail to one recipient; events to the default event bus are free",
  },
  attachedBytes: {
    service: "ses",
    usd: 0.12,
    of: gigabyte,
    page: page("ses"),
    unit: "a byte of a mail that has attachments",
  },
  mailsReceived: { service: "ses", usd: 0.1, of: 1000, page: page("ses"), unit: "a mail received" },
  mailChunks: { service: "ses", usd: 0.09, of: 1000, page: page("ses"), unit: "a whole 256 KB of a mail received" },
  apiRequests: {
    service: "apigateway",
    usd: 1.11,
    of: million,
    page: page("api-gateway"),
    unit: "a request to the HTTP API, once for each 512 KB begun of its body or answer",
  },
  objectWrites: { service: "s3", usd: 0.005, of: 1000, page: page("s3"), unit: "an object put" },
  objectReads: { service: "s3", usd: 0.0004, of: 1000, page: page("s3"), unit: "an object read" },
  secretReads: {
    service: "secretsmanager",
    usd: 0.05,
    of: 10_000,
    page: page("secrets-manager"),
    unit: "a secret read",
  },
  logBytes: {
    service: "cloudwatch",
    usd: 0.57,
    of: gigabyte,
    page: page("cloudwatch"),
    unit: "a byte logged: what the functions wrote, and an estimate of 700 bytes for Lambda's own lines of an invocation",
  },
  traces: {
    service: "xray",
    usd: 5,
    of: million,
    page: page("xray"),
    unit: "a trace, estimated: each execution of a machine with the steps it calls, and of every other function's invocations the first in a second and 5 % of the rest, as Lambda samples",
  },
  bytesOut: {
    service: "transfer",
    usd: 0.09,
    of: gigabyte,
    page: "https://aws.amazon.com/ec2/pricing/on-demand/",
    unit: "a byte answered to the internet, with an estimate of 500 for the header of each answer",
  },
} as const satisfies Record<string, Price>;

export type Unit = keyof typeof variablePrices;

/** By unit: what is paid each month. */
export const monthlyPrices = {
  secrets: { service: "secretsmanager", usd: 0.4, of: 1, page: page("secrets-manager"), unit: "a secret" },
  alarms: { service: "cloudwatch", usd: 0.1, of: 1, page: page("cloudwatch"), unit: "a metric an alarm watches" },
  dashboards: {
    service: "cloudwatch",
    usd: 3,
    of: 1,
    page: page("cloudwatch"),
    unit: "a dashboard beyond the first three",
  },
  ownMetrics: { service: "cloudwatch", usd: 0.3, of: 1, page: page("cloudwatch"), unit: "a metric of our own" },
  logMetrics: {
    service: "cloudwatch",
    usd: 0.3,
    of: 1,
    page: page("cloudwatch"),
    unit: "a metric filtered out of logs",
  },
  keys: { service: "kms", usd: 1, of: 1, page: page("kms"), unit: "a key of our own" },
  tableBytes: {
    service: "dynamodb",
    usd: 0.283,
    of: gigabyte,
    page: `${page("dynamodb")}on-demand/`,
    unit: "a byte stored now, in items and index entries, with 100 for each of them",
  },
  restorableBytes: {
    service: "dynamodb",
    usd: 0.22,
    of: gigabyte,
    page: `${page("dynamodb")}on-demand/`,
    unit: "a byte of the table's items kept for point-in-time recovery",
  },
} as const satisfies Record<string, Price>;

export type MonthlyUnit = keyof typeof monthlyPrices;

export const cost = ({ usd, of }: Pick<Price, "usd" | "of">, amount: number): number => (amount * usd) / of;
