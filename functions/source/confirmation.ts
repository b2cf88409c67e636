import * as z from "zod";
import { optInCounterRange } from "../lead/store/opt-in-counters.ts";
import { storedItem } from "../platform/aws/stored-item.ts";
import { query } from "../platform/aws/table.ts";
import type { SourceId } from "./source.ts";

const Shard = z.object({
  optedIn: z.number().default(0),
  confirmed: z.number().default(0),
  disowned: z.number().default(0),
  refuted: z.number().default(0),
});
const optInCounters = storedItem<z.infer<typeof Shard>>({ kind: "typed-in", shape: Shard });

export interface Confirmation {
  optedIn: number;
  confirmed: number;
  /** Nobody has said yet whether the address is theirs. */
  waiting: number;
  /** Whoever reads mail there has not written to us: somebody abuses the source. */
  notMe: number;
}

const shardsAtMost = 100;

/** What became of the addresses that a source has brought, of all its time. */
export async function confirmationOf(source: SourceId): Promise<Confirmation> {
  const shards = optInCounters.readEach(await query({ ...optInCounterRange(source), limit: shardsAtMost }));
  const sum = (counter: keyof z.infer<typeof Shard>) => shards.reduce((all, shard) => all + shard[counter], 0);
  const [optedIn, confirmed] = [sum("optedIn"), sum("confirmed")];
  return { optedIn, confirmed, waiting: optedIn - confirmed - sum("refuted"), notMe: sum("disowned") };
}
