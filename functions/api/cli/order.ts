import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readCommandLine } from "./command-line.ts";

export interface Order {
  file: string;
  url: string;
  token: string;
  source: string | undefined;
  /** Header and what its column holds. */
  mapping: Record<string, string>;
  evidence: string | undefined;
  encoding: string | undefined;
  language: string | undefined;
  country: string | undefined;
  preview: boolean;
  yes: boolean;
}

export const importUsage = `npm run import -- FILE [flags]
  --url URL            where Leadwright answers (default http://127.0.0.1:4000)
  --token TOKEN        of the private API (default: LEADWRIGHT_TOKEN, or that in .leadwright)
  --source ID          the source these people come from (default: one named "import")
  --map HEADER=FIELD   what a column holds: name, firstName, lastName, email, phone, company, message, language,
                       country, consent, id, ignore, utm_source ...; may be repeated
  --evidence TEXT      how they agreed to mail; without it they get none
  --encoding NAME      how the file is written, such as windows-1251 (default: found out, with the language's help)
  --language TAG       what these people speak, such as ru (default: the source's)
  --country CODE       where they are, such as IE: how their phone numbers are read (default: the source's)
  --preview            only say what would happen
  --yes                do not ask`;

const options = {
  url: { type: "string", default: "http://127.0.0.1:4000" },
  token: { type: "string" },
  source: { type: "string" },
  map: { type: "string", multiple: true },
  evidence: { type: "string" },
  encoding: { type: "string" },
  language: { type: "string" },
  country: { type: "string" },
  preview: { type: "boolean", default: false },
  yes: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

function mapped(wish: string): [string, string] {
  const at = wish.lastIndexOf("=");
  if (at > 0) return [wish.slice(0, at), wish.slice(at + 1)];
  throw new Error(`--map takes a header and a field, such as --map "Kontakt=email", not "${wish}"`);
}

/** The token of the runtime that keeps its data where it does by itself. */
function tokenHere(): string | undefined {
  const file = join(".leadwright", "token");
  return existsSync(file) ? readFileSync(file, "utf8").trim() : undefined;
}

/** Reads the command line; `undefined` when help is asked for. @throws Error naming what is missing or wrong */
export function readOrder(argv: string[], environment: NodeJS.ProcessEnv): Order | undefined {
  const { values, positionals } = readCommandLine({ args: argv, options, allowPositionals: true });
  if (values.help) return undefined;
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new Error(`Name one file.\n\n${importUsage}`);
  const token = values.token ?? environment.LEADWRIGHT_TOKEN ?? tokenHere();
  if (!token) throw new Error("Give the API's token by --token or LEADWRIGHT_TOKEN.");
  const { url, source, map, evidence, encoding, language, country, preview, yes } = values;
  return {
    ...{ file, token, source, evidence, encoding, language, country, preview, yes },
    url: url.replace(/(?<!\/)\/+$/, ""),
    mapping: Object.fromEntries((map ?? []).map(mapped)),
  };
}
