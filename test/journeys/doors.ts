import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { metaSigned } from "../intake/platforms.ts";

const folder = join(import.meta.dirname, "../fixtures");

/** What a platform sends, with what this test has otherwise. */
export function sends(file: string, otherwise: Record<string, string> = {}): string {
  const text = readFileSync(join(folder, file), "utf8");
  return Object.entries(otherwise).reduce((body, [theirs, ours]) => {
    if (!body.includes(theirs)) throw new Error(`${file} does not say ${theirs}`);
    return body.replaceAll(theirs, ours);
  }, text);
}

/** One request of a platform's. */
interface Call {
  url: string;
  body: string;
  headers: Record<string, string>;
}

/** How a platform proves who it is: with a secret, at the address it was given. */
type Prove = (body: string, secret: string, url: string) => Partial<Call>;

const hmac = (secret: string, signed: string, hash = "sha256", as: "hex" | "base64" = "hex"): string =>
  createHmac(hash, secret).update(signed).digest(as);

const form = { "content-type": "application/x-www-form-urlencoded" };

/** The address with another token: what a forger makes of it. */
const withToken = (url: string, token: string): string => {
  const address = new URL(url);
  address.searchParams.set("token", token);
  return address.href;
};

const forgers = "another-secret";

export const prove = {
  meta: (body, secret) => ({ headers: metaSigned(secret, body) }),
  telegram: (_, secret) => ({ headers: { "x-telegram-bot-api-secret-token": secret } }),
  typeform: (body, secret) => ({
    headers: { "typeform-signature": `sha256=${hmac(secret, body, "sha256", "base64")}` },
  }),
  signature: (body, secret) => ({ headers: { "x-signature-256": hmac(secret, body) } }),
  /** The address that was pasted holds the proof. */
  address: (_, secret, url) => ({ url: secret === forgers ? withToken(url, "0".repeat(64)) : url }),
  token: (_, secret, url) => ({ url: withToken(url, secret), headers: form }),
  /** The key is in the body. */
  google: (body, secret) => ({ body: body.replace("s3cr3t-key", secret) }),
  twilio: (body, secret, url) => {
    const pairs = [...new URLSearchParams(body)].sort(([a], [b]) => (a < b ? -1 : 1));
    const signed = url + pairs.map(([name, value]) => name + value).join("");
    return { headers: { ...form, "x-twilio-signature": hmac(secret, signed, "sha1", "base64") } };
  },
} satisfies Record<string, Prove>;

/** A door, and what comes through it. */
export interface Door {
  id: string;
  platform: string;
  /** The secret by which the platform proves itself. */
  secret: string;
  prove: Prove;
  body: string;
  /** What the platform wants to hear. */
  answers: { status: number; text: string };
  refuses: number;
  /** The person's card. */
  lead: { name: string; email?: string; phone?: string; stage?: string; campaign?: string };
  sla: { channel: string; minutes: number };
  /** What the owner's notice says of how to reach them. */
  reach: string;
  /** Without an id of its own it is known by what it says, for ten minutes. */
  brief?: boolean;
}

/** A genuine delivery, or a forged one. */
export function callOf({ prove: proof, body, secret }: Door, url: string, forged = false): Call {
  return { url, body, headers: {}, ...proof(body, forged ? forgers : secret, url) };
}

const secretNames: Record<string, string> = {
  ...{ whatsapp: "appSecret", messenger: "appSecret", instagram: "appSecret", telegram: "secretToken" },
  ...{ twilio: "authToken", "google-ads": "key", tiktok: "secret", typeform: "secret", webflow: "secret" },
};

/** Under which name a door's source keeps the secret of its platform. */
export const secretNameOf = ({ platform, prove: proof }: Pick<Door, "platform" | "prove">): string =>
  secretNames[platform] ?? (proof === prove.token ? "token" : "hmac");

const json = { status: 200, text: "{}" };
const hangUp = { status: 200, text: '<?xml version="1.0" encoding="UTF-8"?><Response/>' };
const five = (channel: string) => ({ channel, minutes: 5 });

const common = { answers: json, refuses: 401, secret: "the-secret" };

