import { openAsBlob } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { type Api, apiClient, type Import } from "../generated/client.ts";
import type { Order } from "./order.ts";

/** What is asked of the API; the fields of a mapping are in the words of who asks, and what is none is refused by name there. */
type ImportBody = NonNullable<Api["POST /api/leads/import"]["body"]>;

const pollMs = 300;

async function upload(file: string, url: string): Promise<void> {
  const response = await fetch(url, { method: "PUT", body: await openAsBlob(file) });
  if (!response.ok) throw new Error(`The upload was answered ${response.status}: ${await response.text()}`);
}

/** Has the file imported, or only previewed. @throws ApiProblem when the API refuses, Error when the bucket does */
export async function requestImport(order: Order, preview: boolean, progress: (job: Import) => void): Promise<Import> {
  const { file, source, mapping, evidence, encoding, language, country } = order;
  const call = apiClient(order);
  const proof = evidence === undefined ? undefined : { text: evidence };
  const body: ImportBody = {
    source,
    mapping: mapping as ImportBody["mapping"],
    evidence: proof,
    encoding,
    language,
    country,
    preview,
  };
  const { uploadUrl, jobId } = await call("POST /api/leads/import", { body });
  await upload(file, uploadUrl);
  for (;;) {
    const job = await call("GET /api/imports/{id}", { id: jobId });
    progress(job);
    if (job.state !== "waiting" && job.state !== "running") return job;
    await pause(pollMs);
  }
}
