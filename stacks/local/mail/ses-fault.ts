/** An error SES answers with; `code` is the one of its query API. */
export class SesFault extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
