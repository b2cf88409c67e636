import { AwsClient } from "aws4fetch";
import { config, text, variable } from "../config.ts";

const { AWS_REGION: region } = config({ AWS_REGION: text });

/** Where a service of AWS is: its own address, or the one that a variable of the SDK's names (`AWS_ENDPOINT_URL_S3`). */
export const endpointOf = (service: "s3" | "lambda"): string =>
  variable(`AWS_ENDPOINT_URL_${service.toUpperCase()}`, `https://${service}.${region}.amazonaws.com`);

/** Signs single requests to a service, where the SDK's own client would be most of a bundle. */
export const signer = (service: "s3" | "lambda"): AwsClient =>
  new AwsClient({
    accessKeyId: process.env.AWS_ACCESS_KEY_ID ?? "",
    secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY ?? "",
    sessionToken: process.env.AWS_SESSION_TOKEN,
    service,
    region,
  });
