import { openAsBlob } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod";
import type { Order } from "./order.ts";

const Count = z.number();

/** What the API says of an import. */
export const Job = z.object({
  state: z.string(),
  encoding: z.string().optional(),
  ...{ rows: Count, read: Count, created: Count, attached: Count, repeated: Count, failed: Count },
  columns: z.array(
    z.object({ header: z.string(), field: z.string().optional(), samples: z.array(z.string()).default([]) }),
  ),
  suggestions: z.array(z.object({ header: z.string(), field: z.string(), why: z.string() })),
  outcomes: z
    .array(
      z.object({
        row: z.number(),
        outcome: z.string(),
        name: z.string().optional(),
        email: z.string().optional(),
        phone: z.string().optional(),
        why: z.string().optional(),
      }),
    )
    .default([]),
  trouble: z.string().optional(),
  errorsUrl: z.string().optional(),
});
export type Job = z.infer<typeof Job>;

const Begun = z.object({ uploadUrl: z.string(), jobId: z.string() });
const Problem = z.object({
  detail: z.string(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).default([]),
});

const pollMs = 300;

/** The API's own words of what is wrong, if it has any. */
function wordsOf(text: string): string {
  const problem = Problem.safeParse(text.startsWith("{") ? JSON.parse(text) : undefined);
  if (!problem.success) return text.slice(0, 300);
  const { detail, errors } = problem.data;
  return [detail, ...errors.map(({ field, message }) => `${field}: ${message}`)].join("\n  ");
}

/** @throws Error with what the API says */
async function ask({ url, token }: Order, path: string, body?: object): Promise<unknown> {
  const response = await fetch(url + path, {
    method: body ? "POST" : "GET",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (response.ok) return JSON.parse(text);
  throw new Error(`${url}${path} answered ${response.status}: ${wordsOf(text)}`);
}

async function upload(file: string, url: string): Promise<void> {
  const response = await fetch(url, { method: "PUT", body: await openAsBlob(file) });
  if (!response.ok) throw new Error(`The upload was answered ${response.status}: ${await response.text()}`);
}

/**
 * Has the file imported, or only previewed; answers when that is over.
 *
 * @param progress hears how far it is
 * @throws Error when the API or the bucket refuses
 */
export async function runImport(order: Order, preview: boolean, progress: (job: Job) => void): Promise<Job> {
  const { file, source, mapping, evidence, encoding, language, country } = order;
  const proof = evidence === undefined ? undefined : { text: evidence };
  const said = { source, mapping, evidence: proof, encoding, language, country, preview };
  const begun = await ask(order, "/api/leads/import", said);
  const { uploadUrl, jobId } = Begun.parse(begun);
  await upload(file, uploadUrl);
  for (;;) {
    const job = Job.parse(await ask(order, `/api/imports/${jobId}`));
    progress(job);
    if (job.state !== "waiting" && job.state !== "running") return job;
    await pause(pollMs);
  }
}
