import { createHmac, timingSafeEqual } from "node:crypto";
import type { Secrets } from "../../source/source.ts";
import type { Bearer, Delivery } from "./adapter.ts";

type Hash = "sha1" | "sha256";
type Encoding = "hex" | "base64";

/** The HMAC of bytes or text under a key. */
export const hmac = (key: string, signed: Uint8Array | string, hash: Hash = "sha256", as: Encoding = "hex"): string =>
  createHmac(hash, key).update(signed).digest(as);

/** The token of an address whose deliveries are not signed: made of the source's secret, which it does not tell. */
export const urlToken = (secret: string): string => hmac(secret, "leadwright url token");

/** The tokens of an address for each secret that counts. */
export const urlTokens = (secrets: readonly string[] = []): string[] =>
  secrets.filter((secret) => secret !== "").map(urlToken);

const compared = "leadwright compares";

/** Whether two texts are the same, in a time that does not tell where they differ. */
export const isSame = (given: string, expected: string): boolean =>
  timingSafeEqual(
    createHmac("sha256", compared).update(given).digest(),
    createHmac("sha256", compared).update(expected).digest(),
  );

/** Two secrets count while one takes the other's place. @param expected what one makes: a signature, or the secret itself */
export const matchesOne = (
  given: string | undefined,
  secrets: readonly string[] | undefined,
  expected: (secret: string) => string = (secret) => secret,
): boolean =>
  given !== undefined &&
  given !== "" &&
  (secrets ?? []).some((secret) => secret !== "" && isSame(given, expected(secret)));

/** Whether a delivery carries a secret that is right. */
export const bearsSecret = ({ given, right }: Bearer, delivery: Delivery, secrets: Secrets): boolean =>
  given(delivery).some((one) => matchesOne(one, right(secrets)));
