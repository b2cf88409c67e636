import * as z from "zod";
import { Faults, Rates } from "../../stacks/local/fault/faults.ts";
import { startRuntime } from "../../stacks/local/runtime.ts";
import { seed } from "../../stacks/local/seed.ts";

const Options = z.object({
  data: z.string(),
  publicUrl: z.string(),
  start: z.number(),
  fresh: z.boolean(),
  faultSeed: z.number(),
  rates: Rates,
});
export type RuntimeOrder = z.infer<typeof Options>;

/** A process of its own for a runtime that is going to be killed: it says where it is, and ends when its parent does. */
async function main(): Promise<void> {
  const { fresh, faultSeed, rates, ...options } = Options.parse(JSON.parse(process.argv[2] ?? ""));
  const runtime = await startRuntime({
    ...options,
    port: 0,
    clock: "manual",
    faults: new Faults(faultSeed, rates),
    ...(fresh && { setUp: seed }),
    report: (line) => console.error(line),
  });
  process.stdin.on("end", () => process.exit(0)).resume();
  void runtime.lost.then(() => process.exit(1));
  const { url, token, smtpPort } = runtime;
  console.log(JSON.stringify({ url, token, smtpPort }));
}

await main();
