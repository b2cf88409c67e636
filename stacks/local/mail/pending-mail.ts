import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";

const Pending = z.object({ functionArn: z.string(), event: z.unknown() });
export type PendingMail = z.infer<typeof Pending>;

/** Mail that was taken in and which no function has dealt with yet: it outlives the process, since its sender was told so. */
export class PendingMails {
  readonly #folder: string | undefined;

  /** @param folder nothing is kept without it */
  constructor(folder: string | undefined) {
    this.#folder = folder;
  }

  /** Resolves when the mail would survive the process. */
  async keep(id: string, mail: PendingMail): Promise<void> {
    if (!this.#folder) return;
    await mkdir(this.#folder, { recursive: true });
    await writeFile(this.#file(id, "new"), JSON.stringify(mail));
    await rename(this.#file(id, "new"), this.#file(id, "json"));
  }

  async forget(id: string): Promise<void> {
    if (this.#folder) await rm(this.#file(id, "json"), { force: true });
  }

  /** What an earlier process has left, by id. */
  async left(): Promise<[id: string, PendingMail][]> {
    if (!this.#folder) return [];
    await mkdir(this.#folder, { recursive: true });
    const names = (await readdir(this.#folder)).filter((name) => name.endsWith(".json"));
    return Promise.all(
      names.map(async (name): Promise<[string, PendingMail]> => {
        const text = await readFile(join(this.#folder ?? "", name), "utf8");
        return [name.slice(0, -".json".length), Pending.parse(JSON.parse(text))];
      }),
    );
  }

  #file(id: string, extension: string): string {
    return join(this.#folder ?? "", `${id}.${extension}`);
  }
}
