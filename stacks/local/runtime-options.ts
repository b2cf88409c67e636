import type { Faults } from "./fault/faults.ts";
import type { RuntimeHost } from "./runtime-host.ts";

export interface RuntimeOptions {
  /** Port of the gateway; its neighbours follow. 0: the system chooses all. */
  port: number;
  /** Where people reach the gateway, if not at its own address: links in mails lead there. */
  publicUrl?: string;
  /** Folder that keeps everything; nothing is kept without it. */
  data?: string;
  /** Folder of the functions' logs, if it is another than in `data`. */
  logs?: string;
  clock: "real" | "manual";
  /** Start instant (ms) of a fresh manual clock. */
  start: number;
  /** Token of the private API; else one is made. */
  token?: string;
  /** Folder of a cloud assembly; else the application's own, synthesized when it has changed. */
  assembly?: string;
  /** Ends a start that is under way. */
  signal?: AbortSignal;
  /** Is done before `/health` says that all is well. */
  setUp?(door: { url: string; token: string }): Promise<void>;
  faults?: Faults;
  /** Whether a rival changes each item between the functions' read and their write of it: no edit may be lost. */
  interleave?: boolean;
  /** Where runtimes of this process leave warm environments to one another. One with data, a token or a rival of its own leaves none. */
  host?: RuntimeHost | undefined;
  report(line: string): void;
}
