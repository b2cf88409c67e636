import * as z from "zod";
import { jsonBodyOf, jsonOf } from "./json-body.ts";

/** A read of which DynamoDB does only a part, and says so: what is asked of it instead, and what its answer then is. */
export interface CutShort {
  body: Buffer;
  answered(body: Buffer): Buffer;
}

const Batch = z.looseObject({
  RequestItems: z.record(z.string(), z.looseObject({ Keys: z.array(z.unknown()) })),
});
const Query = z.looseObject({});

/** The first key of each table is read; the rest of them is not processed (API_BatchGetItem, "UnprocessedKeys"). */
function firstKeys(body: Buffer): CutShort {
  const { RequestItems, ...rest } = Batch.parse(jsonOf(body));
  const part = (from: number, to?: number) =>
    Object.entries(RequestItems).map(
      ([table, wanted]) => [table, { ...wanted, Keys: wanted.Keys.slice(from, to) }] as const,
    );
  const left = part(1).filter(([, { Keys }]) => Keys.length > 0);
  return {
    body: jsonBodyOf({ ...rest, RequestItems: Object.fromEntries(part(0, 1)) }),
    answered: (answer) => jsonBodyOf({ ...Query.parse(jsonOf(answer)), UnprocessedKeys: Object.fromEntries(left) }),
  };
}

/** A page ends where DynamoDB likes: here after its first item (API_Query, "LastEvaluatedKey"). */
const firstItem = (body: Buffer): CutShort => ({
  body: jsonBodyOf({ ...Query.parse(jsonOf(body)), Limit: 1 }),
  answered: (answer) => answer,
});

/** How a read is cut short; only `BatchGetItem` and `Query` can be. */
export const cutShort = (operation: string, body: Buffer): CutShort =>
  operation === "Query" ? firstItem(body) : firstKeys(body);
