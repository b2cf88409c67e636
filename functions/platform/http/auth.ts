import { createHash, timingSafeEqual } from "node:crypto";
import { readSecret } from "../aws/secrets.ts";
import { config, text } from "../config.ts";
import { AppError } from "../error.ts";
import type { HttpRequest } from "./http.ts";

const { ADMIN_TOKEN_ID: tokenId } = config({ ADMIN_TOKEN_ID: text });

const digest = (value: string): Buffer => createHash("sha256").update(value).digest();

/** Lets a request with the admin token pass. @throws AppError `unauthorized` */
export async function authorize(request: HttpRequest): Promise<void> {
  const [, given] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? "") ?? [];
  if (given && timingSafeEqual(digest(given), digest(await readSecret(tokenId)))) return;
  throw new AppError("unauthorized", "Send the header Authorization: Bearer and the admin token.");
}
