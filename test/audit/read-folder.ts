import { join } from "node:path";
import { readKeptClock } from "../../stacks/local/clock/clock-file.ts";
import { isKept, lockData } from "../../stacks/local/data/data-folder.ts";
import { Stops } from "../../stacks/local/disposables.ts";
import { readAccepted } from "../../stacks/local/gateway/accepted-ids.ts";
import { journalEntry } from "../../stacks/local/machine/execution.ts";
import { readJournal } from "../../stacks/local/machine/journal.ts";
import { Mailbox } from "../../stacks/local/mail/mailbox.ts";
import { openTable } from "../../stacks/local/table/table-service.ts";
import { type Evidence, evidenceOf, repairTime } from "./evidence.ts";
import { recordedExecutions } from "./read-executions.ts";
import { readMails } from "./read-mail.ts";
import { readTables } from "./read-table.ts";

/**
 * Reads the folder of a runtime that does not run, as it was left.
 *
 * @param more ids of inquiries that its doors have accepted, besides those kept in the folder
 * @throws Error when there is no such folder, or when a runtime works in it
 */
export async function readFolder(folder: string, more: readonly string[] = []): Promise<Evidence> {
  const now = isKept(folder) ? readKeptClock(join(folder, "clock.json")) : undefined;
  if (now === undefined) throw new Error(`${folder} holds no data of a runtime`);
  const stops = new Stops();
  try {
    stops.add(lockData(folder));
    // Which region is asked for makes no difference to a database of this machine.
    const table = stops.add(await openTable({ region: "us-east-1", folder: join(folder, "table"), now: () => now }));
    const [items, mails, journal, accepted] = await Promise.all([
      readTables(table.client),
      Mailbox.open(join(folder, "mails")).then(readMails),
      readJournal(join(folder, "executions.jsonl"), journalEntry),
      readAccepted(join(folder, "accepted.txt")),
    ]);
    const executions = recordedExecutions(journal);
    return evidenceOf({
      now: new Date(now).toISOString(),
      grace: repairTime,
      items,
      mails,
      executions,
      accepted: [...accepted, ...more],
    });
  } finally {
    await stops.run();
  }
}
