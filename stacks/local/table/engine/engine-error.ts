export class EngineError extends Error {
  override readonly name = "EngineError";
  /** As AWS names it, such as `ConditionalCheckFailedException`. */
  readonly code: string;
  /** What the answer holds besides: the reasons of a cancelled transaction, the item that stood in the way. */
  readonly more: Record<string, unknown>;

  constructor(code: string, message: string, more: Record<string, unknown> = {}) {
    super(message);
    this.code = code;
    this.more = more;
  }
}

export const invalid = (message: string): EngineError => new EngineError("ValidationException", message);

export const notFound = (message = "Requested resource not found"): EngineError =>
  new EngineError("ResourceNotFoundException", message);

const spaces: Record<string, string> = {
  ValidationException: "com.amazon.coral.validate",
  SerializationException: "com.amazon.coral.service",
  UnknownOperationException: "com.amazon.coral.service",
};

/** An error as the body of an answer: its type with the service's name space. */
export const errorBody = ({ code, message, more }: EngineError): object => ({
  __type: `${spaces[code] ?? "com.amazonaws.dynamodb.v20120810"}#${code}`,
  // As DynamoDB spells it: only this one exception has a capital.
  ...(code === "TransactionCanceledException" ? { Message: message } : { message }),
  ...more,
});
