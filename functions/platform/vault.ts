import { AwsClient } from "aws4fetch";
import { config, text } from "./config.ts";

const { VAULT_BUCKET: bucket, AWS_REGION: region } = config({ VAULT_BUCKET: text, AWS_REGION: text });

/** Path-style, so that it is the same on AWS and here. The SDK's own S3 client would double the bundle for one request. */
const base = process.env.AWS_ENDPOINT_URL_S3 ?? `https://s3.${region}.amazonaws.com`;

const client = () =>
  new AwsClient({
    accessKeyId: process.env.AWS_ACCESS_KEY_ID ?? "",
    secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY ?? "",
    sessionToken: process.env.AWS_SESSION_TOKEN,
    service: "s3",
    region,
  });

/** Stores bytes under a key. @throws Error when S3 does not take them */
export async function keep(key: string, bytes: Uint8Array, contentType: string): Promise<void> {
  const response = await client().fetch(`${base}/${bucket}/${key}`, {
    method: "PUT",
    body: bytes.slice().buffer,
    headers: { "content-type": contentType },
  });
  if (!response.ok) throw new Error(`S3 answered ${response.status} to a PutObject`);
}

/** Reads the bytes under a key. @throws Error when S3 does not give them */
export async function fetchKept(key: string): Promise<Uint8Array> {
  const response = await client().fetch(`${base}/${bucket}/${key}`);
  if (!response.ok) throw new Error(`S3 answered ${response.status} to a GetObject`);
  return new Uint8Array(await response.arrayBuffer());
}
