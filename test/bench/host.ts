/**
 * The runtime in a process of its own, so that the load does not count as its memory. Its parent is told by IPC when it
 * answers, and of each mail that lies in the mailbox. Ends when its parent says so or goes.
 */
import { parseArgs } from "node:util";
import { Mailbox } from "../../stacks/local/mail/mailbox.ts";
import { startRuntime } from "../../stacks/local/runtime.ts";
import { seed } from "../../stacks/local/seed.ts";
import type { FromHost } from "./app.ts";

const { values } = parseArgs({
  options: { assembly: { type: "string" }, data: { type: "string" } },
});

/** A parent that has gone hears nothing more. */
function tell(message: FromHost): void {
  if (process.connected) process.send?.(message);
}

const keep = Mailbox.prototype.keep;
Mailbox.prototype.keep = async function (mail, raw) {
  await keep.call(this, mail, raw);
  tell({ kind: "mail", to: mail.to[0] ?? "", lead: mail.tags.lead ?? "" });
};

const runtime = await startRuntime({
  port: 0,
  clock: "real",
  start: 0,
  report: (line) => console.error(line),
  ...(values.assembly && { assembly: values.assembly }),
  ...(values.data && { data: values.data }),
});

async function end(): Promise<void> {
  await runtime.stop();
  process.exit(0);
}

process.once("disconnect", () => void end());
const healthy = await fetch(`${runtime.url}/health`);
if (!healthy.ok) throw new Error(`/health answered ${healthy.status}`);
tell({ kind: "healthy" });
await seed(runtime);
tell({ kind: "ready", url: runtime.url, token: runtime.token, dynamoUrl: runtime.dynamoUrl });
