/** What went wrong, in one line, with what brought it about. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const parts = error instanceof AggregateError ? error.errors : error.cause === undefined ? [] : [error.cause];
  const causes = parts.map(reasonOf).filter((cause) => cause !== "" && !error.message.includes(cause));
  return [error.message || error.name, ...causes].join(": ");
}
