import * as z from "zod";
import { apiClient, type Import } from "../functions/api/generated/client.ts";
import { mustBeAsDescribed } from "./as-described.ts";
import { until } from "./until.ts";
import { type App, asks } from "./when.ts";

const Begun = z.object({ uploadUrl: z.string(), jobId: z.string() });

/** When somebody asks to import a file and uploads it; answers the import's id. */
export async function uploads(app: App, file: string | Uint8Array<ArrayBuffer>, order: object = {}): Promise<string> {
  const { uploadUrl, jobId } = Begun.parse((await asks(app, "/api/leads/import", order)).json);
  const { status } = await fetch(uploadUrl, { method: "PUT", body: file });
  if (status !== 200) throw new Error(`The bucket answered ${status}`);
  return jobId;
}

/** What the API says of an import. */
export async function importOf(app: App, id: string): Promise<Import> {
  const job = await apiClient(app)("GET /api/imports/{id}", { id });
  mustBeAsDescribed("GET", `/api/imports/${id}`, 200, job);
  return job;
}

const isOver = ({ state }: Import): boolean => state !== "waiting" && state !== "running";

/** What is said of an import when it is so far: by itself, when it is over. */
export async function whenImport(app: App, id: string, isSo: (job: Import) => boolean = isOver): Promise<Import> {
  let job = await importOf(app, id);
  await until(async () => {
    job = await importOf(app, id);
    return isSo(job) || isOver(job);
  });
  if (!isSo(job)) throw new Error(`The import is over, and not so far: ${JSON.stringify(job)}`);
  return job;
}

/** When somebody imports a file; answers what became of it. */
export const imports = async (app: App, file: string | Uint8Array<ArrayBuffer>, order: object = {}): Promise<Import> =>
  whenImport(app, await uploads(app, file, order));

/** The rows of which nothing could be made, as downloaded. */
export const errorsOf = async ({ errorsUrl = "" }: Import): Promise<string> => (await fetch(errorsUrl)).text();
