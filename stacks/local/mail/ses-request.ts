import { SesFault } from "./ses-fault.ts";

export interface SendRequest {
  source?: string;
  destinations: string[];
  configurationSet?: string;
  tags: ReadonlyMap<string, string>;
  raw: Buffer;
}

/** The most a mail may weigh, in bytes (AWS: SES quotas). */
const sizeLimit = 10 * 1024 * 1024;

/** Reads SendRawEmail from the query protocol. Throws SesFault. */
export function readSendRequest(form: URLSearchParams): SendRequest {
  const raw = Buffer.from(form.get("RawMessage.Data") ?? "", "base64");
  if (raw.length === 0) throw new SesFault("InvalidParameterValue", "Missing required parameter 'RawMessage.Data'.");
  if (raw.length > sizeLimit) {
    throw new SesFault(
      "InvalidParameterValue",
      `Message length is more than ${sizeLimit} bytes long: '${raw.length}'.`,
    );
  }
  return {
    raw,
    source: form.get("Source") ?? undefined,
    destinations: members(form, "Destinations").map((member) => form.get(member) ?? ""),
    configurationSet: form.get("ConfigurationSetName") ?? undefined,
    tags: readTags(
      members(form, "Tags").map((member) => [form.get(`${member}.Name`) ?? "", form.get(`${member}.Value`) ?? ""]),
    ),
  };
}

/** Checks message tags as SES does: names and values of letters, digits, `_` and `-`, each name once. Throws SesFault. */
export function readTags(pairs: readonly [string, string][]): ReadonlyMap<string, string> {
  for (const text of pairs.flat()) {
    if (/^[A-Za-z0-9_-]{1,256}$/.test(text)) continue;
    const rule = "only alphanumeric ASCII characters, '_', and '-' are allowed";
    throw new SesFault("InvalidParameterValue", `Invalid tag <${text}>: ${rule}, 1 to 256 of them.`);
  }
  const tags = new Map(pairs);
  if (tags.size < pairs.length) throw new SesFault("InvalidParameterValue", "Duplicate tag name.");
  return tags;
}

/** The members of a list, such as `Destinations.member.1`, in order. */
function members(form: URLSearchParams, list: string): string[] {
  const prefix = `${list}.member.`;
  const numbers = [...form.keys()].flatMap((key) =>
    key.startsWith(prefix) ? [Number.parseInt(key.slice(prefix.length), 10)] : [],
  );
  return [...new Set(numbers)].sort((a, b) => a - b).map((number) => `${prefix}${number}`);
}
