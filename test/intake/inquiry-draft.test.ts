import { describe, expect, it, onTestFinished, vi } from "vitest";
import { type InquiryDraft, normalizeInquiry } from "../../functions/intake/inquiry/inquiry-draft.ts";
import { InquiryId } from "../../functions/lead/model/inquiry.ts";
import { sortable } from "../../functions/platform/id.ts";
import { monday } from "../lead/fixture.ts";
import { sourceOf } from "./ads/fixture.ts";

const extraOf = (extra: InquiryDraft["extra"]) => {
  const id = InquiryId.parse(`inq_${sortable(monday)}`);
  return normalizeInquiry({ email: "ida@example.com", extra }, sourceOf("meta"), { id, receivedAt: monday }).extra;
};

describe("what they agreed to", () => {
  it("is kept word for word, with the version of the text: another wording is another version", () => {
    const consentTo = (agreedTo: string) => {
      const id = InquiryId.parse(`inq_${sortable(monday)}`);
      const said = { email: "ida@example.com", agreed: true, agreedTo };
      const source = { ...sourceOf("meta"), consent: { by: "field" as const, text: "Yes", confirm: "link" as const } };
      return normalizeInquiry(said, source, { id, receivedAt: monday }).consent;
    };
    const [one, same, other] = ["Write to me", "Write to me", "Write to me often"].map(consentTo);
    expect(one).toMatchObject({
      basis: "opt-in",
      text: "Write to me",
      version: expect.stringMatching(/^[0-9a-f]{8}$/),
    });
    expect(same?.version).toBe(one?.version);
    expect(other?.version).not.toBe(one?.version);
  });
});

describe("an address under our own mail domain", () => {
  const told = (said: InquiryDraft) =>
    normalizeInquiry(said, sourceOf("meta"), { id: InquiryId.parse(`inq_${sortable(monday)}`), receivedAt: monday });

  it("is no way to reach anybody, from whichever door; beside a phone it is kept raw", () => {
    vi.stubEnv("MAIL_DOMAIN", "leads.example");
    onTestFinished(() => void vi.unstubAllEnvs());
    for (const email of ["eve@leads.example", "Eve@x.LEADS.example", "eve@leads.example."]) {
      expect(() => told({ email })).toThrow(
        expect.objectContaining({ words: expect.stringMatching(/comes back to us/) }),
      );
      const { unusable, ...inquiry } = told({ email, phone: "+353 1 234 5678" });
      expect([unusable, inquiry.email, inquiry.phone]).toEqual([{ email }, undefined, "+35312345678"]);
    }
  });
});

describe("answers to a platform's other questions", () => {
  it("are kept as an item can hold them", () => {
    const odd = { "": "a", ["__proto__"]: "b", huge: 1e21, tiny: 1e-300, some: 0.5, deep: [[[1e300]], { a: [1] }] };
    expect(extraOf(odd)).toEqual({
      ...{ '""': "a", '"__proto__"': "b", huge: "1e+21", tiny: "1e-300", some: 0.5 },
      deep: ["[[1e+300]]", '{"a":[1]}'],
    });
  });

  it("are kept as far as there is room: the payload has them all", () => {
    const essay = Array.from({ length: 20 }, () => "👩".repeat(2000));
    const extra = extraOf(
      Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`question ${at}`, at ? "yes" : essay])),
    );
    expect(Buffer.byteLength(JSON.stringify(extra))).toBeLessThan(64 * 1024);
  });
});
