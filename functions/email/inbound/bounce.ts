import { bounceSubject, bounceText, mailSystem, saidOfAddress } from "../../language/bounce-words.ts";
import { cappedPattern } from "../../platform/capped-pattern.ts";
import { limits } from "../../platform/limits.ts";
import { contentTypeOf, headers, type Incoming, partOf } from "./incoming.ts";

/** `hard`: the address takes no mail, `soft`: not now, `block`: not our mail, `none`: nothing has failed (RULES.md BNC-5). */
export type Verdict = "hard" | "soft" | "block" | "none";

export interface Undelivered {
  /** Lower case; empty when the report does not say. */
  address: string;
  verdict: Verdict;
  why: string;
}

/** BNC-5 by status code; what is in no row is soft. */
const byStatus: readonly [RegExp, Verdict][] = [
  [/^4\./, "soft"],
  [/^5\.1\.([0-36]|10)$|^5\.4\.4$/, "hard"],
  [/^5\.[67]\./, "block"],
  [/^5\./, "soft"],
];

/** An enhanced status code (RFC 3463) that stands by itself, not inside an IP address or version. */
const enhanced = /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)/;
const isGeneric = (status: string): boolean => status === "" || /^5\.0\.0$/.test(status);

function verdictOfText(text: string): Verdict {
  const code = enhanced.exec(text)?.[1] ?? "";
  if (!isGeneric(code)) return byStatus.find(([row]) => row.test(code))?.[1] ?? "soft";
  // 521 and 556: a host that never takes mail (RFC 7504).
  if (/(^|\D)(521|556)[ -]/.test(text)) return "hard";
  return saidOfAddress.find(([words]) => words.test(text))?.[1] ?? "soft";
}

/** BNC-5: action, then status; a diagnostic says more than a generic status. */
function verdictOf(action: string, status: string, diagnostic: string): Verdict {
  if (action !== "" && action !== "failed") return "none";
  const code = enhanced.exec(status)?.[1] ?? "";
  if (code.startsWith("2.")) return "none";
  if (!isGeneric(code)) return byStatus.find(([row]) => row.test(code))?.[1] ?? "soft";
  return verdictOfText(diagnostic);
}

/** `rfc822; <Zoe@example.com>` as a plain address. */
const plainAddress = (value: string): string =>
  value
    .replace(/^[^;]*;/, "")
    .replace(/[<>\s]/g, "")
    .toLowerCase();

const blockFields = (block: string): Map<string, string> =>
  new Map(
    block
      .replace(/\n[ \t]+/g, " ")
      .split("\n")
      .flatMap((line) => {
        const colon = line.indexOf(":");
        return colon > 0 ? [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const] : [];
      }),
  );

function undelivered(block: string): Undelivered[] {
  const fields = blockFields(block);
  const recipient = fields.get("original-recipient") ?? fields.get("final-recipient");
  const action = fields.get("action")?.toLowerCase();
  if (recipient === undefined && action === undefined) return [];
  const status = fields.get("status") ?? "";
  const diagnostic = fields.get("diagnostic-code") ?? "";
  const verdict = verdictOf(action?.split(/[\s(]/)[0] ?? "", status, diagnostic);
  return [{ address: plainAddress(recipient ?? ""), verdict, why: (diagnostic || status).slice(0, 300) }];
}

/** The recipients of a report by RFC 3464: blocks between empty lines, the first of them about the mail itself. */
const reported = (status: string): Undelivered[] =>
  status
    .replace(/\r\n?/g, "\n")
    .split(/\n[ \t]*\n/)
    .slice(0, limits.entries)
    .flatMap(undelivered);

const written = cappedPattern(/\b(\S+@[\w.-]+\w)/, 400);

const looseAddress = (text: string): string | undefined =>
  text
    .split(/\s+/)
    .map((word) => (word.includes("@") ? written.exec(word)?.[1] : undefined))
    .find((address) => address !== undefined);

/** Exim names them in a field, qmail before a colon, others between brackets. */
function namedRecipients(mail: Incoming): string[] {
  const failed = headers(mail, "x-failed-recipients").flatMap((value) => value.split(",", limits.entries));
  const found =
    failed.length > 0 ? failed : [/<([^<>\s@]+@[^<>\s@]+)>/.exec(mail.text)?.[1] ?? looseAddress(mail.text) ?? ""];
  return found.map((address) => plainAddress(address));
}

function loose(mail: Incoming): Undelivered[] {
  const verdict = verdictOfText(mail.text);
  const why = mail.text.split("\n").find((line) => enhanced.test(line) || /\b[45]\d\d\b/.test(line)) ?? mail.subject;
  return namedRecipients(mail).map((address) => ({ address, verdict, why: why.trim().slice(0, 300) }));
}

/** What a non-delivery report says of each recipient; `undefined` for other mail. Not all reports follow a standard. */
export function bounceOf(mail: Incoming): Undelivered[] | undefined {
  const status = partOf(mail, /^message\/(global-)?delivery-status$/);
  if (status !== undefined) {
    const found = reported(status);
    return found.length > 0 ? found : loose(mail);
  }
  if (/report-type="?delivery-status/.test(contentTypeOf(mail))) return loose(mail);
  if (/report-type=/.test(contentTypeOf(mail))) return undefined;
  const fromSystem = mailSystem.test(mail.from) || headers(mail, "x-failed-recipients").length > 0;
  if (fromSystem) return bounceSubject.test(mail.subject) || bounceText.test(mail.text) ? loose(mail) : undefined;
  return mail.envelope.sender === "" && bounceSubject.test(mail.subject) ? loose(mail) : undefined;
}
