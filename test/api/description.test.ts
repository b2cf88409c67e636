import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, inject, it, vi } from "vitest";
import * as z from "zod";
import { describeApi } from "../../functions/api/openapi.ts";
import { readAssembly } from "../../stacks/local/template/template.ts";
import { generated, generatedClient } from "./generated-client.ts";

const Properties = z.object({ Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }) });

/** The routes of the private API, as the functions of the template have them. */
async function routes() {
  const functions = readAssembly(inject("assembly"), "https://api.example").ofType("AWS::Lambda::Function");
  for (const { properties, logicalId } of functions.filter((one) => /^(OpsApi|IntakeApi)/.test(one.logicalId)))
    for (const [name, value] of Object.entries(Properties.parse(properties).Environment.Variables))
      vi.stubEnv(name, String(value ?? logicalId));
  const { routes: ofLeads } = await import("../../functions/api/api.ts");
  const { routes: ofSources } = await import("../../functions/api/intake-api.ts");
  return [...ofLeads, ...ofSources];
}

describe("the description of the API", async () => {
  const document = describeApi(await routes());

  it("is what stands in functions/api/generated: npm test -- -u test/api/description writes it anew", async () => {
    const text = `${generated}export const openapi: unknown = ${JSON.stringify(document, undefined, 2)};\n`;
    await expect(text).toMatchFileSnapshot("../../functions/api/generated/openapi.ts");
  });

  it("is valid OpenAPI 3.1", async () => {
    const { valid, errors } = await new Validator().validate(structuredClone({ ...document }));
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
  });

  it("names each operation once, and describes what each takes and answers", () => {
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
    const names = operations.map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
    expect(JSON.stringify(document.paths)).not.toMatch(/"schema":\{\}/);
  });

  it("is what the client was made of", async () => {
    await expect(await generatedClient(document)).toMatchFileSnapshot("../../functions/api/generated/client.ts");
  });
});
