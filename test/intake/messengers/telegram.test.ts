import { describe, expect, it } from "vitest";
import { telegram } from "../../../functions/intake/adapters/messengers/telegram.ts";
import { arrivedAt, inquiryIn, inShort, post, sent, survives } from "../chat.ts";

const arrived = arrivedAt(telegram, "telegram", { secretToken: ["next", "former"] });
const told = (bytes: Buffer | string, token = "next") => post(bytes, { "x-telegram-bot-api-secret-token": token });
const parse = (bytes: Buffer | string) => telegram.parse(told(bytes), arrived);
const fixture = (name: string) => sent(`messenger/telegram/${name}.json`);
const read = (name: string) => parse(fixture(name));
const inquiry = (name: string) => inquiryIn(read(name)[0], arrived);

const olena = { id: 5_123_456_789, is_bot: false, first_name: "Olena" };
const message = (more: object) => ({
  message_id: 20,
  date: 1_790_000_000,
  chat: { id: olena.id, type: "private" },
  from: olena,
  ...more,
});
const update = (more: object) => parse(JSON.stringify({ update_id: 1, ...more }));
const said = (more: object) => update({ message: message(more) });

describe("a Telegram message", () => {
  it("that opens the chat by a link is an inquiry with the link's code", () => {
    expect(inShort(read("start"))).toEqual([["5123456789:17", "Opened a chat from link s_9fK2."]]);
    expect(inquiry("start")).toMatchObject({
      name: "Olena",
      language: "uk",
      saidAt: "2026-09-21T14:13:20.000Z",
      handle: { platform: "telegram", scope: "telegram-1", id: "5123456789", name: "olena_k" },
      source: { campaign: "s_9fK2", attribution: { ref: "s_9fK2" } },
    });
    expect(inquiry("start").phone).toBeUndefined();
  });

  it("is taken word for word unless it only opens the chat", () => {
    const words = (text: string) => inShort(said({ text }))[0]?.[1];
    expect(words("/start")).toBe("Opened a chat.");
    expect(words("/start@our_bot autumn")).toBe("Opened a chat from link autumn.");
    expect(words("/start what does it cost?")).toBe("/start what does it cost?");
    expect(words("Hello")).toBe("Hello");
  });

  it("tells the number of somebody who shares their own contact", () => {
    expect(inquiry("contact")).toMatchObject({
      name: "Olena Kovalenko",
      message: "(contact)",
      phone: "+380671234567",
      phoneIsTheirs: true,
    });
  });

  it("with somebody else's contact only keeps it", () => {
    for (const contact of [{ user_id: 7 }, {}]) {
      const [signal] = said({ contact: { phone_number: "+380670000000", first_name: "Ivan", ...contact } });
      const { phone, phoneIsTheirs, extra } = inquiryIn(signal, arrived);
      expect([phone, phoneIsTheirs, extra]).toEqual([undefined, undefined, { contact: "Ivan +380670000000" }]);
    }
  });

  it.each([
    ["(photo)", { photo: [{ file_id: "small" }, { file_id: "large" }] }, { media: "large" }],
    ["My roof", { photo: [{ file_id: "large" }], caption: "My roof" }, { media: "large" }],
    ["(voice)", { voice: { file_id: "v" } }, { media: "v" }],
    ["(video note)", { video_note: { file_id: "n" } }, { media: "n" }],
    ["(document)", { document: { file_id: "d" } }, { media: "d" }],
    ["(sticker)", { sticker: { file_id: "s" } }, { media: "s" }],
    ["(location)", { location: { latitude: 50.4, longitude: 30.5 } }, { location: "50.4, 30.5" }],
    ["(venue)", { venue: { title: "Home", address: "Street 1" } }, { location: "Home, Street 1" }],
    ["(poll)", { poll: { question: "?" } }, {}],
  ])("that is %s says so", (words, more, extra) => {
    const [signal, ...others] = said(more);
    expect(inquiryIn(signal, arrived)).toMatchObject({ message: words, extra });
    expect(others).toEqual([]);
  });

  it("to a business account is one of its own, however like the ids are", () => {
    expect(inShort(read("business-message"))).toEqual([["BC_1:5123456789:17", "Do you deliver?"]]);
    expect(inquiry("business-message").language).toBe("pt-br");
  });

  it("of a group, a channel, a bot or ourselves is no inquiry", () => {
    const text = "Hello";
    expect(said({ text, chat: { id: -100, type: "supergroup" } })).toEqual([]);
    expect(said({ text, from: { ...olena, is_bot: true } })).toEqual([]);
    expect(update({ business_message: message({ text, from: { id: 9, first_name: "We" } }) })).toEqual([]);
    expect(update({ channel_post: { message_id: 1, date: 1, chat: { id: -1, type: "channel" }, text } })).toEqual([]);
    expect(update({ my_chat_member: { from: olena, new_chat_member: { status: "kicked" } } })).toEqual([]);
    expect(said({ pinned_message: {} })).toEqual([]);
  });

  it("that is edited or deleted finds the one it was", () => {
    const edit = { edited_message: message({ text: "Hello!" }) };
    expect(inShort(said({ text: "Hello" }))).toEqual([["5123456789:20", "Hello"]]);
    expect(inShort(update(edit))).toEqual([["edited", "5123456789:20", "Hello!"]]);
    expect(update({ edited_message: message({ location: { latitude: 1, longitude: 2 } }) })).toEqual([]);
    const business = { business_connection_id: "BC_1" };
    expect(inShort(update({ edited_business_message: message({ ...business, text: "Hm" }) }))).toEqual([
      ["edited", "BC_1:5123456789:20", "Hm"],
    ]);
    const gone = { ...business, chat: { id: olena.id, type: "private" }, message_ids: [20, 21] };
    expect(inShort(update({ deleted_business_messages: gone }))).toEqual([
      ["deleted", "BC_1:5123456789:20"],
      ["deleted", "BC_1:5123456789:21"],
    ]);
  });

  it("of another bot is another message, though each begins to count at one", () => {
    const by = (bot: string, more: object) =>
      inShort(
        telegram.parse(post(JSON.stringify({ update_id: 1, ...more }), {}, `https://h.example/in?bot=${bot}`), arrived),
      );
    const [first, second] = ["110201543", "220402086"];
    expect(by(first, { message: message({ text: "Hi" }) })).toEqual([["bot110201543:5123456789:20", "Hi"]]);
    expect(by(second, { message: message({ text: "Hi" }) })).toEqual([["bot220402086:5123456789:20", "Hi"]]);
    expect(by(first, { edited_message: message({ text: "Ho" }) })).toEqual([
      ["edited", "bot110201543:5123456789:20", "Ho"],
    ]);
    const gone = { business_connection_id: "B", chat: { id: olena.id, type: "private" }, message_ids: [20] };
    expect(by(first, { deleted_business_messages: gone })).toEqual([["deleted", "bot110201543:B:5123456789:20"]]);
    expect(by("BOT", { message: message({ text: "Hi" }) })).toEqual([["5123456789:20", "Hi"]]);
  });

  it("of a button is an inquiry with what the button carries", () => {
    expect(inShort(read("callback"))).toEqual([["callback:22005134567890123456", "(button) offer:roof"]]);
    expect(inquiry("callback")).toMatchObject({ extra: { payload: "offer:roof" }, handle: { id: "5123456789" } });
    const group = { id: "1", from: olena, data: "x", message: { chat: { id: -1, type: "group" } } };
    expect(update({ callback_query: group })).toEqual([]);
  });

  it("keeps ids that exceed 2^53", () => {
    const large = fixture("start").toString("utf8").replaceAll("5123456789", "9007199254740993123");
    expect(parse(large)[0]?.id).toBe("9007199254740993123:17");
  });
});

