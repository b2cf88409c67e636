import { readdirSync } from "node:fs";
import { join } from "node:path";
import { App, Stack } from "aws-cdk-lib";
import { CfnInclude } from "aws-cdk-lib/cloudformation-include";
import { AwsSolutionsChecks, type INagLogger } from "cdk-nag";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { justified } from "../../stacks/nag.ts";

interface Finding {
  rule: string;
  /** `<stack>/<logical id> <what was found>`. */
  place: string;
}

const place = (path: string, what: string): string => `${path.replace("/Template/", "/")} ${what}`;

/** Shows the templates that ship, resource by resource, to the rules. What a rule could not judge is a finding too. */
function findings(folder: string): Finding[] {
  const found: Finding[] = [];
  const nothing = (): void => undefined;
  const logger: INagLogger = {
    onCompliance: nothing,
    onNotApplicable: nothing,
    onSuppressed: nothing,
    onSuppressedError: nothing,
    onNonCompliance: ({ ruleId, findingId, resource }) =>
      found.push({ rule: ruleId, place: place(resource.node.path, findingId) }),
    onError: ({ ruleId, errorMessage, resource }) =>
      found.push({ rule: ruleId, place: place(resource.node.path, errorMessage) }),
  };
  const app = new App();
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".template.json"))) {
    const stack = new Stack(app, file.replace(/^local-leadwright-|\.template\.json$/g, ""));
    new CfnInclude(stack, "Template", { templateFile: join(folder, file) });
  }
  const checks = new AwsSolutionsChecks({ reports: false, additionalLoggers: [logger] });
  for (const node of app.node.findAll()) checks.visit(node);
  return found;
}

const isJustified = ({ rule, place }: Finding): boolean =>
  justified.some((one) => one.rule === rule && one.where.test(place));

describe("cdk-nag's AwsSolutions rules", () => {
  let found: Finding[] = [];
  beforeAll(() => {
    found = findings(inject("assembly"));
  });

  it("look at every stack", () => {
    const stacks = new Set(found.map(({ place }) => place.split("/")[0]));
    expect(stacks.size).toBe(readdirSync(inject("assembly")).filter((name) => name.endsWith(".template.json")).length);
  });

  it("find nothing but what stays for a reason", () => {
    expect(found.filter((finding) => !isJustified(finding))).toEqual([]);
  });

  it("still find everything that is justified", () => {
    const stale = justified.filter(({ rule, where }) => !found.some((it) => it.rule === rule && where.test(it.place)));
    expect(stale.map(({ rule, where }) => `${rule} ${where}`)).toEqual([]);
  });
});
