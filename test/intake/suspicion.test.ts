import { describe, expect, it } from "vitest";
import { formIdempotencyKey, formInquiry, readForm } from "../../functions/intake/adapters/web-form/form-inquiry.ts";
import type { InquiryDraft } from "../../functions/intake/inquiry/inquiry-draft.ts";
import { isDisposable } from "../../functions/intake/spam/disposable-domains.ts";
import { networkOf } from "../../functions/intake/spam/network.ts";
import { honeypotName, type Suspect, suspicionOf, suspicionOfDraft } from "../../functions/intake/spam/suspicion.ts";
import { limitsOf } from "../../functions/intake/spam/velocity.ts";
import type { FormFields } from "../../functions/intake/wire/body.ts";
import { Instant, minute, plus, second } from "../../functions/platform/time.ts";
import { SourceId } from "../../functions/source/source.ts";
import { website as source } from "./website.ts";

const now = Instant.parse("2026-11-23T09:00:00.000Z");
const website = SourceId.parse("website");
const fields = (posted: Record<string, string>): FormFields =>
  new Map(Object.entries(posted).map(([name, one]) => [name, [one]]));
const suspect = (more: Partial<Suspect>): Suspect => ({
  ...{ source: website, draft: { email: "ann@example.com" }, fields: new Map() },
  ...more,
});
const suspicion = (more: Partial<Suspect>) => suspicionOf(suspect(more), now);

describe("how a form was filled in", () => {
  it("has a field that only machines fill in, another for each source", () => {
    expect(honeypotName(website)).toMatch(/^ref_[0-9a-f]{8}$/);
    expect(honeypotName(SourceId.parse("fair"))).not.toBe(honeypotName(website));
    expect(suspicion({ fields: fields({ [honeypotName(website)]: "https://x.example" }) })).toMatch(/do not see/);
    expect(suspicion({ fields: fields({ [honeypotName(website)]: " " }) })).toBeUndefined();
  });

  it.each([
    [{ fill_ms: "0" }, true],
    [{ fill_ms: "1999" }, true],
    [{ fill_ms: "2000" }, false],
    [{ fill_ms: "soon" }, false],
    [{ fill_ms: "-5" }, false],
    [{ form_loaded_at: plus(now, -1.5 * second) }, true],
    [{ form_loaded_at: String(Date.parse(now) - 1000) }, true],
    [{ form_loaded_at: plus(now, -minute) }, false],
    [{ form_loaded_at: plus(now, minute) }, false],
    [{ form_loaded_at: "yesterday" }, false],
    [{ fill_ms: "9000", form_loaded_at: now }, false],
    [{}, false],
  ])("%o is too fast: %s", (posted: Record<string, string>, tooFast) => {
    expect(suspicion({ fields: fields(posted) })?.startsWith("filled in within") ?? false).toBe(tooFast);
  });

  it("had a captcha that failed", () => {
    expect(suspicion({ captchaFailed: true })).toBe("the captcha failed");
    expect(suspicion({ captchaFailed: false })).toBeUndefined();
  });
});

describe("who writes", () => {
  it.each(["a@mailinator.com", "A@Eu.MailInator.com", "x@yopmail.com", "y@guerrillamail.de"])(
    "%s is thrown away",
    (email) => {
      expect(suspicion({ draft: { email } })).toMatch(/thrown away/);
    },
  );

  it.each([
    "ann@gmail.com",
    "ann@notmailinator.example",
    "a@duck.com",
    "a@privaterelay.appleid.com",
    "a@mozmail.com",
    "a@33mail.com",
    "asdf",
  ])("%s may be written to", (email) => {
    expect(isDisposable(email)).toBe(false);
  });
});

const spam: Record<string, InquiryDraft> = {
  BBCode: { message: "Great [url=https://x.example]pills[/url]" },
  "an anchor": { message: 'See <a target="_blank" href="https://x.example">this</a>' },
  "five links": { message: "https://a.example https://b.example https://c.example http://d.example www.e.example" },
  "pills beside a link": { message: "Cheap V\u200biagra here https://x.example" },
  "two phrases": { message: "Best online casino, free spins for you" },
  "SEO offers": { message: "We provide SEO. We will put your website on the first page. https://x.example" },
  Russian: { message: "Онлайн казино, бонус за регистрацию! Ставки на спорт https://x.example" },
  Chinese: { message: "最好的在线赌场欢迎您 https://x.example" },
  Arabic: { message: "أفضل كازينو https://x.example" },
  "an answer to another question": { extra: { budget: ["buy backlinks https://x.example"] } },
};