/** Every platform whose deliveries say all there is to say. */
export const doors: Door[] = [
  {
    ...common,
    ...{ id: "typeform", platform: "typeform", prove: prove.typeform, body: sends("form/typeform/quote.json") },
    ...{ sla: five("form"), reach: "laura@example.com" },
    lead: { name: "Laura Bianchi", email: "laura@example.com" },
  },
  {
    ...common,
    ...{ id: "webflow", platform: "webflow", prove: prove.address, body: sends("form/webflow/contact.json") },
    ...{ sla: five("form"), reach: "tom@example.com" },
    lead: { name: "Tom Becker", email: "tom@example.com" },
  },
  {
    ...common,
    ...{ id: "contact-form-7", platform: "webhook", prove: prove.signature },
    ...{ sla: five("form"), reach: "+420601123456", brief: true },
    body: sends("form/webhook/contact-form-7.json"),
    lead: { name: "Eva Novak", email: "eva@example.com", phone: "+420601123456" },
  },
  {
    ...common,
    ...{
      id: "elementor",
      platform: "webhook",
      prove: prove.token,
      sla: five("form"),
      reach: "+420601999888",
      brief: true,
    },
    body: sends("form/webhook/elementor-plain.txt", {
      "Eva+Nov%C3%A1k": "Iva+%C5%98eho%C5%99ov%C3%A1",
      "eva%40": "iva%40",
      "601123456": "601999888",
    }),
    lead: { name: "Iva Řehořová", email: "iva@example.com", phone: "+420601999888" },
  },
  {
    ...common,
    ...{ id: "google-ads", platform: "google-ads", prove: prove.google, body: sends("ad/google-ads/lead.txt") },
    ...{ sla: five("ad"), reach: "+33612345678" },
    lead: { name: "Marc Dubois", email: "marc@example.com", phone: "+33612345678" },
  },
  {
    ...common,
    ...{ id: "tiktok", platform: "tiktok", prove: prove.address, body: sends("ad/tiktok/lead.txt") },
    ...{ sla: five("ad"), reach: "+6591234567" },
    lead: { name: "Li Wei", email: "li@example.com", phone: "+6591234567" },
  },
  {
    ...common,
    ...{ id: "whatsapp", platform: "whatsapp", prove: prove.meta, body: sends("messenger/whatsapp/from-an-ad.json") },
    ...{ sla: five("messenger"), reach: "WhatsApp: Ana Souza" },
    lead: { name: "Ana Souza", phone: "+5511999990000", campaign: "Solar at home" },
  },
  {
    ...common,
    ...{
      id: "messenger",
      platform: "messenger",
      prove: prove.meta,
      body: sends("messenger/messenger/from-an-ad.json"),
    },
    ...{ sla: five("messenger"), reach: "Messenger: account 6543210987654321" },
    lead: { name: "Unnamed lead", campaign: "Solar at home" },
  },
  {
    ...common,
    ...{
      id: "instagram",
      platform: "instagram",
      prove: prove.meta,
      body: sends("messenger/instagram/from-an-ad.json"),
    },
    ...{ sla: five("messenger"), reach: "Instagram: account 7788990011223344" },
    lead: { name: "Unnamed lead", campaign: "Spring video B" },
  },
  {
    ...common,
    ...{ id: "telegram", platform: "telegram", prove: prove.telegram, body: sends("messenger/telegram/start.json") },
    ...{ sla: five("messenger"), reach: "Telegram: Olena, olena_k" },
    lead: { name: "Olena", campaign: "s_9fK2" },
  },
  {
    ...common,
    ...{ id: "missed-call", platform: "twilio", prove: prove.twilio, body: sends("call/twilio/dial-missed.txt") },
    ...{ answers: hangUp, refuses: 403, sla: { channel: "call", minutes: 15 }, reach: "+14155550100" },
    lead: { name: "+14155550100", phone: "+14155550100" },
  },
  {
    ...common,
    ...{ id: "answered-call", platform: "twilio", prove: prove.twilio },
    ...{ answers: hangUp, refuses: 403, sla: { channel: "call", minutes: 15 }, reach: "+14155550177" },
    body: sends("call/twilio/dial-answered.txt", { "4155550100": "4155550177" }),
    lead: { name: "ZOE SMITH", phone: "+14155550177", stage: "working" },
  },
];
