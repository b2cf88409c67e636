import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import * as z from "zod";
import { Action } from "../../functions/workflow/input.ts";
import { VirtualClock } from "../../stacks/local/clock/clock.ts";
import type { Functions, Invocation } from "../../stacks/local/lambda/lambda.ts";
import { type Machines, startMachines } from "../../stacks/local/machine/machine.ts";
import { readAssembly } from "../../stacks/local/template/template.ts";

const monday = Date.parse("2026-11-23T09:00:00.000Z");
const minute = 60_000;
const assembly = readAssembly(inject("assembly"), "http://127.0.0.1:4000");
const machine = assembly.ofType("AWS::StepFunctions::StateMachine").find((it) => it.logicalId.startsWith("FollowUp"));
const { DefinitionString } = z.object({ DefinitionString: z.string() }).parse(machine?.properties);

const State = z.looseObject({
  Type: z.string(),
  Next: z.string().optional(),
  Resource: z.string().optional(),
  Choices: z.array(z.object({ StringEquals: z.string(), Next: z.string() })).optional(),
  Default: z.string().optional(),
});
const definition = z
  .object({ StartAt: z.string(), States: z.record(z.string(), State) })
  .parse(JSON.parse(DefinitionString));
const ofType = (type: string) => Object.entries(definition.States).filter(([, state]) => state.Type === type);

type Next = "response" | "action" | "touch" | "behaviour" | "unknown" | "sleep" | "done" | "superseded";
/** What a step answers when it is called: what to wait for, how many minutes; or how it fails. */
type Reply = [next: Next, minutes?: number] | { errorType: string };

const step = assembly.resources.find(({ logicalId }) => /^Step[0-9A-F]{8}$/.test(logicalId));
const isStep = (arnOrName: string): boolean => arnOrName === step?.arn || arnOrName === step?.ref;

const lead = { leadId: "ld_01K5AAAAAAAAAAAAAAAAAAAAAA", epoch: 3 };
const History = z.object({
  events: z.array(
    z.looseObject({
      type: z.string(),
      timestamp: z.number(),
      stateEnteredEventDetails: z.object({ name: z.string() }).optional(),
    }),
  ),
});

/** The deployed machine on a clock that stands still; its steps answer what the test wrote down for them. */
class Walk {
  readonly calls: { action: Action; payload: unknown; minute: number }[] = [];
  readonly #script: Reply[];
  readonly #clock = new VirtualClock({ mode: "manual", from: monday, failed: (error) => this.#failed(error) });
  readonly #failed = (error: unknown) => void this.failures.push(error);
  readonly failures: unknown[] = [];
  #machines: Machines | undefined;

  constructor(script: Reply[]) {
    this.#script = script;
  }

