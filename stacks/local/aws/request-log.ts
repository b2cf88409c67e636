import { jsonReply, type LocalRoute } from "../http/local-route.ts";

export interface RequestCount {
  /** Logical id of the function that called; absent for others. */
  caller?: string;
  service: string;
  operation: string;
  count: number;
}

/** Counts every AWS request by caller, service and operation. */
export class RequestLog {
  readonly #counts = new Map<string, RequestCount>();

  add(caller: string | undefined, service: string, operation: string): void {
    const key = `${caller} ${service} ${operation}`;
    const seen = this.#counts.get(key);
    if (seen) seen.count++;
    else this.#counts.set(key, { ...(caller && { caller }), service, operation, count: 1 });
  }

  get items(): RequestCount[] {
    return [...this.#counts.values()].map((it) => ({ ...it }));
  }

  reset(): void {
    this.#counts.clear();
  }

  /** `GET /local/requests` and `POST /local/requests/reset`. */
  routes(): LocalRoute[] {
    const answer = async () => jsonReply(200, { items: this.items });
    return [
      { method: "GET", path: "/local/requests", answer },
      {
        method: "POST",
        path: "/local/requests/reset",
        answer: () => {
          this.reset();
          return answer();
        },
      },
    ];
  }
}
