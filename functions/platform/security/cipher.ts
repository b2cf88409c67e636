import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { readSecret } from "../aws/secrets.ts";
import { config, text } from "../config.ts";

const { DATA_KEY_ID: dataKeyId } = config({ DATA_KEY_ID: text });

/** Sizes of AES-256-GCM, in bytes (NIST SP 800-38D). */
const size = { key: 32, iv: 12, tag: 16 };

const derived = async (purpose: string): Promise<Buffer> =>
  Buffer.from(hkdfSync("sha256", await readSecret(dataKeyId), "", purpose, size.key));

let key: Promise<Buffer> | undefined;

/** The one key under which sources' secrets are kept; it never leaves the function. */
function dataKey(): Promise<Buffer> {
  key ??= derived("leadwright data key");
  key.catch(() => {
    key = undefined;
  });
  return key;
}

/** Encrypts a value for the table; it opens only at `place`, so that nobody can move it to another item. */
export async function encrypt(value: string, place: string): Promise<string> {
  const iv = randomBytes(size.iv);
  const cipher = createCipheriv("aes-256-gcm", await dataKey(), iv).setAAD(Buffer.from(place));
  const sealed = Buffer.concat([cipher.update(value, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64");
}

/** Decrypts a value of the table. @throws Error when it was sealed for another place, or changed */
export async function decrypt(sealed: string, place: string): Promise<string> {
  const bytes = Buffer.from(sealed, "base64");
  const body = size.iv + size.tag;
  const decipher = createDecipheriv("aes-256-gcm", await dataKey(), bytes.subarray(0, size.iv))
    .setAAD(Buffer.from(place))
    .setAuthTag(bytes.subarray(size.iv, body));
  return Buffer.concat([decipher.update(bytes.subarray(body)), decipher.final()]).toString("utf8");
}

/** A hash by which a value is known again, in the same `place` only; it tells nothing without the data key. */
export async function keyedHash(value: string, place: string): Promise<string> {
  const printKey = await derived("leadwright keyedHash");
  return createHmac("sha256", printKey)
    .update(JSON.stringify([place, value]))
    .digest("hex");
}
