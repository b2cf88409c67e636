import { randomUUID } from "node:crypto";
import { type AwsReply, awsError } from "../aws/aws.ts";
import { markup } from "../http/markup.ts";
import type { Need } from "./statement.ts";

/** What AWS says to a caller whose role does not allow a call (AWS: troubleshoot access denied error messages). */
export function denial(caller: string, { action, resource }: Need): string {
  return `User: ${caller} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;
}

/** The refusal in the protocol of the service. */
export function refusal(service: string, message: string): AwsReply {
  if (service === "s3") return xml(markup`<Error><Code>AccessDenied</Code><Message>${message}</Message></Error>`.text);
  if (service === "ses") {
    const error = markup`<Error><Type>Sender</Type><Code>AccessDenied</Code><Message>${message}</Message></Error>`;
    return xml(markup`<ErrorResponse>${error}<RequestId>${randomUUID()}</RequestId></ErrorResponse>`.text);
  }
  if (service !== "dynamodb") return awsError(400, "AccessDeniedException", message);
  const body = JSON.stringify({ __type: "com.amazon.coral.service#AccessDeniedException", Message: message });
  return { status: 400, headers: { "content-type": "application/x-amz-json-1.0" }, body };
}

const xml = (body: string): AwsReply => ({ status: 403, headers: { "content-type": "application/xml" }, body });
