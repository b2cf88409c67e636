import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import * as z from "zod";
import { type Answer, type BothEngines, compared } from "./both-engines.ts";
import { anyRequest, type TableRequest } from "./requests.ts";

/** A request to which the engines said different things. */
export interface Difference {
  request: TableRequest;
  ours: Answer;
  theirs: Answer;
}

const isInvalid = (answer: Answer): boolean =>
  "code" in answer && (answer.code === "ValidationException" || answer.message.includes("ValidationError"));

/** Whether an update's expression, alone or in a transaction, changes the partition key. */
const updatesKey = ({ body }: TableRequest): boolean =>
  /"UpdateExpression":"[^"]*(\b(SET|REMOVE|ADD|DELETE)|,) pk\b/.test(JSON.stringify(body));

const Limited = z.looseObject({ Limit: z.number() });
const Paged = z.looseObject({ ScannedCount: z.number(), LastEvaluatedKey: z.unknown().optional() });

/** A page that its limit has ended: whether it names a next one is not known to mean that there is more (API_Query, "LastEvaluatedKey"). */
function withoutEnd({ body }: TableRequest, answer: Answer): unknown {
  const page = "ok" in answer ? Paged.safeParse(answer.ok).data : undefined;
  if (!page || page.ScannedCount !== Limited.safeParse(body).data?.Limit) return answer;
  return { ...page, LastEvaluatedKey: undefined };
}

/**
 * Where DynamoDB Local is known to do otherwise than AWS. A request with two faults is refused for either; a transaction
 * with an item twice is refused as a whole (API_TransactWriteItems), DynamoDB Local may look at conditions before; keys may
 * not be updated whatever the condition says.
 */
const isKnown = ({ request, ours, theirs }: Difference): boolean => {
  if (isInvalid(ours) && isInvalid(theirs)) return true;
  if (updatesKey(request)) return "code" in ours && "code" in theirs;
  if ("ok" in ours && "ok" in theirs) return isDeepStrictEqual(withoutEnd(request, ours), withoutEnd(request, theirs));
  const text = "code" in ours ? ours.message : "";
  if (/multiple operations on one item/.test(text)) return "code" in theirs;
  // dynalite compares UTF-16 where DynamoDB compares UTF-8: bounds beyond the basic plane.
  return /^Invalid \w+: The BETWEEN operator requires upper bound/.test(text) && "ok" in theirs;
};

/** Asks both engines the same random requests, table by table. @returns what they disagreed on, and how many were asked */
export async function compare(
  both: BothEngines,
  { seed, tables }: { seed: number; tables: number },
): Promise<{ asked: number; accepted: number; differences: Difference[] }> {
  const differences: Difference[] = [];
  let [asked, accepted] = [0, 0];
  const rounds = fc.sample(fc.array(anyRequest, { minLength: 20, maxLength: 40 }), { seed, numRuns: tables });
  for (const requests of rounds) {
    await both.renew();
    for (const request of requests) {
      const { ours, theirs } = await both.ask(request);
      asked++;
      if ("ok" in ours) accepted++;
      if (isDeepStrictEqual(compared(ours), compared(theirs))) continue;
      if (isKnown({ request, ours, theirs })) {
        if ("ok" in ours || "ok" in theirs) break;
        continue;
      }
      differences.push({ request, ours, theirs });
      // From here on the tables may hold different things.
      break;
    }
    const { ours, theirs } = await both.records();
    if (!isDeepStrictEqual(ours, theirs))
      differences.push({ request: { operation: "GetRecords", body: {} }, ours: { ok: ours }, theirs: { ok: theirs } });
  }
  return { asked, accepted, differences };
}
