import { asStored } from "./item-store.ts";
import { itemKeyOf, placeOfKey } from "./key.ts";
import { ItemPage } from "./page.ts";
import type { ScanRequest } from "./request.ts";
import type { Sqlite } from "./sqlite.ts";
import type { TableDefinition } from "./table-definition.ts";

/** Answers one page of a scan, in the order of the keys: for audits, since the application scans nothing. */
export function scan(sqlite: Sqlite, table: TableDefinition, request: ScanRequest): object {
  const start = request.ExclusiveStartKey && placeOfKey(request.ExclusiveStartKey, table.keys);
  const beyond = start ? "AND (pk, sk) > (?, ?)" : "";
  const rows = sqlite.each(
    `SELECT item, bytes FROM items WHERE holder = ? ${beyond} ORDER BY pk, sk`,
    table.id,
    ...(start ? [start.pk, start.sk] : []),
  );
  const page = new ItemPage(request);
  for (const row of rows) if (!page.take(asStored(row))) break;
  return page.answer((last) => itemKeyOf(last, [table.keys]));
}
