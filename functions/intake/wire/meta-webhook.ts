import * as z from "zod";
import { sayDelivery } from "../../language/texts.ts";
import { AppError } from "../../platform/error.ts";
import type { HttpResponse } from "../../platform/http/http.ts";
import type { SourceContext } from "../inquiry/signal.ts";
import type { Delivery } from "./adapter.ts";
import { hmac, matchesOne } from "./signature.ts";
import { readJsonBody } from "./wire.ts";

const plain = (statusCode: number, body: string): HttpResponse => ({
  statusCode,
  headers: { "content-type": "text/plain; charset=utf-8", "x-content-type-options": "nosniff" },
  body,
});

function only(query: URLSearchParams, name: string): string | undefined {
  const values = query.getAll(name);
  return values.length === 1 ? values[0] : undefined;
}

/** Meta's handshake: the challenge word for word to who knows the verify token, else 403 (contracts/meta.md 2). */
export function answerMetaChallenge({ query }: Delivery, { secrets }: SourceContext): HttpResponse {
  const challenge = only(query, "hub.challenge");
  const known = matchesOne(only(query, "hub.verify_token"), secrets.verifyToken);
  const asked = only(query, "hub.mode") === "subscribe" && challenge !== undefined && /^[\w-]{1,200}$/.test(challenge);
  return known && asked ? plain(200, challenge) : plain(403, sayDelivery("refused.verifyToken"));
}

const signature = "x-hub-signature-256";
export const metaSignatures = [signature];

/** Why it is not signed by Meta for the source's app, over the very bytes; `undefined` if it is (contracts/meta.md 3). */
export function signedByMeta({ headers, bytes }: Delivery, { secrets }: SourceContext): string | undefined {
  const header = headers[signature];
  if (!header) return sayDelivery("refused.header", { header: "X-Hub-Signature-256" });
  const given = /^sha256=([0-9a-f]{64})$/i.exec(header)?.[1]?.toLowerCase();
  if (!given) return sayDelivery("refused.oneSignature", { header: "X-Hub-Signature-256" });
  const isTheirs = matchesOne(given, secrets.appSecret, (secret) => hmac(secret, bytes));
  return isTheirs ? undefined : sayDelivery("refused.appSecret");
}

const Notification = z.object({ object: z.string().max(100), entry: z.array(z.unknown()) });

/** @throws AppError `invalid` when unreadable, or about another object: its URL was given to another product */
export function webhookEntries({ bytes }: Delivery, object: string): unknown[] {
  const notification = readJsonBody(bytes, Notification);
  if (notification.object === object) return notification.entry;
  const message = sayDelivery("body.object", { about: notification.object, object });
  throw new AppError("invalid", message, { errors: [{ field: "object", message }] });
}
