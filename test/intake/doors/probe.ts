import fc from "fast-check";
import { altered, garbling, misprint } from "./damage.ts";
import { asJson, type Payload, payloads } from "./payloads.ts";
import { type Draft, type Seal, seals } from "./seals.ts";

/** Who signs a request. */
const signers = ["its platform", "nobody", "a forger", "both", "its platform, long ago"] as const;

/** One request at a door, but for its address and the moment. */
export interface Knock {
  method: "GET" | "POST";
  headers: Record<string, string>;
  query: string;
  bytes: Buffer;
  signer: (typeof signers)[number];
  /** It is what the platform sends when all is well. */
  pristine: boolean;
}

const quarterHour = 900_000;

const both = (one: Record<string, string> = {}, other: Record<string, string> = {}) =>
  Object.fromEntries(Object.entries(one).map(([name, value]) => [name, `${value}, ${other[name]}`]));

/** What a knock's signer makes of it. */
export function sealOf(platform: string, signer: Knock["signer"], draft: Draft, secret = "the right secret"): Seal {
  const seal = seals[platform] ?? ((): Seal => ({}));
  const [theirs, forged] = [seal(secret, draft), seal("another secret", draft)];
  switch (signer) {
    case "its platform":
      return theirs;
    case "nobody":
      return {};
    case "a forger":
      return forged;
    case "both":
      return { ...theirs, headers: both(theirs.headers, forged.headers) };
    case "its platform, long ago":
      return seal(secret, { ...draft, at: draft.at - quarterHour });
  }
}

/** What a platform's name in these tests stands for: one has two kinds of sources. */
export const platformNamed = (name: string): string => name.split(" ")[0] ?? name;

const formType = "application/x-www-form-urlencoded";

const otherTypes = fc.constantFrom(
  "",
  "text/plain",
  "application/json",
  formType,
  "application/json; charset=utf-16",
  "multipart/form-data",
  "multipart/form-data; boundary=x",
  "text/html; charset=\u00ff",
  "x".repeat(3000),
);

const otherHeaders = fc.constantFrom<Record<string, string>>(
  {},
  { accept: "text/html", origin: "null" },
  { authorization: "Bearer x", "x-api-key": "" },
  { "content-encoding": "gzip" },
  { "x-hub-signature-256": "sha256=" },
  { "x-webflow-timestamp": "1e400", "x-webflow-signature": "0" },
);

const queries = fc.constantFrom(
  "",
  "",
  "",
  "a=1&a=2&__proto__=1",
  "token=&token=x",
  "%E0%A4%A=%",
  "bodySHA256=00",
  "\ud800",
);

const handshakes = fc.constantFrom(
  "",
  "hub.mode=subscribe&hub.verify_token=the%20word&hub.challenge=1158201444",
  "hub.mode=subscribe&hub.verify_token=guess&hub.challenge=<script>",
  "hub.mode=subscribe&hub.mode=x&hub.challenge=%00",
  "challengeCode=890e4665-4dfe-4ab1-b689-ed553bceeed0",
  "challengeCode=hmacsha256%3D%7B%7D&challengeCode=2",
);

const multipart = (fields: Record<string, string>): Buffer =>
  Buffer.from(
    Object.entries(fields)
      .map(([name, value]) => `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
      .join("")
      .concat("--x--\r\n"),
  );

const fieldsOf = (payload: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(Object(payload)).map(([key, value]) => [
      key.toWellFormed(),
      typeof value === "object" ? JSON.stringify(value) : String(value),
    ]),
  );

interface Written {
  bytes: Buffer;
  type: string;
}

const written = (payload: Payload): Written =>
  "json" in payload
    ? { bytes: Buffer.from(asJson(payload.json)), type: "application/json" }
    : { bytes: Buffer.from(new URLSearchParams(payload.form).toString()), type: formType };

const writtenAnyhow = (payload: Payload): fc.Arbitrary<Written> =>
  fc
    .tuple(altered("json" in payload ? payload.json : payload.form), misprint, garbling, fc.nat(9))
    .map(([value, print, garble, way]) => {
      if (way === 0) return { bytes: garble(multipart(fieldsOf(value))), type: "multipart/form-data; boundary=x" };
      if ("json" in payload) return { bytes: garble(Buffer.from(print(asJson(value)))), type: "application/json" };
      return { bytes: garble(Buffer.from(new URLSearchParams(fieldsOf(value)).toString())), type: formType };
    });

function payloadOf(platform: string): fc.Arbitrary<Payload> {
  const payload = payloads[platform];
  if (payload) return payload;
  throw new Error(`Nothing is known of what ${platform} sends`);
}

const known = { method: "POST", query: "", signer: "its platform", pristine: true } as const;

/** What a platform sends when all is well. */
export const pristine = (platform: string): fc.Arbitrary<Knock> =>
  payloadOf(platform)
    .map(written)
    .map(({ bytes, type }): Knock => ({ ...known, bytes, headers: { "content-type": type } }));

/** What comes to the door of a platform: most of it signed, much of it broken. */
export function knocks(platform: string): fc.Arbitrary<Knock> {
  const payload = payloadOf(platform);
  const signer = fc.oneof(
    { weight: 6, arbitrary: fc.constant<Knock["signer"]>("its platform") },
    { weight: 2, arbitrary: fc.constantFrom<Knock["signer"]>(...signers) },
  );
  const anyhow = fc
    .tuple(payload.chain(writtenAnyhow), signer, fc.option(otherTypes, { freq: 8 }), otherHeaders, queries)
    .map(([{ bytes, type }, by, other, headers, query]): Knock => {
      return {
        ...known,
        bytes,
        query,
        signer: by,
        headers: { "content-type": other ?? type, ...headers },
        pristine: false,
      };
    });
  const asking = handshakes.map(
    (query): Knock => ({ ...known, method: "GET", query, headers: {}, bytes: Buffer.alloc(0), pristine: false }),
  );
  return fc.oneof(
    { weight: 6, arbitrary: pristine(platform) },
    { weight: 14, arbitrary: anyhow },
    { weight: 1, arbitrary: asking },
  );
}
