/** An error Step Functions answers with; `code` is the exception's name in its API. */
export class StatesFault extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
