import { createHmac, timingSafeEqual } from "node:crypto";
import * as z from "zod";

const sealBytes = 16;
const sealLength = 22;
const longest = 4096;
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const replySeal = 14;
const leadId = /^ld_([0-9A-HJKMNP-TV-Z]{26})$/;
const replyShape = /^[0-9A-HJKMNP-TV-Z]{40}$/i;
const Parts = z.array(z.string());

function hmac(key: string, kind: string, payload: string): Buffer {
  if (!key) throw new Error("Tokens cannot be signed with an empty key");
  return createHmac("sha256", key).update(`${kind.length}:${kind}:${payload}`).digest();
}

const seal = (key: string, kind: string, payload: string): string =>
  hmac(key, kind, payload).subarray(0, sealBytes).toString("base64url");

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** A signed (128 bits), readable token for a URL's path, `A-Za-z0-9_-`; worthless as another `kind`. */
export function sealToken(key: string, kind: string, parts: string[]): string {
  const payload = Buffer.from(JSON.stringify(parts)).toString("base64url");
  return seal(key, kind, payload) + payload;
}

/** What a token of this kind says; `undefined` for anything that we did not make. */
export function openToken(key: string, kind: string, token: string): string[] | undefined {
  if (token.length <= sealLength || token.length > longest) return undefined;
  const payload = token.slice(sealLength);
  if (!same(token.slice(0, sealLength), seal(key, kind, payload))) return undefined;
  return Parts.parse(JSON.parse(Buffer.from(payload, "base64url").toString()));
}

/** Whose mail a token answers: the lead's own (`reply`), or what was written about the lead to an owner or a manager. */
export type ReplyKind = "reply" | "owner" | "manager";

const replyMark = (key: string, kind: ReplyKind, id: string): string =>
  [...hmac(key, kind, id).subarray(0, replySeal)].map((byte) => alphabet.charAt(byte % alphabet.length)).join("");

/** A lead's id for a mail address: 40 of `[a-z0-9]`, 14 of them signature (RULES.md REP-1). @throws RangeError for no id */
export function replyToken(key: string, id: string, kind: ReplyKind = "reply"): string {
  const body = leadId.exec(id)?.[1]?.toLowerCase();
  if (!body) throw new RangeError(`A reply token needs a lead's id, not "${id}"`);
  return body + replyMark(key, kind, body);
}

/** The lead's id in a reply token, in whatever letter case the mail systems left it; `undefined` if it is not ours. */
export function openReplyToken(key: string, token: string, kind: ReplyKind = "reply"): string | undefined {
  if (!replyShape.test(token)) return undefined;
  const body = token.slice(0, -replySeal).toLowerCase();
  return same(token.slice(-replySeal).toLowerCase(), replyMark(key, kind, body))
    ? `ld_${body.toUpperCase()}`
    : undefined;
}
