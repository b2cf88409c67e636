import { expect, it } from "vitest";
import { checkMachines } from "../../stacks/local/machine/machine-definition.ts";
import { assemblyOf, functionArn } from "./machine-host.ts";

const end = { Type: "Succeed" };
const only = (state: object) => ({ StartAt: "Only", States: { Only: state } });

it.each([
  ["a state type it cannot run", only({ Type: "Map", End: true }), 'State "Only" has the unknown type Map'],
  ["a JSONata machine", { ...only(end), QueryLanguage: "JSONata" }, "JSONata"],
  ["a JSONata state", only({ ...end, QueryLanguage: "JSONata" }), 'State "Only" speaks JSONata'],
  ["variables", only({ Type: "Pass", Assign: {}, End: true }), "Assign"],
  ["a service it cannot call", only({ Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage", End: true }), "sqs"],
  ["a function that is not there", only({ Type: "Task", Resource: `${functionArn}2`, End: true }), "no function"],
  ["time it cannot tell", only({ Type: "Pass", Parameters: { "a.$": "$$.State.EnteredTime" }, End: true }), "State."],
  ["a state that leads nowhere", only({ Type: "Pass", Next: "Missing" }), "Missing"],
  ["a wait without a duration", only({ Type: "Wait", End: true }), "WAIT_DURATION"],
])("stops at %s, by name", (_what, definition, reason) => {
  const read = () => checkMachines(assemblyOf(definition));
  expect(read).toThrow("State machine FollowUp cannot run here");
  expect(read).toThrow(reason);
});
