import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { prepareDynamo } from "../../stacks/local/table/dynamo.ts";
import { cachedAssembly } from "../../stacks/local/template/assembly-cache.ts";
import { coldStarts } from "./cold-start.ts";
import type { Figures, StorageFigures } from "./figures.ts";
import { measureStorage } from "./measure.ts";
import { asText } from "./report.ts";

/** `npm run bench [-- --json FILE] [--profile DIR]`: about two minutes; everything stays on this machine. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { json: { type: "string" }, profile: { type: "string" } } });
  const [assembly] = await Promise.all([cachedAssembly(), prepareDynamo()]);
  const cores = cpus();
  const machine = {
    cpu: cores[0]?.model ?? "unknown",
    cores: cores.length,
    node: process.versions.node,
    at: new Date().toISOString(),
    loadBefore: loadavg()[0] ?? 0,
  };
  const starts = await coldStarts(assembly);
  const storages: StorageFigures[] = [];
  for (const storage of ["memory", "disk"] as const) {
    storages.push(await measureStorage(assembly, storage, values.profile));
  }
  const figures: Figures = { machine, storages, coldStarts: starts };
  console.log(asText(figures));
  if (values.json) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
}

await main();
