import { AwsClient } from "aws4fetch";
import { config, text } from "./config.ts";

const { AWS_REGION: region } = config({ AWS_REGION: text });

const base = process.env.AWS_ENDPOINT_URL_LAMBDA ?? `https://lambda.${region}.amazonaws.com`;

const client = () =>
  new AwsClient({
    accessKeyId: process.env.AWS_ACCESS_KEY_ID ?? "",
    secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY ?? "",
    sessionToken: process.env.AWS_SESSION_TOKEN,
    service: "lambda",
    region,
  });

/**
 * Has another Lambda do a piece of work, without waiting for it (InvocationType `Event`: AWS tries it three times).
 *
 * @throws Error when Lambda does not take the order
 */
export async function entrust(functionArn: string, work: object): Promise<void> {
  const response = await client().fetch(`${base}/2015-03-31/functions/${encodeURIComponent(functionArn)}/invocations`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-amz-invocation-type": "Event" },
    body: JSON.stringify(work),
  });
  if (!response.ok) throw new Error(`Lambda answered ${response.status} to an Invoke`);
}
