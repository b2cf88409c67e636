import { parse, stringify } from "node:querystring";
import { sayDelivery } from "../../../language/texts.ts";
import { fingerprint } from "../../../platform/security/fingerprint.ts";
import type { SourceContext } from "../../inquiry/signal.ts";
import type { Delivery } from "../../wire/adapter.ts";
import { hmac, isSame, matchesOne } from "../../wire/signature.ts";

/** The parameters of a posted form; none of any other request. */
export const postedForm = ({ method, bytes }: Delivery): URLSearchParams =>
  new URLSearchParams(method === "POST" ? bytes.toString("utf8") : "");

const defaultPort: Readonly<Record<string, string>> = { http: "80", https: "443" };

/** A URL with and without its default port: Twilio signs either. */
function withAndWithoutPort(url: string): string[] {
  const [, scheme = "", host = "", rest = ""] = /^(https?):\/\/([^/?#]+)(.*)$/s.exec(url) ?? [];
  const port = defaultPort[scheme];
  if (!port) return [url];
  const bare = host.endsWith(`:${port}`) ? host.slice(0, -port.length - 1) : host;
  return /:\d+$/.test(bare) ? [url] : [`${scheme}://${bare}${rest}`, `${scheme}://${bare}:${port}${rest}`];
}

/** A URL as it is, and with its query written as Twilio's older signers write it. */
function withOldQuery(url: string): string[] {
  const at = url.indexOf("?");
  return at < 0 ? [url] : [url, `${url.slice(0, at)}?${stringify(parse(url.slice(at + 1)))}`];
}

const spellings = (url: string): string[] => withAndWithoutPort(url).flatMap(withOldQuery);

function written(form: URLSearchParams): string {
  const names = [...new Set(form.keys())].sort();
  return names.flatMap((name) => [...new Set(form.getAll(name))].sort().map((value) => `${name}${value}`)).join("");
}

const hasBodyOf = (bytes: Buffer, hash: string): boolean => isSame(hash.toLowerCase(), fingerprint(bytes));

/** Why a request is not signed with one of the account's tokens; `undefined` when it is (contracts/calls.md 3). */
export function signedByTwilio(delivery: Delivery, { secrets }: SourceContext): string | undefined {
  const signature = delivery.headers["x-twilio-signature"];
  if (!signature) return sayDelivery("refused.header", { header: "X-Twilio-Signature" });
  const hash = delivery.query.get("bodySHA256");
  if (hash !== null && !hasBodyOf(delivery.bytes, hash)) return sayDelivery("refused.bodyHash");
  const parameters = hash === null ? written(postedForm(delivery)) : "";
  const isTheirs = spellings(delivery.url.toWellFormed()).some((url) =>
    matchesOne(signature, secrets.authToken, (token) => hmac(token, url + parameters, "sha1", "base64")),
  );
  return isTheirs ? undefined : sayDelivery("refused.authToken");
}
