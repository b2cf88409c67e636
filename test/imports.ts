import * as z from "zod";
import { until } from "./until.ts";
import { asks, type Office } from "./when.ts";

const Count = z.number();

const Job = z.object({
  jobId: z.string(),
  state: z.enum(["waiting", "running", "previewed", "done", "failed"]),
  ...{ rows: Count, read: Count, created: Count, attached: Count, repeated: Count, failed: Count },
  columns: z.array(z.object({ header: z.string(), field: z.string().optional(), samples: z.array(z.string()) })),
  suggestions: z.array(z.object({ header: z.string(), field: z.string(), why: z.string() })),
  outcomes: z
    .array(z.object({ row: Count, outcome: z.string(), email: z.string().optional(), why: z.string().optional() }))
    .optional(),
  encoding: z.string().optional(),
  trouble: z.string().optional(),
  errorsUrl: z.string().optional(),
});
export type Job = z.infer<typeof Job>;

const Begun = z.object({ uploadUrl: z.string(), jobId: z.string() });

/** When somebody asks to import a file and uploads it; answers the import's id. */
export async function uploads(
  office: Office,
  file: string | Uint8Array<ArrayBuffer>,
  order: object = {},
): Promise<string> {
  const { uploadUrl, jobId } = Begun.parse((await asks(office, "/api/leads/import", order)).json);
  const { status } = await fetch(uploadUrl, { method: "PUT", body: file });
  if (status !== 200) throw new Error(`The bucket answered ${status}`);
  return jobId;
}

/** What the API says of an import. */
export const importOf = async (office: Office, id: string): Promise<Job> =>
  Job.parse((await asks(office, `/api/imports/${id}`)).json);

const isOver = ({ state }: Job): boolean => state !== "waiting" && state !== "running";

/** What is said of an import when it is so far: by itself, when it is over. */
export async function whenImport(office: Office, id: string, isSo: (job: Job) => boolean = isOver): Promise<Job> {
  let job = await importOf(office, id);
  await until(async () => {
    job = await importOf(office, id);
    return isSo(job) || isOver(job);
  });
  if (!isSo(job)) throw new Error(`The import is over, and not so far: ${JSON.stringify(job)}`);
  return job;
}

/** When somebody imports a file; answers what became of it. */
export const imports = async (
  office: Office,
  file: string | Uint8Array<ArrayBuffer>,
  order: object = {},
): Promise<Job> => whenImport(office, await uploads(office, file, order));

/** The rows of which nothing could be made, as downloaded. */
export const errorsOf = async ({ errorsUrl = "" }: Job): Promise<string> => (await fetch(errorsUrl)).text();
