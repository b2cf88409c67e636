import { describe, expect, it } from "vitest";
import { whatsapp } from "../../../functions/intake/adapters/messengers/whatsapp.ts";
import { arrivedAt, inquiryIn, inShort, sent, signed, survives } from "../chat.ts";

const arrived = arrivedAt(whatsapp, "whatsapp", { appSecret: ["next", "former"], verifyToken: ["rosebud"] });
const parse = (bytes: Buffer | string) => whatsapp.parse(signed(bytes, "next"), arrived);
const fixture = (name: string) => sent(`messenger/whatsapp/${name}.json`);
const read = (name: string) => parse(fixture(name));
const inquiry = (name: string) => inquiryIn(read(name)[0], arrived);

type Message = Record<string, unknown>;
const number = { display_phone_number: "14155550199", phone_number_id: "106540352242922" };
const change = (messages: unknown, contacts: unknown = []) => ({
  field: "messages",
  value: { messaging_product: "whatsapp", metadata: number, contacts, messages },
});
const body = (...changes: unknown[]) =>
  JSON.stringify({ object: "whatsapp_business_account", entry: [{ id: "1", changes }] });
const text = (more: Message): Message => ({
  id: "wamid.1",
  timestamp: "1790000000",
  type: "text",
  text: { body: "Hello" },
  ...more,
});
const one = (message: Message, contacts: unknown[] = []) => parse(body(change([message], contacts)));
const person = (message: Message, contacts: unknown[] = []) => inquiryIn(one(text(message), contacts)[0], arrived);

describe("a WhatsApp message", () => {
  it("is an inquiry of the person's account and number, with the ad that led to it", () => {
    expect(read("from-an-ad").map(({ id }) => id)).toEqual(["wamid.HBgNNTUxMTk5OTk5MDAwMBUCABIYEXAMPLE"]);
    expect(inquiry("from-an-ad")).toMatchObject({
      name: "Ana Souza",
      message: "Oi! Quero um orçamento",
      phone: "+5511999990000",
      phoneIsTheirs: true,
      country: "BR",
      saidAt: "2026-09-21T14:13:20.000Z",
      handle: { platform: "whatsapp", scope: "106540352242922", id: "BR.13491208655302741918" },
      source: {
        campaign: "Solar at home",
        attribution: {
          ad_id: "120210000000000001",
          ctwa_clid: "ARAkLkA8rmlFeiCktEXAMPLE",
          source_url: "https://fb.me/abc123",
          referral_type: "ad",
        },
      },
      extra: { ad_text: "Chat with us" },
    });
  });

  it("comes from a post as well: then its id is no ad's", () => {
    const referral = { source_id: "77", source_type: "post", headline: "Our week" };
    expect(person({ from: "4915112345678", referral }).source.attribution).toEqual({
      post_id: "77",
      referral_type: "post",
      headline: "Our week",
    });
  });

  it("of somebody who hides their number is an inquiry of their account alone", () => {
    const hidden = inquiry("number-hidden");
    expect(hidden).toMatchObject({
      name: "Mina",
      country: "DE",
      handle: { id: "DE.77120000000000000042", name: "mina.berlin" },
      unusable: {},
    });
    expect([hidden.phone, hidden.phoneIsTheirs]).toEqual([undefined, undefined]);
  });

  it("first by number, then by user id, carries the number that joins the two", () => {
    const before = person({ from: "4915112345678" });
    const after = person({ from: "4915112345678", from_user_id: "DE.42" });
    expect([before.handle?.id, after.handle?.id]).toEqual(["4915112345678", "DE.42"]);
    expect(after.phone).toBe(before.phone);
    expect([before.phoneIsTheirs, after.phoneIsTheirs]).toEqual([true, true]);
    const mexican = person({ from: "5215512345678" });
    expect([mexican.phone, mexican.unusable]).toEqual(["+525512345678", {}]);
    for (const brazilian of ["551188887777", "5511988887777"])
      expect(person({ from: brazilian }).phone).toBe("+5511988887777");
    expect(person({ from: "551133334444" }).phone).toBe("+551133334444");
  });

  it("finds its contact among several", () => {
    const contacts = [
      { profile: { name: "Ben" }, wa_id: "4915100000000" },
      { profile: { name: "Cleo" }, user_id: "DE.7", wa_id: "4915112345678" },
    ];
    expect(person({ from_user_id: "DE.7" }, contacts)).toMatchObject({ name: "Cleo", phone: "+4915112345678" });
    expect(person({ from: "4915100000000" }, contacts).name).toBe("Ben");
    expect(person({ from: "4915199999999" }, contacts).name).toBeUndefined();
  });

  it("of every type says what its person said, or what they sent", () => {
    expect(inShort(read("every-type"))).toEqual([
      ["wamid.text", "Hello"],
      ["wamid.button", "Call me"],
      ["wamid.reply", "Yes, please"],
      ["wamid.list", "A new roof"],
      ["wamid.flow", "Sent"],
      ["wamid.caption", "This is my roof"],
      ["wamid.image", "(image)"],
      ["wamid.document", "(document) plan.pdf"],
      ["wamid.audio", "(audio)"],
      ["wamid.location", "(location) Home, Rua A, 1"],
      ["wamid.friend", "(contacts)"],
      ["wamid.order", "(order)"],
      ["wamid.poll", "(made up later)"],
      ["wamid.unsupported", "(unsupported message)"],
    ]);
    const extras = new Map(read("every-type").map((signal) => [signal.id, inquiryIn(signal, arrived).extra]));
    expect(extras.get("wamid.button")).toEqual({ reply: "call" });
    expect(extras.get("wamid.flow")).toEqual({ answers: '{"budget":"5000"}' });
    expect(extras.get("wamid.image")).toEqual({ media: "27548594414981281234" });
    expect(extras.get("wamid.location")).toEqual({ location: "-23.55, -46.63" });
    expect(extras.get("wamid.friend")).toEqual({ contacts: ["Rui Lima +55 11 98888-0000"] });
    expect(extras.get("wamid.order")?.order).toHaveLength(1);
  });

  it("without words is an inquiry all the same when an ad led to it", () => {
    const referral = { source_id: "120210000000000001", source_type: "ad" };
    expect(inShort(one({ ...text({ from: "4915112345678", referral }), type: "unsupported" }))).toEqual([
      ["wamid.1", "Opened a chat from ad 120210000000000001."],
    ]);
  });

  it("with a card of their own tells their number and address; a friend's card does not", () => {
    const card = (name: string) => ({
      type: "contacts",
      from_user_id: "DE.7",
      contacts: [
        { name: { formatted_name: name }, phones: [{ phone: "+49 151 12345678" }], emails: [{ email: "c@d.example" }] },
      ],
    });
    const contacts = [{ profile: { name: "Cleo Falk" }, user_id: "DE.7" }];
    expect(person(card("Cleo Falk"), contacts)).toMatchObject({ phone: "+4915112345678", email: "c@d.example" });
    expect(person(card("Cleo Falk"), contacts).phoneIsTheirs).toBeUndefined();
    expect(person(card("Jan Weber"), contacts).phone).toBeUndefined();
  });

  it("that is edited or taken back changes the one it was", () => {
    expect(inShort(read("revised"))).toEqual([
      ["edited", "wamid.text", "Hello again"],
      ["deleted", "wamid.caption"],
      ["unreadable", expect.stringMatching(/^unreadable-[0-9a-f]{64}$/)],
    ]);
  });

  it("of the dashboard's sample is a test", () => {
    expect(inquiry("dashboard-sample").test).toBe(true);
    expect(inquiry("from-an-ad").test).toBeUndefined();
  });
});

