import * as z from "zod";
import type { Assembly, Resource } from "../template/template.ts";
import { PolicyDocument, readStatements, type Statement } from "./statement.ts";

export interface Role {
  arn: string;
  /** Logical id of the function or state machine that takes the role. */
  bearer: string;
  statements: Statement[];
}

const Policies = z.array(z.object({ PolicyName: z.string(), PolicyDocument })).default([]);
const RoleProperties = z.object({ Policies });
const PolicyProperties = z.object({ PolicyDocument, Roles: z.array(z.string()).default([]) });

/** The property that names the role, by the type of its bearer. */
const bearers = { "AWS::Lambda::Function": "Role", "AWS::StepFunctions::StateMachine": "RoleArn" };

/** The roles of functions and state machines; AWS's managed ones only let them log. @throws Error naming a policy not known */
export function readRoles(assembly: Assembly): Role[] {
  const roles = new Map(assembly.ofType("AWS::IAM::Role").map((role) => [role.arn, role]));
  const policies = assembly.ofType("AWS::IAM::Policy");
  return Object.entries(bearers).flatMap(([type, property]) =>
    assembly.ofType(type).flatMap(({ logicalId, properties }) => {
      const arn = z.record(z.string(), z.unknown()).parse(properties)[property];
      const role = typeof arn === "string" ? roles.get(arn) : undefined;
      return role ? [{ arn: role.arn, bearer: logicalId, statements: statementsOf(role, policies) }] : [];
    }),
  );
}

function statementsOf(role: Resource, policies: Resource[]): Statement[] {
  const inline = RoleProperties.parse(role.properties).Policies.flatMap((it) =>
    readStatements(`${it.PolicyName} of ${role.logicalId}`, it.PolicyDocument),
  );
  const attached = policies
    .map(({ logicalId, properties }) => ({ logicalId, ...PolicyProperties.parse(properties) }))
    .filter(({ Roles }) => Roles.includes(role.ref))
    .flatMap((policy) => readStatements(policy.logicalId, policy.PolicyDocument));
  return [...inline, ...attached];
}
