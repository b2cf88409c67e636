import { open, readFile } from "node:fs/promises";
import { isMissing } from "../data/kept-file.ts";
import type { HttpReply } from "./api-reply.ts";

/** The inquiries that doors have answered for, as whoever sent them knows it: none of them may be lost. */
export interface Accepted {
  /** Keeps the id that an answer names, if it names one. Resolves when that would outlive this process. */
  hear(answer: HttpReply): Promise<void>;
  ids(): readonly string[];
  stop(): Promise<void>;
}

/** The inquiry that an answer promises to have taken in. */
function inquiryIn({ status, headers, body }: HttpReply): string | undefined {
  const isPromise = (status === 200 || status === 202) && String(headers["content-type"]).includes("json");
  return isPromise ? /"inquiryId": ?"([^"]+)"/.exec(body.toString())?.[1] : undefined;
}

/** The ids that a file keeps, one a line; none if there is no file. A last line torn by a crash was never answered. */
export async function readAccepted(file: string): Promise<string[]> {
  try {
    return (await readFile(file, "utf8")).split("\n").slice(0, -1);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Goes on with the ids that a file keeps; without one they end with the process. */
export async function openAccepted(file: string | undefined): Promise<Accepted> {
  const ids = new Set(file ? await readAccepted(file) : []);
  const handle = file ? await open(file, "a") : undefined;
  return {
    hear: async (answer) => {
      const id = inquiryIn(answer);
      if (id === undefined || ids.has(id)) return;
      ids.add(id);
      await handle?.appendFile(`${id}\n`);
    },
    ids: () => [...ids],
    stop: async () => handle?.close(),
  };
}
