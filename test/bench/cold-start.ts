import { VirtualClock } from "../../stacks/local/clock/clock.ts";
import { bundleBytes, defineFunction, type FunctionDefinition } from "../../stacks/local/lambda/function-definition.ts";
import { FunctionLog } from "../../stacks/local/lambda/function-log.ts";
import { FunctionWorker } from "../../stacks/local/lambda/function-worker.ts";
import { readAssembly } from "../../stacks/local/template/template.ts";
import { median } from "./closed-loop.ts";
import type { ColdStart } from "./figures.ts";

const starts = 5;

/** Starts each function of ours in a fresh worker a few times, one after the other; nothing is invoked. */
export async function coldStarts(assemblyFolder: string): Promise<ColdStart[]> {
  const assembly = readAssembly(assemblyFolder, "http://127.0.0.1");
  const nowhere = { dynamoDb: "http://127.0.0.1:1", aws: "http://127.0.0.1:1" };
  const found: ColdStart[] = [];
  for (const resource of assembly.ofType("AWS::Lambda::Function")) {
    if (resource.logicalId.startsWith("CustomResourceHandler")) continue;
    const definition = defineFunction(resource, assembly, nowhere);
    const initMs: number[] = [];
    for (let start = 0; start < starts; start++) initMs.push(await initTime(definition));
    const name = resource.logicalId.replace(/[0-9A-F]{8}$/, "");
    found.push({ function: name, kilobytes: bundleBytes(definition) / 1024, initMs: median(initMs) });
  }
  return found;
}

async function initTime(definition: FunctionDefinition): Promise<number> {
  const clock = new VirtualClock({ mode: "real", from: 0, failed: (error) => console.error(error) });
  const worker = new FunctionWorker(
    "measured",
    definition,
    { clock: clock.shared, isKeptWaiting: () => false },
    new FunctionLog(definition.logicalId, undefined),
  );
  const outcome = await worker.started;
  await worker.stop();
  clock.stop();
  if (!outcome.ok) throw new Error(`${definition.logicalId} does not start: ${outcome.errorMessage}`);
  return worker.initMs;
}
