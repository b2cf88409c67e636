type Fields = Record<string, string | number | boolean | undefined>;

/** Says something happened, as one JSON line. Ids and outcomes only: never a name, an address, a body or a secret. */
export const info = (message: string, fields: Fields = {}): void => console.log({ message, ...fields });

/** Says something failed, with the error's own words (ours or AWS's, which carry no personal data) and its stack. */
export function failure(message: string, error: unknown, fields: Fields = {}): void {
  const cause = error instanceof Error ? error : new Error(String(error));
  console.error({ message, ...fields, error: cause.name, reason: cause.message, stack: cause.stack });
}
