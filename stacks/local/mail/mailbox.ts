import { readdirSync, readFileSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import PostalMime, { decodeWords } from "postal-mime";
import * as z from "zod";

const sentMail = z.object({
  id: z.string(),
  /** ISO 8601, virtual time. */
  at: z.string(),
  /** Envelope sender. */
  source: z.string(),
  from: z.string(),
  /** Envelope recipients: plain addresses. */
  to: z.array(z.string()),
  subject: z.string(),
  configurationSet: z.string().optional(),
  tags: z.record(z.string(), z.string()),
});

/** What is known of a mail without reading it. */
export type SentMail = z.infer<typeof sentMail>;

export interface MailContent {
  /** By lower-case name; unfolded and decoded; an array if a field is repeated. */
  headers: Record<string, string | string[]>;
  text: string;
  html: string;
  attachments: { filename: string; mimeType: string }[];
}

/** Every mail the application sent, on disk or in memory. */
export class Mailbox {
  readonly #folder: string | undefined;
  readonly #mails = new Map<string, SentMail>();
  readonly #raw = new Map<string, Buffer>();
  readonly #contents = new Map<string, Promise<MailContent>>();

  /** Opens the mailbox in a folder, with the mails it holds; without one it lives in memory. */
  static async open(folder?: string): Promise<Mailbox> {
    const mailbox = new Mailbox(folder);
    if (folder) {
      await mkdir(folder, { recursive: true });
      mailbox.#load(folder);
    }
    return mailbox;
  }

  private constructor(folder?: string) {
    this.#folder = folder;
  }

  /** Resolves when the mail would survive the process. */
  async keep(mail: SentMail, raw: Buffer): Promise<void> {
    if (this.#folder) await write(join(this.#folder, mail.id), mail, raw);
    else this.#raw.set(mail.id, raw);
    this.#mails.set(mail.id, mail);
  }

  /** The mails to this address, or all; oldest first. */
  mails(to?: string): SentMail[] {
    const wanted = to?.toLowerCase();
    const found = [...this.#mails.values()].filter(
      (mail) => !wanted || mail.to.some((address) => address.toLowerCase() === wanted),
    );
    return found.sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  find(id: string): SentMail | undefined {
    return this.#mails.get(id);
  }

  async raw(mail: SentMail): Promise<Buffer> {
    return this.#raw.get(mail.id) ?? readFile(join(this.#folder ?? "", `${mail.id}.eml`));
  }

  /** Parsed once per mail, since that takes milliseconds. */
  content(mail: SentMail): Promise<MailContent> {
    const known = this.#contents.get(mail.id) ?? this.raw(mail).then(readContent);
    this.#contents.set(mail.id, known);
    return known;
  }

  #load(folder: string): void {
    for (const name of readdirSync(folder)) {
      if (!name.endsWith(".json")) continue;
      const mail = sentMail.parse(JSON.parse(readFileSync(join(folder, name), "utf8")));
      this.#mails.set(mail.id, mail);
    }
  }
}

/** The metadata comes last and whole: a mail without it was never answered for. */
async function write(path: string, mail: SentMail, raw: Buffer): Promise<void> {
  await Promise.all([writeFile(`${path}.eml`, raw), writeFile(`${path}.new`, JSON.stringify(mail))]);
  await rename(`${path}.new`, `${path}.json`);
}

async function readContent(raw: Buffer): Promise<MailContent> {
  const { headers, text = "", html = "", attachments } = await PostalMime.parse(raw);
  const values = Map.groupBy(headers, (header) => header.key);
  const decoded = [...values].map(([key, [first, ...more]]) => {
    const value = decodeWords(first?.value ?? "");
    return [key, more.length === 0 ? value : [value, ...more.map((header) => decodeWords(header.value))]] as const;
  });
  return {
    headers: Object.fromEntries(decoded),
    text,
    html,
    attachments: attachments.map(({ filename, mimeType }) => ({ filename: filename ?? "", mimeType })),
  };
}