describe("a WhatsApp delivery", () => {
  it("of statuses, errors and other fields is no news", () => {
    expect(read("statuses")).toEqual([]);
  });

  it("of a thousand messages is read whole, and says the same when it comes again", () => {
    const changes = Array.from({ length: 1000 }, (_, at) =>
      change([text({ id: `wamid.${at}`, from: `4915100000${String(at).padStart(3, "0")}` })]),
    );
    const first = parse(body(...changes));
    expect(new Set(first.map(({ id }) => id)).size).toBe(1000);
    expect(parse(body(...changes))).toEqual(first);
  });

  it("with something broken in it loses nothing of the rest", () => {
    const good = text({ id: "wamid.good", from: "4915112345678" });
    const nobody = text({ id: "wamid.nobody" });
    const odd = body(
      change([42, good, nobody, { ...good, id: undefined }]),
      "?",
      { field: "messages", value: { messages: [good] } },
      change([text({ id: "wamid.last", from: "4915112345678" })]),
    );
    const kinds = parse(odd).map(({ kind, id }) => (kind === "unreadable" ? kind : id));
    expect(kinds).toEqual([
      "unreadable",
      "wamid.good",
      "unreadable",
      "unreadable",
      "unreadable",
      "unreadable",
      "wamid.last",
    ]);
    expect(new Set(parse(odd).map(({ id }) => id)).size).toBe(7);
  });

  it("is told apart from a forged one, and from another product's", () => {
    const forged = signed(fixture("from-an-ad"), "wrong");
    expect(whatsapp.verify(forged, arrived)).toMatch("app secret");
    for (const secret of ["next", "former"])
      expect(whatsapp.verify(signed(fixture("from-an-ad"), secret), arrived)).toBeUndefined();
    expect(() => parse('{"object":"page","entry":[]}')).toThrow('about "page"');
  });

  it("never makes it throw anything but a refusal", () => {
    const examples = ["from-an-ad", "every-type", "number-hidden", "revised", "statuses"].map(fixture);
    survives(whatsapp, arrived, examples, (text) => signed(text, "next"));
  });
});
