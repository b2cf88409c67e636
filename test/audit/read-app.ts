import type { VirtualClock } from "../../stacks/local/clock/clock.ts";
import type { Execution } from "../../stacks/local/machine/execution.ts";
import type { Mailbox } from "../../stacks/local/mail/mailbox.ts";
import type { RivalEdit } from "../../stacks/local/table/rival.ts";
import type { TableClient } from "../../stacks/local/table/table-service.ts";
import { type Evidence, evidenceOf } from "./evidence.ts";
import { executionsOf } from "./read-executions.ts";
import { readMails } from "./read-mail.ts";
import { readTables } from "./read-table.ts";

/** What a running office keeps, read past everything that counts requests. */
export interface Archive {
  database: TableClient;
  mailbox: Mailbox;
  executions(): Iterable<Execution>;
  accepted(): readonly string[];
  /** What a rival has changed between reads and writes. */
  edits(): readonly RivalEdit[];
}

/**
 * Reads an office that runs. Its clock must stand still and everything begun be done.
 *
 * @param more ids of inquiries that doors have accepted, besides those the office knows of
 */
export async function readApp(
  { clock, archive }: { clock: VirtualClock; archive: Archive },
  more: readonly string[] = [],
): Promise<Evidence> {
  const [items, mails] = await Promise.all([readTables(archive.database), readMails(archive.mailbox)]);
  const accepted = [...archive.accepted(), ...more];
  const executions = executionsOf(archive.executions());
  const [now, edits] = [new Date(clock.now()).toISOString(), archive.edits()];
  return evidenceOf({ now, grace: 0, items, mails, executions, accepted, edits });
}
