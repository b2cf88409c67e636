import { describe, expect, it } from "vitest";
import { messenger } from "../../../functions/intake/adapters/meta/messenger.ts";
import { arrivedAt, inquiryIn, inShort, sent, signed, survives } from "../chat.ts";

const arrived = arrivedAt(messenger, "messenger", { appSecret: ["next", "former"], verifyToken: ["rosebud"] });
const parse = (bytes: Buffer | string) => messenger.parse(signed(bytes, "next"), arrived);
const fixture = (name: string) => sent(`messenger/messenger/${name}.json`);
const read = (name: string) => parse(fixture(name));
const inquiries = (name: string) => read(name).map((signal) => inquiryIn(signal, arrived));

const item = (mid: string | undefined, more: object = {}) => ({
  sender: { id: "6543210987654321" },
  recipient: { id: "100200300400500" },
  timestamp: 1_790_000_000_100,
  message: { mid, text: "Hello" },
  ...more,
});
const body = (...messaging: unknown[]) =>
  JSON.stringify({ object: "page", entry: [{ id: "100200300400500", time: 1, messaging }] });

describe("a Messenger chat", () => {
  it("is an inquiry of the person's account at the page, with the ad that led to it", () => {
    expect(read("from-an-ad").map(({ id }) => id)).toEqual(["m_AbCdEf123"]);
    const [inquiry] = inquiries("from-an-ad");
    expect(inquiry).toMatchObject({
      message: "Price?",
      saidAt: "2026-09-21T14:13:20.100Z",
      handle: { platform: "messenger", scope: "100200300400500", id: "6543210987654321" },
      source: {
        campaign: "Solar at home",
        attribution: {
          ad_id: "120210000000000001",
          post_id: "100200300400500_1",
          referral_source: "ADS",
          referral_type: "OPEN_THREAD",
        },
      },
    });
    expect([inquiry?.phone, inquiry?.test]).toEqual([undefined, undefined]);
  });

  it("keeps the ad or link from each of the three places", () => {
    expect(inShort(read("referral-places"))).toEqual([
      ["m_1", "Hi"],
      ["100200300400500:12:1790000000200:postback", "Get Started"],
      ["100200300400500:13:1790000000300:referral", "Opened a chat from ad “Heat pumps”."],
      ["100200300400500:14:1790000000400:referral", "Opened a chat from link autumn."],
    ]);
    const marks = inquiries("referral-places").map(({ source: { campaign, attribution } }) => [
      campaign,
      attribution.ad_id ?? attribution.ref,
    ]);
    expect(marks).toEqual([
      ["Solar at home", "120210000000000001"],
      ["spring", "spring"],
      ["Heat pumps", "120210000000000099123"],
      ["autumn", "autumn"],
    ]);
  });

  it("counts what people write, send, press and edit, another app's chats included; nothing that we write", () => {
    expect(inShort(read("every-kind"))).toEqual([
      ["m_text", "Hello"],
      ["m_quick", "Yes"],
      ["m_image", "(image)"],
      ["m_sticker", "(sticker)"],
      ["m_postback", "Ask for an offer"],
      ["edited", "m_text", "Hello again"],
      ["m_standby", "Anybody there?"],
      ["100200300400500:11:1790000000112:postback", "(button)"],
    ]);
    const extras = read("every-kind").flatMap((signal) => (signal.kind === "inquiry" ? [signal.draft.extra] : []));
    expect(extras.slice(1, 5)).toEqual([
      { payload: "YES" },
      { attachments: ["image https://scontent.example/1.jpg"] },
      { attachments: ["sticker"] },
      { payload: "OFFER" },
    ]);
  });

  it("of the dashboard's sample is a test", () => {
    expect(inquiries("dashboard-sample")).toMatchObject([
      {
        test: true,
        message: "test_message",
        saidAt: "2018-05-27T22:23:44.000Z",
        handle: { scope: "23245", id: "12334" },
      },
    ]);
  });
});

describe("a Messenger delivery", () => {
  it("of a thousand messages is read whole, and says the same when it comes again", () => {
    const many = body(...Array.from({ length: 1000 }, (_, at) => item(`m_${at}`)));
    expect(new Set(parse(many).map(({ id }) => id)).size).toBe(1000);
    expect(parse(many)).toEqual(parse(many));
  });

  it("with something broken in it loses nothing of the rest", () => {
    const odd = body(42, item("m_good"), item("m_nobody", { sender: undefined }), item("m_odd", { message: "Hello" }));
    expect(parse(odd).map(({ kind, id }) => (kind === "unreadable" ? kind : id))).toEqual([
      "unreadable",
      "m_good",
      "unreadable",
      "unreadable",
    ]);
  });

  it("knows a message without an id by where, by whom, when and what", () => {
    const sender = { id: "98765432109876543210" };
    expect(parse(body(item(undefined, { sender }), item("", { sender }))).map(({ id }) => id)).toEqual(
      Array(2).fill("100200300400500:98765432109876543210:1790000000100:message"),
    );
    const large = body(item("m_1")).replace('"6543210987654321"', "98765432109876543210");
    expect(inquiryIn(parse(large)[0], arrived).handle?.id).toBe("98765432109876543210");
  });

  it("with a page's lead is told apart: it is another source's, and not lost", () => {
    const change = { field: "leadgen", value: { leadgen_id: "7001002003004001" } };
    const [signal, ...others] = parse(JSON.stringify({ object: "page", entry: [{ id: "1", changes: [change] }] }));
    expect([signal, others]).toMatchObject([{ kind: "unreadable", why: /Lead Ads/ }, []]);
  });

  it("is told apart from a forged one, under either secret", () => {
    expect(messenger.verify(signed(fixture("from-an-ad"), "wrong"), arrived)).toMatch("app secret");
    for (const secret of ["next", "former"])
      expect(messenger.verify(signed(fixture("from-an-ad"), secret), arrived)).toBeUndefined();
    expect(() => parse('{"object":"instagram","entry":[]}')).toThrow('about "instagram"');
  });

  it("never makes it throw anything but a refusal", () => {
    const examples = ["from-an-ad", "every-kind", "referral-places", "dashboard-sample"].map(fixture);
    survives(messenger, arrived, examples, (text) => signed(text, "next"));
  });
});
