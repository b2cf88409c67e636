export interface AwsRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  body: Buffer;
  /** X-Amz-Target. */
  target?: string;
  /** Logical id of the calling function, from the credentials it was given. */
  caller?: string;
}

export interface AwsReply {
  status: number;
  headers?: Record<string, string>;
  body: string | Buffer;
}

export type AwsService = (request: AwsRequest) => Promise<AwsReply>;
