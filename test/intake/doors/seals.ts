import { createHmac } from "node:crypto";

/** A request as its platform is about to send it. */
export interface Draft {
  /** Its public address with the query it has already. */
  url: string;
  bytes: Buffer;
  /** Milliseconds since 1970. */
  at: number;
}

/** What makes a request its platform's: headers, something in the query, or in the bytes themselves. */
export interface Seal {
  headers?: Record<string, string>;
  query?: string;
  bytes?: Buffer;
}

const sha256 = (key: string, bytes: Buffer | string) => createHmac("sha256", key).update(bytes);

const metaSeal = (secret: string, { bytes }: Draft): Seal => ({
  headers: { "x-hub-signature-256": `sha256=${sha256(secret, bytes).digest("hex")}` },
});

function twilioSeal(secret: string, { url, bytes }: Draft): Seal {
  const form = new URLSearchParams(bytes.toString());
  const names = [...new Set(form.keys())].sort();
  const all = names.flatMap((name) => [...new Set(form.getAll(name))].sort().map((value) => name + value)).join("");
  const signature = createHmac("sha1", secret).update(url.toWellFormed() + all);
  return { headers: { "x-twilio-signature": signature.digest("base64") } };
}

/** How each platform proves who it is, with a secret (contracts/). */
export const seals: Readonly<Record<string, (secret: string, draft: Draft) => Seal>> = {
  form: () => ({}),
  typeform: (secret, { bytes }) => ({
    headers: { "typeform-signature": `sha256=${sha256(secret, bytes).digest("base64")}` },
  }),
  webflow: (secret, { bytes, at }) => ({
    headers: {
      "x-webflow-timestamp": String(at),
      "x-webflow-signature": sha256(secret, Buffer.concat([Buffer.from(`${at}:`), bytes])).digest("hex"),
    },
  }),
  "webhook hmac": (secret, { bytes }) => ({ headers: { "x-signature-256": sha256(secret, bytes).digest("hex") } }),
  "webhook token": (secret) => ({ query: `token=${secret}` }),
  meta: metaSeal,
  "google-ads": (secret, { bytes }) => ({
    bytes: Buffer.from(bytes.toString("latin1").replaceAll('"KEY"', `"${secret}"`), "latin1"),
  }),
  linkedin: (secret, { bytes }) => ({
    headers: { "x-li-signature": sha256(secret, Buffer.concat([Buffer.from("hmacsha256="), bytes])).digest("hex") },
  }),
  tiktok: (secret, { bytes }) => ({ headers: { "x-open-signature": sha256(secret, bytes).digest("hex") } }),
  whatsapp: metaSeal,
  messenger: metaSeal,
  instagram: metaSeal,
  telegram: (secret) => ({ headers: { "x-telegram-bot-api-secret-token": secret } }),
  twilio: twilioSeal,
};

/** Under which name each platform's source keeps the secret by which its requests are told. */
export const secretNames: Readonly<Record<string, string | undefined>> = {
  typeform: "secret",
  webflow: "secret",
  "webhook hmac": "hmac",
  "webhook token": "token",
  meta: "appSecret",
  "google-ads": "key",
  linkedin: "clientSecret",
  tiktok: "secret",
  whatsapp: "appSecret",
  messenger: "appSecret",
  instagram: "appSecret",
  telegram: "secretToken",
  twilio: "authToken",
};
