import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import { audit } from "../audit/audit.ts";
import { readFolder } from "../audit/read-folder.ts";
import { Office } from "./app.ts";
import { during, percentile, perSecond, times } from "./closed-loop.ts";
import type { Answered, OverloadFigures } from "./figures.ts";
import { openLoop } from "./open-loop.ts";
import { someoneNew } from "./people.ts";
import { quiet } from "./spent.ts";

/** How many times the rate that it was seen to take is asked of it. */
const excess = 3;
const atOnce = 50;
const capacityMs = 5000;

const Accepted = z.object({ inquiryId: z.string() });

/** What came of a post: its status, 0 if no answer came, and how long that took; the id of the inquiry if it was accepted. */
interface Post {
  status: number;
  ms: number;
  inquiry: string | undefined;
}

/** A broken connection is counted, too: it is no refusal. */
const unanswered = (error: unknown) => ({ status: 0, body: String(error) });

async function post({ load }: Office): Promise<Post> {
  const from = performance.now();
  const { status, body } = await load.send("/intake/form/website", someoneNew()).catch(unanswered);
  const ms = performance.now() - from;
  return { status, ms, inquiry: status === 202 ? Accepted.parse(JSON.parse(body)).inquiryId : undefined };
}

function answered(posts: Post[]): Answered {
  const each = posts.map(({ ms }) => ms);
  const at = (share: number) => (each.length > 0 ? percentile(each, share) : 0);
  return { count: posts.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

interface Rush {
  capacity: number;
  offered: number;
  posts: Post[];
  /** From the last answer until nothing was left to do. */
  drainedMs: number;
}

/** Lets more people come than can be taken in, and waits until everything that came of them is done. */
async function rush(app: Office, seconds: number): Promise<Rush> {
  const posts: Post[] = [];
  const keep = async () => posts.push(await post(app));
  await times(40, 4, keep);
  const capacity = perSecond(await during(capacityMs, atOnce, keep));
  await quiet(app);
  const warm = posts.length;
  await openLoop(excess * capacity, seconds * 1000, keep);
  const over = performance.now();
  await quiet(app);
  return { capacity, offered: excess * capacity, posts: posts.slice(warm), drainedMs: performance.now() - over };
}

const isRefusal = ({ status }: Post): boolean => status === 429 || status === 503;

/** Load above capacity on the form door, with everything kept on disk; what it has left there is audited afterwards. */
export async function measureOverload(assembly: string, seconds: number): Promise<OverloadFigures> {
  const data = mkdtempSync(join(tmpdir(), "leadwright-bench-"));
  try {
    const app = await Office.open({ assembly, data });
    const { posts, drainedMs, ...rates } = await rush(app, seconds).finally(() => app.stop());
    const accepted = posts.flatMap(({ inquiry }) => inquiry ?? []);
    const findings = audit(await readFolder(data, accepted));
    const lost = findings.find(({ rule }) => rule === "accepted inquiries")?.broken ?? [];
    return {
      seconds,
      ...rates,
      accepted: answered(posts.filter(({ status }) => status === 202)),
      refused: answered(posts.filter(isRefusal)),
      statuses: Object.fromEntries(
        [...Map.groupBy(posts, ({ status }) => status)].map(([is, all]) => [is, all.length]),
      ),
      drainedMs,
      lost,
      checked: findings.reduce((sum, { checked }) => sum + checked, 0),
      violations: findings.flatMap(({ rule, broken }) => broken.map((what) => `${rule}: ${what}`)),
    };
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}
