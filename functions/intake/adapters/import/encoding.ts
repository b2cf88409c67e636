import * as z from "zod";
import { sayImport } from "../../../language/texts.ts";

/** An encoding's own name; `undefined` for what nobody can read (WHATWG Encoding, its names and labels). */
function encodingNamed(label: string): string | undefined {
  try {
    return new TextDecoder(label).encoding;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The name of an encoding, as people write it. */
export const Encoding = z
  .string()
  .trim()
  .max(40)
  .refine((label) => encodingNamed(label) !== undefined, sayImport("encoding"))
  .transform((label) => encodingNamed(label) ?? label);

/** How Excel writes a list in each language, where it is not Unicode: by Windows' code pages. */
const codePages: Record<string, string> = {
  "windows-1250": "bs cs hr hu pl ro sk sl sq",
  "windows-1251": "be bg kk ky mk mn ru sr tg uk",
  "windows-1253": "el",
  "windows-1254": "az tr",
  "windows-1255": "he",
  "windows-1256": "ar fa ur",
  "windows-1257": "et lt lv",
  "windows-1258": "vi",
  "windows-874": "th",
  shift_jis: "ja",
  gb18030: "zh",
  "euc-kr": "ko",
};

const byLanguage = new Map(
  Object.entries(codePages).flatMap(([encoding, languages]) => languages.split(" ").map((one) => [one, encoding])),
);

/** The encoding of a list that is not Unicode, by the language of its people (`pt-BR`). */
export const codePageOf = (language = ""): string =>
  byLanguage.get(language.toLowerCase().split(/[-_]/)[0] ?? "") ?? "windows-1252";

/** What stands where bytes mean nothing. */
export const unreadableSign = "\uFFFD";

/** Whether bytes are UTF-8, but for a few, by chunks. Other encodings are hardly ever UTF-8 by accident. */
export function utf8Check(): (chunk?: Uint8Array) => boolean {
  const decoder = new TextDecoder("utf-8");
  let [wide, broken] = [0, 0];
  return (chunk) => {
    for (const sign of decoder.decode(chunk, { stream: chunk !== undefined })) {
      if (sign === unreadableSign) broken += 1;
      else if (sign > "\x7f") wide += 1;
    }
    return wide >= 2 * broken;
  };
}
