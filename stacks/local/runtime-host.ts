import type { SecretValues } from "./aws/secrets.ts";
import { type ClockCells, clockCells } from "./clock/clock.ts";
import { type LoopbackServer, listen, unanswered } from "./http/http-port.ts";
import { WarmEnvironments } from "./lambda/warm-environments.ts";

export interface Lease {
  readonly clockCells: ClockCells;
  readonly secrets: SecretValues;
  readonly environments: WarmEnvironments;
  /** A port by what it is for; it is listened on from the first use to the end of the process. */
  port(use: string): Promise<LoopbackServer>;
  stop(): void;
}

/** What runtimes of one process have in common, one after the other: warm environments and all that they tell of. */
export class RuntimeHost {
  readonly #ports = new Map<string, Promise<LoopbackServer>>();
  readonly #shared: Pick<Lease, "clockCells" | "secrets" | "environments">;
  #taken = false;

  /** @param remembers whether functions of this logical id remember what they have read of the table */
  constructor(remembers: (logicalId: string) => boolean) {
    this.#shared = { clockCells: clockCells(), secrets: {}, environments: new WarmEnvironments(remembers) };
  }

  /** Takes it until the lease is stopped; nothing while another runtime has it. */
  lease(): Lease | undefined {
    if (this.#taken) return undefined;
    this.#taken = true;
    return {
      ...this.#shared,
      port: (use) => this.#port(use),
      stop: () => {
        this.#taken = false;
      },
    };
  }

  async #port(use: string): Promise<LoopbackServer> {
    const opened = this.#ports.get(use) ?? listen(0);
    this.#ports.set(use, opened);
    const server = await opened;
    return { ...server, stop: async () => server.serve(unanswered) };
  }
}
