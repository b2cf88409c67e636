import { afterEach, describe, expect, it, vi } from "vitest";
import { ownDomainTrouble } from "../../functions/intake/inquiry/contact.ts";
import { isOurOwn } from "../../functions/platform/own-domain.ts";

afterEach(() => vi.unstubAllEnvs());

describe("our own mail domain", () => {
  it.each(["a@leads.example", "a@LEADS.Example", "a@x.y.leads.example", "a@leads.example.", "r+abc@leads.example"])(
    "is known in %s",
    (address) => {
      vi.stubEnv("MAIL_DOMAIN", "leads.example");
      expect(isOurOwn(address)).toBe(true);
      expect(ownDomainTrouble(address)).toMatch(/comes back to us/);
    },
  );

  it.each(["a@example", "a@myleads.example", "a@leads.example.com", "leads.example@person.example", ""])(
    "is not in %s",
    (address) => {
      vi.stubEnv("MAIL_DOMAIN", "leads.example");
      expect(isOurOwn(address)).toBe(false);
    },
  );

  it("is the same in letters of its own and in ASCII", () => {
    vi.stubEnv("MAIL_DOMAIN", "xn--bro-hoa.example");
    expect(isOurOwn("a@büro.example")).toBe(true);
    vi.stubEnv("MAIL_DOMAIN", "büro.example");
    expect(isOurOwn("a@mail.XN--BRO-HOA.example")).toBe(true);
  });
});
