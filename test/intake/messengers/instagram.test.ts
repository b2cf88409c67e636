import { describe, expect, it } from "vitest";
import { instagram } from "../../../functions/intake/adapters/meta/instagram.ts";
import { arrivedAt, inquiryIn, inShort, sent, signed, survives } from "../chat.ts";

const arrived = arrivedAt(instagram, "instagram", { appSecret: ["next", "former"], verifyToken: ["rosebud"] });
const parse = (bytes: Buffer | string) => instagram.parse(signed(bytes, "next"), arrived);
const fixture = (name: string) => sent(`messenger/instagram/${name}.json`);
const read = (name: string) => parse(fixture(name));

describe("an Instagram chat", () => {
  it("is an inquiry of the person's account, with the ad that led to it", () => {
    const [signal, ...others] = read("from-an-ad");
    expect([signal?.id, others]).toEqual(["aWdfZAG1faXRlEXAMPLE", []]);
    expect(inquiryIn(signal, arrived)).toMatchObject({
      message: "Hi, is it available?",
      handle: { platform: "instagram", scope: "17841400000000001", id: "7788990011223344" },
      source: {
        channel: "messenger",
        campaign: "Spring video B",
        attribution: { ad_id: "120210000000000001", ref: "spring" },
      },
    });
  });

  it("counts story replies, mentions and opened links; a message that is unsent is deleted", () => {
    expect(inShort(read("every-kind"))).toEqual([
      ["ig_story", "Where is that?"],
      ["ig_mention", "(story mention)"],
      ["17841400000000001:7788990011223344:1790000000102:referral", "Opened a chat from link bio-link."],
      ["deleted", "ig_story"],
      ["ig_odd", "(unsupported message)"],
    ]);
    expect(inquiryIn(read("every-kind")[0], arrived).extra).toEqual({ story: "https://lookaside.example/story" });
  });

  it("of the dashboard's sample is a test", () => {
    expect(inquiryIn(read("dashboard-sample")[0], arrived)).toMatchObject({ test: true, message: "random_text" });
  });
});

describe("an Instagram delivery", () => {
  it("says the same when it comes again", () => {
    expect(read("every-kind")).toEqual(read("every-kind"));
  });

  it("is told apart from a forged one and from a page's", () => {
    expect(instagram.verify(signed(fixture("from-an-ad"), "wrong"), arrived)).toMatch("app secret");
    expect(instagram.verify(signed(fixture("from-an-ad"), "former"), arrived)).toBeUndefined();
    expect(() => parse('{"object":"page","entry":[]}')).toThrow('about "page"');
  });

  it("never makes it throw anything but a refusal", () => {
    survives(instagram, arrived, ["from-an-ad", "every-kind"].map(fixture), (text) => signed(text, "next"));
  });
});