const people: Record<string, InquiryDraft> = {
  "a link for a name": { name: "Get rich https://x.example", message: "Hello" },
  "a link to one's house": { message: "Our roof is here: https://maps.example/abc?x=1. What would it cost?" },
  "four links": { message: "https://a.example https://b.example https://c.example https://www.d.example" },
  "a question about SEO": { message: "Do you offer SEO services? Our shop https://shop.example ranks badly." },
  "a casino's own roof": { message: "We run a casino hotel near Nice, https://hotel.example. Can you cover its roof?" },
  "one odd word": { message: "My pharmacy sells Viagra and needs a website." },
  "arrows and brackets": { message: "Roof <a> is 40 m², [b] is 60 m², price < 5000?" },
  "a Russian": { name: "Анна", message: "Здравствуйте! Сколько стоит крыша? https://dom.example" },
  "an Armenian": { message: "Բարև ձեզ, ինչ արժե՞ https://tun.example" },
  "a long text": { message: "We have lived here for long. ".repeat(80) },
  "nothing written": {},
};

describe("what is written", () => {
  it.each(Object.entries(spam))("%s is suspect", (_, said) => {
    expect(suspicion({ draft: { email: "ann@example.com", ...said } })).toBeDefined();
  });

  it.each(Object.entries(people))("%s is a person's", (_, said) => {
    expect(suspicion({ draft: { email: "ann@example.com", ...said } })).toBeUndefined();
  });
});

describe("what a form's tool tells", () => {
  const told = (said: InquiryDraft) => suspicionOfDraft({ email: "ann@example.com", ...said }, source);

  it("is suspect for what is written, as a form is", () => {
    expect(told({ email: "a@mailinator.com" })).toMatch(/thrown away/);
    for (const said of Object.values(spam)) expect(told(said)).toBeDefined();
    for (const said of Object.values(people)) expect(told(said)).toBeUndefined();
  });

  it("is not suspect for what the tool adds: files, pages, the whole form as markup or JSON", () => {
    const photos = Array.from({ length: 9 }, (_, at) => `https://files.example/roof-${at}.jpg`);
    const whole = '<p>Mail: <a href="mailto:ann@example.com">ann@example.com</a></p>';
    expect(
      told({ extra: { photos, page: "https://shop.example/?a=1", whole, entry: JSON.stringify(photos) } }),
    ).toBeUndefined();
  });

  it("is none of a form's where the source is of another channel", () => {
    expect(suspicionOfDraft({ email: "a@mailinator.com" }, { ...source, channel: "ad" })).toBeUndefined();
  });
});

describe("how often", () => {
  const keysOf = (address: string, at = now) =>
    limitsOf({ draft: { email: "ann@example.com" }, address }, at).map(({ write }) => write.add.pk);

  it.each([
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:db8:1:2::9", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["127.0.0.1", undefined],
    ["10.1.2.3", undefined],
    ["192.168.7.7", undefined],
    ["::1", undefined],
    ["::ffff:127.0.0.1", undefined],
    ["fd00::1", undefined],
    ["fe80::1%eth0", undefined],
    ["", undefined],
    ["nowhere", undefined],
  ])("counts posts from %s for the network %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
    expect(keysOf(address)).toHaveLength(network === undefined ? 0 : 1);
  });

  it("counts a network's posts of ten minutes together, and keeps no address", () => {
    expect(keysOf("2001:db8:1:2::9")).toEqual(keysOf("2001:db8:1:2:ffff::1", plus(now, 9 * minute)));
    expect(keysOf("203.0.113.7")).not.toEqual(keysOf("203.0.113.8"));
    expect(keysOf("203.0.113.7")).not.toEqual(keysOf("203.0.113.7", plus(now, 10 * minute)));
    expect(JSON.stringify(limitsOf({ draft: {}, address: "203.0.113.7" }, now))).not.toContain("203.0.113");
  });

  it("compares texts with a link, or that nobody suggests, and no others", () => {
    const textsOf = (message: string) => limitsOf({ draft: { message }, address: "127.0.0.1" }, now).length;
    expect(textsOf("Look at https://x.example")).toBe(1);
    expect(textsOf("a long story ".repeat(20))).toBe(1);
    expect(textsOf("Please send me an offer.")).toBe(0);
  });
});

describe("what guards a form is no answer", () => {
  const posted = { email: "ann@example.com", submission_id: "s1", roof: "80" };

  it("is not kept as one, and makes no other inquiry", () => {
    const read = (values: Record<string, string>) => {
      const { draft: said, submission } = readForm(fields(values), source);
      const inquiry = formInquiry(said, source, "203.0.113.7", now);
      return { extra: inquiry.extra, once: formIdempotencyKey(submission, inquiry) };
    };
    const guarded = read({ ...posted, fill_ms: "9000", form_loaded_at: now, [honeypotName(website)]: "" });
    expect(guarded).toEqual({ ...read(posted), extra: { roof: "80" } });
  });
});