  get minute(): number {
    return (this.#clock.now() - monday) / minute;
  }

  async start(): Promise<void> {
    const functions: Functions = {
      invoke: async (arn, payload) => this.#answer(arn, payload),
      stop: async () => {},
    };
    this.#machines = await startMachines({ assembly, clock: this.#clock, functions, failed: this.#failed });
    await this.#call("StartExecution", { stateMachineArn: machine?.arn, name: "walk", input: JSON.stringify(lead) });
    await this.#clock.quiet();
  }

  passes = (minutes: number): Promise<void> => this.#clock.moveTo(this.#clock.now() + minutes * minute);

  /** The states entered so far. */
  async states(): Promise<string[]> {
    const { events } = History.parse(await this.#call("GetExecutionHistory", { executionArn: executionArn }));
    return events.flatMap((event) => event.stateEnteredEventDetails?.name ?? []);
  }

  async status(): Promise<string> {
    const described = await this.#call("DescribeExecution", { executionArn: executionArn });
    return z.object({ status: z.string() }).parse(described).status;
  }

  get transitions(): number {
    return this.#machines?.stats().transitions ?? 0;
  }

  async stop(): Promise<void> {
    await this.#machines?.stop();
    this.#clock.stop();
  }

  #answer(arn: string, payload: unknown): Invocation {
    if (!isStep(arn)) throw new Error(`${arn} is not the steps' function`);
    const { action, ...rest } = z.looseObject({ action: Action }).parse(payload);
    this.calls.push({ action, payload: rest, minute: this.minute });
    const reply = this.#script.shift();
    if (!reply) throw new Error("The machine calls more steps than the test foresaw");
    if ("errorType" in reply) return { ok: false, ...reply, errorMessage: "as the test wants it" };
    const [next, minutes = 0] = reply;
    return { ok: true, payload: { ...lead, next, at: new Date(this.#clock.now() + minutes * minute).toISOString() } };
  }

  async #call(operation: string, request: object): Promise<unknown> {
    const reply = await this.#machines?.service({
      method: "POST",
      path: "/",
      query: new URLSearchParams(),
      headers: {},
      target: `AWSStepFunctions.${operation}`,
      body: Buffer.from(JSON.stringify(request)),
    });
    const answer: unknown = JSON.parse(String(reply?.body));
    if (reply?.status !== 200) throw new Error(`${operation}: ${reply?.body}`);
    return answer;
  }
}
const executionArn = `${machine?.arn.replace(":stateMachine:", ":execution:")}:walk`;

let walk: Walk;
const walks = async (...script: Reply[]): Promise<void> => {
  walk = new Walk(script);
  await walk.start();
};
beforeEach(() => {
  walk = new Walk([]);
});
afterEach(async () => {
  await walk.stop();
  expect(walk.failures).toEqual([]);
});

describe("every state of the follow-up workflow", () => {
  it("Tell lead and owner: comes first, with the lead, the epoch and the contract version", async () => {
    await walks(["done"]);
    expect(definition.StartAt).toBe("Tell lead and owner");
    expect(walk.calls).toEqual([{ action: "send-pending", payload: { contract: 2, ...lead }, minute: 0 }]);
  });

  it.each<[Next, string]>([
    ["response", "Wait for first response"],
    ["action", "Wait for the next action"],
    ["touch", "Wait for the next attempt"],
    ["behaviour", "Wait whether a scanner clicked"],
    ["unknown", "Wait for word of a mail"],
    ["superseded", "Superseded by newer events"],
    ["done", "Nothing more to wait for"],
    ["sleep", "Sleep on the lead's card"],
  ])("What comes next? %s leads to: %s", async (next, state) => {
    await walks([next, 10]);
    expect((await walk.states()).at(-1)).toBe(state);
    const ends = definition.States[state]?.Type === "Succeed";
    expect(await walk.status()).toBe(ends ? "SUCCEEDED" : "RUNNING");
  });

  it.each<[Next, string, Action, string]>([
    ["response", "Wait for first response", "escalate", "Escalate the open response"],
    ["action", "Wait for the next action", "remind", "Remind owner of the next action"],
    ["touch", "Wait for the next attempt", "run-cadence-step", "Try to reach the lead"],
    ["behaviour", "Wait whether a scanner clicked", "evaluate-clicks", "See what the clicks mean"],
    ["unknown", "Wait for word of a mail", "send-pending", "Tell lead and owner"],
  ])("%s: waits until the instant the step named, then acts", async (next, wait, action, state) => {
    await walks([next, 5], ["done"]);
    await walk.passes(4.99);
    expect(walk.calls).toHaveLength(1);
    await walk.passes(0.01);
    expect(walk.calls[1]).toEqual({ action, payload: { contract: 2, ...lead }, minute: 5 });
    expect(await walk.states()).toEqual([
      "Tell lead and owner",
      "What comes next?",
      wait,
      state,
      "What comes next?",
      "Nothing more to wait for",
    ]);
    expect(await walk.status()).toBe("SUCCEEDED");
  });

  it("an instant that has passed is no wait at all", async () => {
    await walks(["response", -60], ["superseded"]);
    expect(walk.calls.map(({ action, minute: at }) => [action, at])).toEqual([
      ["send-pending", 0],
      ["escalate", 0],
    ]);
    expect((await walk.states()).at(-1)).toBe("Superseded by newer events");
  });

  it("a wait of 30 days, the longest, is waited to the end", async () => {
    await walks(["action", 30 * 24 * 60], ["done"]);
    await walk.passes(30 * 24 * 60 - 1);
    expect(walk.calls).toHaveLength(1);
    await walk.passes(1);
    expect(walk.calls.map(({ action }) => action)).toEqual(["send-pending", "remind"]);
  });
});

describe("a run with breach", () => {
  it("takes at most three transitions for each touch, and one more to start", async () => {
    await walks(["response", 5], ["response", 5], ["response", 10], ["response", 24 * 60], ["action", 60], ["done"]);
    await walk.passes(2 * 24 * 60);
    expect(walk.calls.map(({ action, minute: at }) => [action, at])).toEqual([
      ["send-pending", 0],
      ["escalate", 5],
      ["escalate", 10],
      ["escalate", 20],
      ["escalate", 20 + 24 * 60],
      ["remind", 80 + 24 * 60],
    ]);
    expect(walk.transitions).toBeLessThanOrEqual(3 * walk.calls.length);
    expect(await walk.states()).toHaveLength(walk.transitions);
  });
});

describe("a step that fails", () => {
  it("is tried again, within half a minute each time, and goes on as if nothing had happened", async () => {
    const failing = Array.from({ length: 5 }, (): Reply => ({ errorType: "Lambda.Unknown" }));
    await walks(...failing, ["response", 60], ["done"]);
    await walk.passes(15);
    expect(walk.calls).toHaveLength(6);
    const times = walk.calls.map(({ minute: at }) => at);
    const gaps = times.slice(1).map((at, place) => at - (times[place] ?? 0));
    for (const [place, gap] of gaps.entries()) expect(gap).toBeLessThanOrEqual(2 ** (place + 1) / 60);
    expect((await walk.states()).at(-1)).toBe("Wait for first response");
  });

  it("fails the execution when it never works; the sweep finds the lead overdue then", async () => {
    await walks(...Array.from({ length: 9 }, (): Reply => ({ errorType: "Sandbox.Timedout" })));
    await walk.passes(20);
    expect(await walk.status()).toBe("FAILED");
    expect(walk.calls).toHaveLength(6);
  });

  it.each(ofType("Task"))("%s has the one retry policy and calls a function of ours", (_, state) => {
    expect(state).toMatchObject({
      Parameters: { contract: 2, action: expect.any(String), "leadId.$": "$.leadId", "epoch.$": "$.epoch" },
      Retry: [
        {
          ErrorEquals: ["States.ALL"],
          IntervalSeconds: 2,
          MaxAttempts: 5,
          BackoffRate: 2,
          JitterStrategy: "FULL",
        },
      ],
    });
    expect(isStep(state.Resource ?? "")).toBe(true);
  });
});

describe("the definition", () => {
  it("is made of plain states, each of which can be reached", () => {
    expect(new Set(Object.values(definition.States).map(({ Type }) => Type))).toEqual(
      new Set(["Task", "Choice", "Wait", "Succeed"]),
    );
    const targets = Object.values(definition.States).flatMap(({ Next, Default, Choices = [] }) => [
      Next,
      Default,
      ...Choices.map((choice) => choice.Next),
    ]);
    const reached = new Set([definition.StartAt, ...targets.filter((target) => target !== undefined)]);
    expect([...reached].sort()).toEqual(Object.keys(definition.States).sort());
  });

  it("sleeps only until an instant, never for a time: nothing polls", () => {
    expect(ofType("Wait").length).toBeGreaterThan(0);
    for (const [, state] of ofType("Wait")) expect(state).toMatchObject({ TimestampPath: "$.at" });
  });
});
