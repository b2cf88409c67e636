import * as z from "zod";
import type { LocalFunctions } from "../lambda/lambda.ts";
import { matches } from "../stream/event-pattern.ts";
import type { Assembly } from "../template/template.ts";

const Properties = z.object({
  EventPattern: z.record(z.string(), z.unknown()).optional(),
  State: z.string().default("ENABLED"),
  Targets: z.array(z.object({ Arn: z.string() })).default([]),
});

const isFunction = (arn: string): boolean => arn.includes(":lambda:");

/** The event bus: hands an event to the functions whose rules match it; true when all have taken it at the first attempt. */
export function createEventBus(assembly: Assembly, functions: Pick<LocalFunctions, "invokeAsync">) {
  const rules = assembly.ofType("AWS::Events::Rule").flatMap(({ properties }) => {
    const { EventPattern: pattern, State, Targets } = Properties.parse(properties);
    return pattern && State === "ENABLED"
      ? [{ pattern, targets: Targets.map(({ Arn }) => Arn).filter(isFunction) }]
      : [];
  });
  return async (event: unknown): Promise<boolean> => {
    const targets = rules.filter(({ pattern }) => matches(pattern, event)).flatMap((rule) => rule.targets);
    const invocations = await Promise.all(targets.map((arn) => functions.invokeAsync(arn, event)));
    return invocations.every(({ ok }) => ok);
  };
}
