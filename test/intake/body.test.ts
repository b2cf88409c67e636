import { describe, expect, it } from "vitest";
import { fieldsIn } from "../../functions/intake/body.ts";

describe("the body of a form", () => {
  it("may name one field two hundred thousand times, and takes no time", async () => {
    const many = Buffer.from("a=1&".repeat(200_000));
    const began = performance.now();
    const fields = await fieldsIn(many, "application/x-www-form-urlencoded");
    expect(fields.get("a")).toHaveLength(200_000);
    expect(performance.now() - began).toBeLessThan(5000);
  });

  it("is refused when it is nested deeper than any form", async () => {
    const deep = `{"email":"ida@example.com","deep":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
    await expect(fieldsIn(Buffer.from(deep), "application/json")).rejects.toMatchObject({ code: "invalid" });
  });
});
