import { sayDelivery } from "../../language/texts.ts";
import { AppError } from "../../platform/error.ts";
import { limits } from "../../platform/limits.ts";

export type Pair = readonly [name: string, value: string];

/** In this field a browser says in which encoding it sends the form. */
const charsetField = "_charset_";

function refuse(message: string = sayDelivery("body.charset")): never {
  throw new AppError("invalid", message, { errors: [{ field: "body", message }] });
}

const charsetIn = (contentType: string): string | undefined => /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(contentType)?.[1];

/** What reading comes to in the first of some encodings in which every byte means something; nobody gets text with holes. */
function inFirstOf<T>(labels: readonly (string | undefined)[], read: (decode: (bytes: Uint8Array) => string) => T): T {
  for (const label of labels) {
    if (!label) continue;
    try {
      const decoder = new TextDecoder(label, { fatal: true });
      return read((bytes) => decoder.decode(bytes));
    } catch (error) {
      // An encoding that nobody knows is a RangeError, bytes that are not of it a TypeError.
      if (!(error instanceof RangeError || error instanceof TypeError)) throw error;
    }
  }
  return refuse();
}

/** A body as text: UTF-8, or what its type says. @throws AppError `invalid` */
export const decodedText = (bytes: Uint8Array, contentType: string): string =>
  inFirstOf(["utf-8", charsetIn(contentType)], (decode) => decode(bytes));

/** Each byte as the character of its number: so a parser that knows UTF-8 only leaves them as they are. */
const byteText = (bytes: Buffer): string => bytes.toString("latin1");

const pairsAtMost = limits.fields + limits.entries;

function checkCount(bytes: Buffer, mark: string): void {
  let count = 0;
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + mark.length)) {
    count += 1;
    if (count > pairsAtMost) refuse(sayDelivery("body.fieldsOfAForm", { count: pairsAtMost, most: limits.fields }));
  }
}

function checkNames(pairs: readonly Pair[]): void {
  const counts = new Map<string, number>();
  for (const [name] of pairs) counts.set(name, (counts.get(name) ?? 0) + 1);
  if (counts.size > limits.fields) refuse(sayDelivery("body.fields", { most: limits.fields }));
  if ([...counts.values()].some((count) => count > limits.entries))
    refuse(sayDelivery("body.values", { most: limits.entries }));
}

/** Fields whose text is still bytes; in the encoding that the browser says, else UTF-8, else what the body's type says. */
function decoded(pairs: readonly Pair[], contentType: string): Pair[] {
  checkNames(pairs);
  const told = pairs.find(([name]) => name === charsetField)?.[1];
  const answers = pairs.filter(([name]) => name !== charsetField);
  return inFirstOf([told, "utf-8", charsetIn(contentType)], (decode) => {
    const text = (of: string): string => decode(Buffer.from(of, "latin1"));
    return answers.map(([name, value]) => [text(name), text(value)]);
  });
}

const escapedAsText = (byte: string): string =>
  encodeURIComponent(String.fromCharCode(Number.parseInt(byte.slice(1), 16)));

/** The fields of a urlencoded body. @throws AppError `invalid` where its encoding is not to be told, or with too many */
export function urlencodedPairs(bytes: Buffer, contentType: string): Pair[] {
  checkCount(bytes, "&");
  const text = byteText(bytes).replace(/%[89a-f][\da-f]/gi, escapedAsText);
  return decoded([...new URLSearchParams(text)], contentType);
}

/** The fields of a multipart body; of a file its name. @throws AppError `invalid` as above, TypeError if unreadable */
export async function multipartPairs(bytes: Buffer, contentType: string): Promise<Pair[]> {
  // Each part begins with a line that begins so.
  checkCount(bytes, "\n--");
  const body = Buffer.from(byteText(bytes), "utf8");
  const form = await new Response(body, { headers: { "content-type": contentType } }).formData();
  return decoded(
    Array.from(form, ([name, value]) => [name, typeof value === "string" ? value : value.name]),
    contentType,
  );
}
