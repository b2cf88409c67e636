import { expect, vi } from "vitest";
import type { Runtime } from "../../stacks/local/runtime.ts";
import { itIsQuiet } from "../when.ts";

/** A function of the template, by the beginning of its logical id. */
export const functionOf = ({ assembly }: Runtime, id: string): { arn: string; ref: string } => {
  const found = assembly.ofType("AWS::Lambda::Function").find(({ logicalId }) => logicalId.startsWith(id));
  if (!found) throw new Error(`The template has no function ${id}`);
  return found;
};

/** The table's stream loses what it should tell the router meanwhile. */
export async function withRouterDeaf(app: Runtime, act: () => Promise<void>): Promise<void> {
  const { functions } = app;
  const { arn, ref } = functionOf(app, "Router");
  const isRouter = (arnOrName: string) => arnOrName === arn || arnOrName === ref;
  const invoke = functions.invoke.bind(functions);
  const spy = vi
    .spyOn(functions, "invoke")
    .mockImplementation(async (name, payload) =>
      isRouter(name) ? { ok: true, payload: null } : invoke(name, payload),
    );
  try {
    await act();
    await itIsQuiet(app);
    expect(spy.mock.calls.some(([name]) => isRouter(name))).toBe(true);
  } finally {
    spy.mockRestore();
  }
}
