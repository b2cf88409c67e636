import { join } from "node:path";
import { type Buckets, openBuckets } from "./aws/bucket.ts";
import { openSecretStore, type SecretStore } from "./aws/secrets.ts";
import type { VirtualClock } from "./clock/clock.ts";
import { openClock } from "./clock/clock-file.ts";
import { type DataFolder, openData } from "./data/data-folder.ts";
import type { Stops } from "./disposables.ts";
import { type LoopbackServer, listen } from "./http/http-port.ts";
import type { WarmEnvironments } from "./lambda/warm-environments.ts";
import type { RuntimeOptions } from "./runtime-options.ts";
import { createTables, type LocalTable } from "./table/table.ts";
import { openTable, type TableService } from "./table/table-service.ts";
import { cachedAssembly } from "./template/assembly-cache.ts";
import { type Assembly, readAssembly } from "./template/template.ts";

export interface Ground {
  kept: DataFolder | undefined;
  assembly: Assembly;
  gateway: LoopbackServer;
  dynamoDoor: LoopbackServer;
  awsDoor: LoopbackServer;
  table: TableService;
  tables: LocalTable[];
  clock: VirtualClock;
  secrets: SecretStore;
  buckets: Buckets;
  /** Environments that the runtime before has left, if there is a host to keep them. */
  warm: WarmEnvironments | undefined;
  /** The port that lies so far from the gateway's; 0 lets the system choose. */
  neighbour(offset: number): number;
}

/** Takes folder and ports, reads the assembly, starts clock and table. @throws Error when one is taken or does not open */
export async function layGround(
  options: RuntimeOptions,
  stops: Stops,
  { failed, expired }: { failed(error: unknown): void; expired(): void },
): Promise<Ground> {
  const { data } = options;
  const inData = (name: string) => (data === undefined ? undefined : join(data, name));
  const neighbour = (offset: number) => (options.port === 0 ? 0 : options.port + offset);

  const kept = data === undefined ? undefined : stops.add(openData(data));
  const hasOwnSecrets = data !== undefined || options.token !== undefined;
  const lease = hasOwnSecrets ? undefined : options.host?.lease();
  if (lease) stops.add(lease);
  const door = (use: string, offset: number) => lease?.port(use) ?? listen(neighbour(offset));
  const gateway = stops.add(await door("gateway", 0));
  const dynamoDoor = stops.add(await door("dynamodb", 3));
  const awsDoor = stops.add(await door("aws", 4));
  const assembly = readAssembly(
    options.assembly ?? (await cachedAssembly(options.signal)),
    options.publicUrl ?? gateway.url,
  );

  const { clock: mode, start } = options;
  const { clock } = stops.add(openClock({ mode, start, file: inData("clock.json"), cells: lease?.clockCells, failed }));
  const folder = inData("table");
  const table = stops.add(
    await openTable({ region: assembly.region, ...(folder && { folder }), now: () => clock.now(), expired }),
  );
  const tables = await createTables(assembly, table.client);
  const secrets = openSecretStore(assembly, inData("secrets.json"), options.token, lease?.secrets);
  const buckets = openBuckets(assembly, inData("buckets"));
  const warm = lease?.environments;
  return { kept, assembly, gateway, dynamoDoor, awsDoor, table, tables, clock, secrets, buckets, warm, neighbour };
}
