import type { Engine } from "./engine/engine.ts";
import { EngineError, errorBody } from "./engine/engine-error.ts";
import { jsonBodyOf, jsonOf } from "./json-body.ts";
import type { TableAnswer } from "./table-client.ts";

interface Waiting {
  /** @returns what gives its caller the answer */
  carryOut(): () => void;
  reject(error: unknown): void;
}

/** Has requests that come at the same time carried out together: what they write goes to the disk once, before any answer. */
export class Together {
  readonly #engine: Engine;
  #waiting: Waiting[] = [];

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  answer(operation: string, body: Buffer): Promise<TableAnswer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ carryOut: () => this.#outcome(operation, body, resolve, reject), reject });
      if (this.#waiting.length === 1) setImmediate(() => this.#serve());
    });
  }

  #serve(): void {
    const all = this.#waiting;
    this.#waiting = [];
    const carryOut = () => all.map((one) => one.carryOut());
    try {
      for (const tell of all.length > 1 ? this.#engine.atOnce(carryOut) : carryOut()) tell();
    } catch (error) {
      for (const { reject } of all) reject(error);
    }
  }

  /** A request that fails undoes what it has written, and nothing of the others. */
  #outcome(operation: string, body: Buffer, resolve: (answer: TableAnswer) => void, reject: Waiting["reject"]) {
    try {
      const answer = answered(this.#engine, operation, body);
      return () => resolve(answer);
    } catch (error) {
      return () => reject(error);
    }
  }
}

function answered(engine: Engine, operation: string, body: Buffer): TableAnswer {
  try {
    return { status: 200, body: jsonBodyOf(engine.call(operation, parsed(body))) };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { status: 400, body: jsonBodyOf(errorBody(error)) };
  }
}

function parsed(body: Buffer): unknown {
  try {
    return jsonOf(body);
  } catch (cause) {
    throw Object.assign(new EngineError("SerializationException", "The request is no JSON"), { cause });
  }
}