it("Telegram's steps give each bot an address of its own", () => {
  const steps = telegram.steps(arrived.source, "https://h.example/in").join("\n");
  expect(steps).toContain("setWebhook?url=https%3A%2F%2Fh.example%2Fin%3Fbot%3DBOT&secret_token=SECRET&");
});

describe("a Telegram update", () => {
  it("needs the source's secret token, the new one or the former", () => {
    expect(["next", "former"].map((token) => telegram.verify(told("{}", token), arrived))).toEqual([
      undefined,
      undefined,
    ]);
    for (const token of ["", "Next", "next,next", "former "])
      expect(telegram.verify(told("{}", token), arrived), token).toEqual(expect.any(String));
    expect(telegram.verify(post("{}"), arrived)).toMatch("missing");
    expect(telegram.verify(told("{}", ""), { ...arrived, secrets: { secretToken: [""] } })).toMatch("missing");
  });

  it("is refused when it cannot be read", () => {
    expect(() => update({ message: { text: "Hello" } })).toThrow("message.message_id");
    expect(() => parse("{")).toThrow("not JSON");
  });

  it("never makes it throw anything but a refusal", () => {
    const examples = ["start", "contact", "business-message", "callback"].map(fixture);
    survives(telegram, arrived, examples, (text) => told(text));
  });
});
