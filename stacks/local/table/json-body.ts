const known = new WeakMap<Buffer, unknown>();

/** What a body says in JSON, read once however many look at it. @throws SyntaxError when it is no JSON */
export function jsonOf(body: Buffer | string): unknown {
  if (typeof body === "string") return JSON.parse(body || "{}");
  if (!known.has(body)) known.set(body, JSON.parse(body.toString() || "{}"));
  return known.get(body);
}

/** A body that says this. */
export function jsonBodyOf(value: object): Buffer {
  const body = Buffer.from(JSON.stringify(value));
  known.set(body, value);
  return body;
}
