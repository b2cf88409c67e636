/** What went wrong, for the caller: `invalid` input, no such thing, not in this state, not allowed, overload. */
export type ErrorCode =
  | "invalid"
  | "unauthorized"
  | "not-found"
  | "conflict"
  /** It is another version by now than the one that the caller has seen. */
  | "stale"
  | "too-large"
  | "unavailable"
  /** What is stored cannot be read: a fault of ours, which somebody must mend. */
  | "unreadable";

/** One thing wrong with one field of the input. */
export interface FieldError {
  field: string;
  message: string;
}

/** An expected error whose message may be shown to the caller. Everything else is a fault of ours and stays inside. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly errors: FieldError[] | undefined;
  /** What would be possible instead, for a `conflict`. */
  readonly allowed: string[] | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    more: { errors?: FieldError[]; allowed?: string[]; cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = "AppError";
    this.code = code;
    this.errors = more.errors;
    this.allowed = more.allowed;
  }

  /** What is wrong with each field, in one text; its own words where no field is named. */
  get words(): string {
    return this.errors?.map(({ message }) => message).join(" ") ?? this.message;
  }
}

/** Refuses one field of the input. @throws AppError `invalid` */
export function refuseField(field: string, message: string, cause?: unknown): never {
  throw new AppError("invalid", message, { errors: [{ field, message }], cause });
}
