import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseSync } from "vite";

const root = resolve(import.meta.dirname, "../../functions");

/** Types that may hold what somebody outside has written. */
const outside =
  /\b(string|unknown|Incoming|ClassifiedMail|Buffer|Uint8Array|FormFields|InquiryDraft|Delivery|Pair|Submission|CsvRow|MappedAnswer|FormAnswer|LeadFormAnswer|Labelled|PhoneCall|TelegramMessage|WhatsAppMessage|MetaMessage|ContactCard)\b/;

/** Modules in which texts from outside are read. */
const modules = (): string[] =>
  readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter(
      (file) =>
        /^(email|intake|language)\/|^lead\/rules\/(identity|person-name|mailbox)/.test(file) &&
        /(?<!\.d)\.ts$/.test(file),
    )
    .toSorted();

interface Parameters {
  start: number;
  end: number;
}

/** The functions that a module exports, as `email/inbound/bounce.ts bounceOf`, with the text of their parameters. */
function functionsOf(file: string): { name: string; parameters: string }[] {
  const text = readFileSync(join(root, file), "utf8");
  const shown = (params: readonly Parameters[]): string => params.map((one) => text.slice(one.start, one.end)).join();
  return parseSync(file, text).program.body.flatMap((statement) => {
    const declared = statement.type === "ExportNamedDeclaration" ? statement.declaration : null;
    if (declared?.type === "FunctionDeclaration" && declared.id)
      return [{ name: `${file} ${declared.id.name}`, parameters: shown(declared.params) }];
    if (declared?.type !== "VariableDeclaration") return [];
    return declared.declarations.flatMap(({ id, init }) =>
      init?.type === "ArrowFunctionExpression" && id.type === "Identifier"
        ? [{ name: `${file} ${id.name}`, parameters: shown(init.params) }]
        : [],
    );
  });
}

/** Every exported function that may be given what somebody outside has written. */
export const readersExported = (): string[] =>
  modules()
    .flatMap(functionsOf)
    .filter(({ parameters }) => outside.test(parameters))
    .map(({ name }) => name);
