import { MessageChannel, type MessagePort, parentPort, Worker, workerData } from "node:worker_threads";
import { logFailure } from "../../platform/observability/log.ts";
import { type Incoming, readIncoming, type SmtpEnvelope } from "./incoming.ts";

/** Milliseconds of CPU, and of time, to read a mail: 25 MB of files take two seconds, and the function has a minute. */
const cpuAtMost = 10_000;
const timeAtMost = 40_000;
const lookEvery = 250;

/** Megabytes: a mail that needs more ends its reader, and not the function. */
const memoryAtMost = 512;

/** A mail that is still being read after more time than any mail needs, or that takes more memory. */
export class ReadingStopped extends Error {
  override readonly name = "ReadingStopped";
}

interface Task {
  raw: Uint8Array;
  envelope: SmtpEnvelope;
  answer: MessagePort;
}

type Answer = { mail: Incoming } | { error: unknown };

const role = "leadwright mail reader";

let known: Worker | undefined;

/** The thread that reads: this module, or its bundle, once more. It can be stopped, whatever it does, and is kept. */
function reader(): Worker {
  if (known) return known;
  const made = new Worker(new URL(import.meta.url), {
    workerData: role,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: memoryAtMost },
  });
  made.unref();
  made.on("error", (error) => logFailure("mail reader ended", error));
  made.once("exit", () => {
    if (known === made) known = undefined;
  });
  known = made;
  return made;
}

/** Milliseconds of CPU that a thread has used; none before it has started, and when it has ended. */
async function cpuOf(thread: Worker): Promise<number> {
  try {
    const { user, system } = await thread.cpuUsage();
    return (user + system) / 1000;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ERR_WORKER_NOT_RUNNING") return 0;
    throw error;
  }
}

/** Ends a thread that works for too long; to be cleared when it has answered. Looks are counted: a busy machine has fewer. */
function watched(thread: Worker, most: number): NodeJS.Timeout {
  let [looks, before] = [0, 0];
  return setInterval(async () => {
    looks += 1;
    const used = await cpuOf(thread);
    if (looks === 1) before = used;
    if (used - before > most || looks * lookEvery > timeAtMost) await thread.terminate();
  }, lookEvery);
}

/** Reads a mail in a thread that may be ended. @param most ms of CPU @throws ReadingStopped, Error as `readIncoming` */
export async function readGuarded(
  raw: Uint8Array,
  envelope: SmtpEnvelope,
  most: number = cpuAtMost,
): Promise<Incoming> {
  const thread = reader();
  const { port1: ours, port2: answer } = new MessageChannel();
  thread.ref();
  const watch = watched(thread, most);
  const task: Task = { raw, envelope, answer };
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const ended = () => reject(new ReadingStopped("Reading the mail took more than any mail needs."));
  ours.once("message", resolve);
  thread.once("exit", ended);
  try {
    thread.postMessage(task, [answer]);
    const found = await promise;
    if ("error" in found) throw found.error;
    return found.mail;
  } finally {
    thread.off("exit", ended);
    clearInterval(watch);
    ours.close();
    thread.unref();
  }
}

async function answer({ raw, envelope, answer: port }: Task): Promise<void> {
  const found: Answer = await readIncoming(raw, envelope).then(
    (mail) => ({ mail }),
    (error: unknown) => ({ error }),
  );
  port.postMessage(found);
  port.close();
}

if (workerData === role) parentPort?.on("message", (task: Task) => void answer(task));
