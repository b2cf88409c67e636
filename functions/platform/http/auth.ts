import { createHash, timingSafeEqual } from "node:crypto";
import { readSecret } from "../aws/secrets.ts";
import { config, text } from "../config.ts";
import { AppError } from "../error.ts";
import { sayFault } from "../text/faults.ts";
import type { HttpRequest } from "./http.ts";

const { ADMIN_TOKEN_ID: tokenId } = config({ ADMIN_TOKEN_ID: text });

const digest = (value: string): Buffer => createHash("sha256").update(value).digest();

/** Who asks, as what they change says it was changed by. */
export interface Principal {
  kind: "ops";
  id: string;
}

const admin: Principal = { kind: "ops", id: "admin" };

/** Tells who a request comes from. @throws AppError `unauthorized` without the admin token */
export async function authorize(request: HttpRequest): Promise<Principal> {
  const [, given] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? "") ?? [];
  if (given && timingSafeEqual(digest(given), digest(await readSecret(tokenId)))) return admin;
  throw new AppError("unauthorized", sayFault("request.token"));
}
