import { describe, expect, it } from "vitest";
import { formErrorsPage } from "../../../functions/intake/adapters/web-form/form-page.ts";
import { website } from "../website.ts";

const page = (fields: Record<string, string[]>) =>
  formErrorsPage(website, new Map(Object.entries(fields)), [], "https://leads.example/intake/form/website");

describe("the form again", () => {
  it("has what the person wrote, and what they did not see", () => {
    const { body } = page({ name: ['Zoë "Z"'], message: ["A <roof>"], roof: ["flat", "steep"] });
    for (const shown of ["Zoë &quot;Z&quot;", "A &lt;roof&gt;", 'value="flat"', 'value="steep"'])
      expect(body).toContain(shown);
  });

  it.each([
    ["one long text", { message: ["<".repeat(2_000_000)] }],
    ["one long field of another name", { roof: ['"'.repeat(2_000_000)] }],
    ["very many fields", { roof: Array.from({ length: 200_000 }, () => "\u0000") }],
    ["long names", { ["‹".repeat(1_000_000)]: ["x"] }],
  ])("is no longer than a Lambda may answer: %s", (_, fields) => {
    const reply = page({ name: ["Zoë"], ...fields });
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain("Zoë");
    expect(Buffer.byteLength(JSON.stringify(reply))).toBeLessThan(6 * 1024 * 1024);
  });
});
