import type { AwsReply, AwsRequest } from "../http/aws-request.ts";

/** A request to AWS, with what its signature and headers say it is. */
export type AwsCall = Pick<AwsRequest, "method" | "path" | "body" | "caller"> & {
  /** As in the signature: dynamodb, states, ses, s3, secretsmanager. */
  service: string;
  /** Such as `GetItem`; the method for S3. */
  operation: string;
};

/** Who looks at every call to AWS: at the door, and when it has been answered. */
export interface CallWatch {
  /** The answer in place of the service's own, for a call that must not reach it. */
  refuse(call: AwsCall): AwsReply | undefined;
  answered(call: AwsCall, answer: { status: number; body: Buffer | string }): void;
}

/** Who looks at the calls to DynamoDB, whose stream may be heard before its answer. */
export interface TableWatch extends CallWatch {
  /** It is on its way. */
  asked(call: AwsCall): void;
  /** It was answered, or the database has gone away. */
  ended(call: AwsCall): void;
}
